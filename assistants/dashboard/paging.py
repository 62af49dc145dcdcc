"""The pages of a list whose address has no more to it than a number: what is wanted, and what is under it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from assistants.dashboard.pages import Pages
from assistants.limits import PAGE_DEFAULT
from assistants.queries.page import Window


def window_of(query: Mapping[str, str], size: int = PAGE_DEFAULT) -> Window:
    """The part of a list that an address asks for by `page`, from 1; whatever is no number is the first page."""
    asked = query.get("page", "")
    # Beyond a billion rows there is nothing, and a larger offset is no number of the database.
    number = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 8 else 1
    return Window(limit=size, offset=(max(number, 1) - 1) * size)


@dataclass(frozen=True, slots=True)
class Address:
    """The address of the list that is shown, from which those of its other pages are made."""

    query: QueryDict

    def to(self, *, page: int) -> str:
        """The same list at another page; every other part of the address stays."""
        other = self.query.copy()
        other["page"] = str(page)
        return f"?{other.urlencode()}"


def paging(query: QueryDict, total: int, size: int = PAGE_DEFAULT) -> dict[str, Any]:
    """What the component `pager` is told of a list of `total` entries."""
    number = window_of(query, size).offset // size + 1
    return {"pages": Pages(number, size, total), "address": Address(query)}
