"""What has happened to an assistant, field by field."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from itertools import groupby
from typing import NamedTuple

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from assistants.dashboard.assistant.diff import Pair, parts_of
from assistants.dashboard.assistant.naming import Names, Value, label_of, names_for
from assistants.dashboard.assistant.page import shown
from assistants.dashboard.paging import paging, window_of
from assistants.queries.assistant_page import seen
from assistants.queries.differences import differences
from assistants.queries.history import history as history_of
from assistants.queries.record import Record
from assistants.signed_in import MemberRequest, member_view

_DONE: Mapping[str, str] = {
    "assistant.created": "Created",
    "assistant.updated": "Changed",
    "assistant.deleted": "Deleted",
    "assistant.restored": "Restored",
    "assistant.transferred": "Handed over",
    "assistant.version_restored": "Version restored",
    "assistant.secret_replaced": "Secret replaced",
}
_FROM: Mapping[str, str] = {"api": "API", "wizard": "Pages", "admin": "Admin", "command": "Command"}


class Change(NamedTuple):
    """A field with what it held before and after; of lists and objects, what differs.

    What is told of a secret is only where it belongs.
    """

    label: str
    field: str
    old: Value
    new: Value
    is_secret: bool
    pairs: Sequence[Pair]


class Moment(NamedTuple):
    """What one person did at one moment."""

    done: str
    author: str
    at: datetime
    source: str
    version: int | None
    changes: list[Change]


@require_safe
@member_view
def history(request: MemberRequest, assistant_id: str) -> HttpResponse:
    """Who changed what, when and from where, the newest first."""
    found = seen(request.caller, assistant_id)
    page = history_of(found.past, window_of(request.GET))
    events = page["history"]
    values = [(event["field"] or "", event[side]) for event in events for side in ("old_value", "new_value")]
    names = names_for(request.caller, values, [event["changed_by"] for event in events])
    together = groupby(events, key=lambda event: (event["version"], event["changed_at"], event["changed_by"]))
    moments = [_moment(list(group), names) for _, group in together]
    context = {"moments": moments, **paging(request.GET, page["total"])}
    return shown(request, found, "history", context, tab="history")


def _moment(events: list[Record], names: Names) -> Moment:
    first = events[0]
    action, source = str(first["action"]), str(first["source"])
    return Moment(
        done=_DONE.get(action, action),
        author=names.person(first["changed_by"]),
        at=datetime.fromtimestamp(first["changed_at"], UTC),
        source=_FROM.get(source, source),
        version=first["version"],
        # They were written in the order of the page's fields, and are read from the end.
        changes=[_change(event, names) for event in reversed(events) if event["field"]],
    )


def _change(event: Record, names: Names) -> Change:
    field, sides = event["field"], (event["old_value"], event["new_value"])
    old, new = (names.value(field, side) for side in sides)
    pairs = []
    if old.is_code or new.is_code:
        parts = parts_of(differences({field: sides[0]}, {field: sides[1]}), names)
        pairs = [pair for part in parts for pair in part.pairs]
    is_secret = event["action"] == "assistant.secret_replaced"
    return Change(label_of(field), field, old, new, is_secret, [] if is_secret else pairs)
