"""The list of assistants."""

from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from assistants.choices import AccessLevel, IconType, SortBy, SortOrder
from assistants.dashboard import words
from assistants.dashboard.asked import SIZES, Asked, Column, Layout, View, soon
from assistants.dashboard.narrowing import filters
from assistants.dashboard.pages import Pages
from assistants.queries.assistant_counts import COUNTED, counts
from assistants.queries.assistant_overview import Overview, overviews
from assistants.queries.assistant_selection import selected
from assistants.queries.words import Words
from assistants.signed_in import MemberRequest, member_view

_SORTS = {SortBy.UPDATED_AT: "Last change", SortBy.NAME: "Name", SortBy.CREATED_AT: "Created"}
_COLUMNS = {
    Column.MODEL: "Model",
    Column.ACCESS: "Access",
    Column.TOOLS: "Tools",
    Column.CHANGED: "Last change",
    Column.CREATED: "Created",
    Column.WARNINGS: "Warnings",
}
_VIEWS = {View.ALL: "All", View.MINE: "Mine", View.RETIRING: "Model retires soon", View.INACTIVE: "Inactive"}


class Line(NamedTuple):
    """An assistant as the list shows it; what its reader may not see is empty."""

    record: dict[str, Any]
    picture: str | None
    drawing: str | None
    is_selectable: bool
    model: str
    retirement: words.Retirement | None
    access: words.Said
    tools: list[words.Mark]
    warnings: list[str]
    changed_at: datetime | None
    changed_by: str
    created_at: datetime | None
    made_by: str


@require_safe
@member_view
def assistants(request: MemberRequest) -> HttpResponse:
    """The assistants that the member may see, as the address asks for them."""
    asked, today = Asked.of(request.GET), timezone.now().date()
    found = selected(request.caller, asked.filters(request.caller, today))
    pages = Pages(asked.page, asked.size, found.total)
    if asked.page > pages.last:
        return redirect(f"{request.path}{asked.to(page=pages.last)}")
    seen, names = overviews(request.caller, found.ids)
    lines = [_line(request, overview, names, today) for overview in seen]
    context = {
        "asked": asked,
        "pages": pages,
        "lines": lines,
        "selectable": any(line.is_selectable for line in lines),
        "activatable": any(line.is_selectable and line.record["is_active"] is False for line in lines),
        "filters": (columns := filters(asked, names)),
        "chips": [one for column in columns for one in column if one.chosen],
        "marks": words.MARKS.values(),
        "without": asked.plain(),
        "unsearched": asked.to(search=""),
        **_views(request, asked, today),
        **_table(asked),
    }
    response = render(request, "dashboard/assistants.html", context)
    if request.htmx:
        response["HX-Push-Url"] = f"{request.path}{asked.to(page=asked.page)}"
    return response


def _line(request: MemberRequest, overview: Overview, names: Words, today: date) -> Line:
    record, place = overview.record, [request.organization.id, overview.record["id"]]
    shows_all = record["user_access_level"] != AccessLevel.CHAT
    drawing = overview.icon_svg if record["icon_type"] == IconType.ICON else None
    return Line(
        record=record,
        picture=reverse("dashboard:icon", args=place) if record["icon_url"] and not drawing else None,
        drawing=drawing,
        is_selectable=record["user_access_level"] in (AccessLevel.OWNER, AccessLevel.EDIT),
        model=record.get("default_model_key", ""),
        retirement=words.retirement(overview.model, today) if shows_all else None,
        access=words.access(record, overview.made_by, names, request.organization.name),
        tools=words.marks(record),
        warnings=words.warnings(record),
        changed_at=_moment(record.get("updated_at")),
        changed_by=overview.changed_by if shows_all else "",
        created_at=_moment(record.get("created_at")),
        made_by=overview.made_by if shows_all else "",
    )


def _moment(seconds: int | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)


def _views(request: MemberRequest, asked: Asked, today: date) -> dict[str, Any]:
    """The tabs, with the number of what is in each as far as it is known."""
    number = counts(request.caller, retires_before=soon(today))
    is_known = number.every <= COUNTED
    numbers = {
        View.ALL: number.every if is_known else None,
        View.MINE: number.mine,
        View.RETIRING: number.retiring,
        View.INACTIVE: number.inactive,
    }
    return {
        "every": f"{number.every:,}" if is_known else f"more than {COUNTED:,}",
        "is_blank": number.every == 0,
        "views": [(text, numbers[view], asked.plain(view=view), view == asked.view) for view, text in _VIEWS.items()],
    }


def _table(asked: Asked) -> dict[str, Any]:
    """What can be said otherwise about how the list is drawn."""
    others = {SortOrder.ASC: SortOrder.DESC, SortOrder.DESC: SortOrder.ASC}
    return {
        "sorts": [
            {
                "by": by.value,
                "text": text,
                "is_current": by == asked.sort,
                "falls": asked.order == SortOrder.DESC,
                # Of a time one wants the newest first, of a name the first letter.
                "to": asked.to(sort=by, order=others[asked.order] if by == asked.sort else _FIRST[by]),
            }
            for by, text in _SORTS.items()
        ],
        "columns": [(column.value, text, column in asked.column) for column, text in _COLUMNS.items()],
        "layouts": [(layout.value, asked.to(layout=layout, page=asked.page)) for layout in Layout],
        "sizes": [(size, asked.to(size=size)) for size in SIZES if size != asked.size],
    }


_FIRST = {SortBy.NAME: SortOrder.ASC, SortBy.CREATED_AT: SortOrder.DESC, SortBy.UPDATED_AT: SortOrder.DESC}
