"""The versions of an assistant: what differs between two of them, and bringing one back."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods, require_safe

from assistants.choices import AccessLevel
from assistants.dashboard.assistant.diff import parts_of
from assistants.dashboard.assistant.naming import Names, label_of, names_for
from assistants.dashboard.assistant.page import href, shown
from assistants.dashboard.assistant.refusals import REFUSALS, told
from assistants.dashboard.paging import paging, window_of
from assistants.policy.rights import require_level
from assistants.problems import VersionNotFound
from assistants.queries.assistant_page import Seen, seen
from assistants.queries.record import Record
from assistants.queries.versions import differences_between, version
from assistants.queries.versions import versions as versions_of
from assistants.services import assistant as services
from assistants.services.assistant.restore_version import UNTOUCHED
from assistants.signed_in import MemberRequest, member_view
from assistants.spec.assistant import NEST

_SIZE = 20
_SOURCES = {"api": "by the API", "admin": "in the admin", "command": "by a command"}


class VersionLine(NamedTuple):
    """A version: what it changed, who made it, when and from where."""

    number: int
    changed: str
    author: str
    at: datetime
    source: str
    is_current: bool


@require_safe
@member_view
def versions(request: MemberRequest, assistant_id: str) -> HttpResponse:
    """The versions, and what differs between the two that are chosen as `a` and `b`."""
    found = seen(request.caller, assistant_id)
    page = versions_of(found.past, window_of(request.GET, _SIZE))
    compared = _compared(found, request.GET.get("a"), request.GET.get("b"))
    changes = compared["changes"] if compared else []
    names = _names(found, changes, [row["created_by"] for row in page["versions"]])
    lines = [_line(row, found, names) for row in page["versions"]]
    by_number = {line.number: line for line in lines}
    context = {"lines": lines, **paging(request.GET, page["total"], _SIZE)}
    if compared:
        a, b = compared["from"], compared["to"]
        context |= {"a": a, "b": b, "line_a": by_number.get(a), "line_b": by_number.get(b)}
        context |= {"parts": parts_of(changes, names), "differing": len(changes)}
    return shown(request, found, "versions", context, tab="versions")


@require_http_methods(["GET", "POST"])
@member_view
def restore_version(request: MemberRequest, assistant_id: str, number: int) -> HttpResponse:
    """Show what a restore brings back and what it leaves alone; POST restores."""
    found = seen(request.caller, assistant_id)
    require_level(found.level, AccessLevel.OWNER, AccessLevel.EDIT)
    refused: Sequence[str] = ()
    if request.method == "POST":
        try:
            services.restore_version(
                assistant_id, number, caller=request.caller, if_match=[request.POST.get("version", "")]
            )
        except VersionNotFound as unknown:
            raise Http404 from unknown
        except REFUSALS as refusal:
            refused = told(refusal)
        else:
            messages.success(request, f"Version {number} has been restored, as version {found.record['version'] + 1}.")
            return HttpResponseRedirect(href(found, "assistant-versions"))
    context = _outlook(found, number) | {"refused": refused}
    return shown(request, found, "restore_version", context, tab="versions", status=422 if refused else 200)


def _outlook(found: Seen, number: int) -> dict[str, Any]:
    current = found.record["version"]
    try:
        changes = differences_between(found.past, current, number)["changes"]
        snapshot = version(found.past, number)["snapshot"]
    except VersionNotFound as unknown:
        raise Http404 from unknown
    touched = [change for change in changes if change["field"] not in UNTOUCHED and change["field"] not in _NEVER]
    left = [label_of(change["field"]) for change in changes if change["field"] in UNTOUCHED]
    names = _names(found, touched, ())
    return {
        "number": number,
        "parts": parts_of(touched, names),
        "left_alone": left,
        "without_secrets": _without_secrets(snapshot, found.record),
    }


# Neither is part of a definition: a restore brings back neither.
_NEVER = ("created_by", "deleted_at")


def _without_secrets(snapshot: Record, today: Record) -> list[str]:
    """The servers that had secrets then and come back without: their address is not today's."""
    then, now = ((record[NEST] or {"mcp_tools": []})["mcp_tools"] for record in (snapshot, today))
    places = {server["server_label"]: (server["server_url"], server["connector_id"]) for server in now}
    return [
        server["server_label"]
        for server in then
        if (server["authorization"] or server["headers"])
        and places.get(server["server_label"]) != (server["server_url"], server["connector_id"])
    ]


def _compared(found: Seen, a: str | None, b: str | None) -> Record | None:
    """What is to be compared: the last change, where nothing is chosen."""
    current = found.record["version"]
    old, new = (_number(a) or current - 1), (_number(b) or current)
    if a is None and b is None and current == 1:
        return None
    try:
        return differences_between(found.past, old, new)
    except VersionNotFound as unknown:
        raise Http404 from unknown


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 10 else None


def _names(found: Seen, changes: Iterable[Record], people: Iterable[str]) -> Names:
    return names_for(found.caller, (pair for change in changes for pair in _values(change)), people)


def _values(change: Record) -> Iterable[tuple[str, Any]]:
    difference = change["difference"]
    for side in ("old_value", "new_value"):
        yield change["field"], difference.get(side)
    if difference["kind"] == "list":
        for side in ("added", "removed", "moved"):
            for entry in difference[side]:
                yield change["field"], entry["value"]


def _line(row: Record, found: Seen, names: Names) -> VersionLine:
    fields = [label_of(field) for field in row["changed_fields"]]
    more = f" and {len(fields) - 2} more" if len(fields) > 2 else ""
    return VersionLine(
        number=row["number"],
        changed=", ".join(fields[:2]) + more or ("Created" if row["number"] == 1 else "No field of it"),
        author=names.person(row["created_by"]),
        at=datetime.fromtimestamp(row["created_at"], UTC),
        source=_SOURCES.get(row["source"], ""),
        is_current=row["number"] == found.record["version"],
    )
