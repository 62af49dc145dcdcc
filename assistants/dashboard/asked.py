"""What the address of the list asks for: everything that a person chose is in it, so that it can be sent and kept."""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from django.http import QueryDict

from assistants import limits
from assistants.caller import Caller
from assistants.choices import AccessMode, FieldSet, SortBy, SortOrder
from assistants.queries.assistant_filters import AUTOMATION, MCP, AssistantFilters
from assistants.spec.tools import SystemTools


class View(StrEnum):
    """The saved views: the tabs above the list."""

    ALL = "all"
    MINE = "mine"
    RETIRING = "retiring"
    INACTIVE = "inactive"


class Layout(StrEnum):
    """How the list is drawn."""

    TABLE = "table"
    CARDS = "cards"


class Column(StrEnum):
    """What a table may show beside an assistant's name."""

    MODEL = "model"
    ACCESS = "access"
    TOOLS = "tools"
    CHANGED = "changed"
    CREATED = "created"
    WARNINGS = "warnings"


TOOLS = (*SystemTools.model_fields, MCP, AUTOMATION)
SIZES = (25, 50, 100)
SHOWN = tuple(column for column in Column if column != Column.CREATED)


@dataclass(frozen=True)
class Asked:
    """The list that is asked for. Each attribute is a parameter of the address, which leaves out what is a default."""

    view: View = View.ALL
    search: str = ""
    access: tuple[str, ...] = ()
    model: tuple[str, ...] = ()
    provider: tuple[str, ...] = ()
    tool: tuple[str, ...] = ()
    sort: SortBy = SortBy.UPDATED_AT
    order: SortOrder = SortOrder.DESC
    layout: Layout = Layout.TABLE
    column: tuple[str, ...] = SHOWN
    size: int = SIZES[0]
    page: int = 1

    @classmethod
    def of(cls, query: QueryDict) -> "Asked":
        """What an address asks for; what it does not know or allow is as if it were left out."""
        sizes = [str(size) for size in SIZES]
        return cls(
            view=View(_one(query, "view", View, View.ALL)),
            search=_text(query.get("search", "")),
            access=_some(query, "access", AccessMode),
            model=_names(query, "model"),
            provider=_names(query, "provider"),
            tool=_some(query, "tool", TOOLS),
            sort=SortBy(_one(query, "sort", SortBy, SortBy.UPDATED_AT)),
            order=SortOrder(_one(query, "order", SortOrder, SortOrder.DESC)),
            layout=Layout(_one(query, "layout", Layout, Layout.TABLE)),
            column=_some(query, "column", Column) or SHOWN,
            size=int(_one(query, "size", sizes, sizes[0])),
            page=_page(query.get("page", "")),
        )

    def to(self, **changes: Any) -> str:
        """The address of another list, relative to this one's; it begins with its first page unless told otherwise."""
        return f"?{replace(self, **{'page': 1} | changes).query}"

    @property
    def elsewhere(self) -> list[tuple[str, str]]:
        """What the form of the search and the filters keeps, because it has no control for it."""
        return [(name, value) for name, value in self._pairs() if name in ("view", "sort", "order", "layout", "size")]

    def filters(self, caller: Caller, today: date) -> AssistantFilters:
        """What it asks of the query."""
        return AssistantFilters(
            organization_id=caller.organization_id,
            limit=self.size,
            offset=(self.page - 1) * self.size,
            search=self.search,
            is_active=False if self.view == View.INACTIVE else None,
            include_inactive=True,
            sort_by=self.sort,
            sort_order=self.order,
            fields=FieldSet.STANDARD,
            access_modes=tuple(AccessMode(mode) for mode in self.access),
            model_keys=self.model,
            providers=self.provider,
            tools=self.tool,
            created_by=caller.user_id if self.view == View.MINE else None,
            retires_before=soon(today) if self.view == View.RETIRING else None,
        )

    def plain(self, **changes: Any) -> str:
        """The address of another list without a search and filters."""
        return self.to(**{"search": "", "access": (), "model": (), "provider": (), "tool": ()} | changes)

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but the view decides what is on the list."""
        return bool(self.search or self.access or self.model or self.provider or self.tool)

    def _pairs(self) -> list[tuple[str, str]]:
        pairs: list[tuple[str, str]] = []
        for field in fields(self):
            value = getattr(self, field.name)
            if value != field.default:
                pairs += [(field.name, str(item)) for item in (value if isinstance(value, tuple) else (value,))]
        return pairs

    @property
    def query(self) -> str:
        """The address's parameters, encoded."""
        query = QueryDict(mutable=True)
        for name, value in self._pairs():
            query.appendlist(name, value)
        return query.urlencode()


def soon(today: date) -> date:
    """The day before which a model's retirement asks for attention."""
    return today + timedelta(days=limits.RETIRES_SOON_DAYS + 1)


def _one(query: QueryDict, name: str, known: Iterable[str], default: str) -> str:
    value = query.get(name, "")
    return value if value in list(known) else default


def _some(query: QueryDict, name: str, known: Iterable[str]) -> tuple[str, ...]:
    sent = query.getlist(name)
    return tuple(str(value) for value in known if value in sent)


def _names(query: QueryDict, name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in map(_text, query.getlist(name)) if value))


def _text(sent: str) -> str:
    return "".join(sign for sign in sent if sign.isprintable()).strip()[: limits.SEARCH_LENGTH]


def _page(text: str) -> int:
    # Beyond a billion rows there is nothing, and a larger offset is no number of the database.
    return max(1, min(int(text), 10_000_000)) if text.isascii() and text.isdigit() and len(text) < 9 else 1
