"""What has happened to an assistant: who changed which field, when, from where, from what to what."""

from typing import Any

from django.db.models import F, QuerySet, Sum, TextField
from django.db.models import Window as Over
from django.db.models.functions import Cast, Coalesce, Length

from assistants import limits
from assistants.choices import AccessLevel
from assistants.models import AuditEvent
from assistants.policy.access import GRANT_FIELDS
from assistants.queries.cut import cut
from assistants.queries.page import Window, paged
from assistants.queries.record import Record
from assistants.queries.versions import Past
from assistants.spec.assistant import NEST

# What gives access: a grant says which of these fields made it.
ACCESS_FIELDS = (*GRANT_FIELDS, "access_mode", "created_by")
_SERVERS = f"{NEST}.mcp_tools"
# Characters of what an event holds, as it is stored.
_SIZE = sum(Coalesce(Length(Cast(value, TextField())), 0) for value in ("old_value", "new_value"))


def history(of: Past, window: Window) -> Record:
    """The changes of an assistant, the newest first, a field each; of access, only its owners see them.

    Values are cut to the caller's level of today, and told whole. A page may hold fewer than were asked for: values
    may be a mebibyte each, and a page of a hundred would be too much for the server and for whoever reads it.
    """
    events = AuditEvent.objects.filter(organization_id=of.caller.organization_id, assistant_id=of.assistant_id)
    if of.level != AccessLevel.OWNER:
        events = events.exclude(field__in=ACCESS_FIELDS)
    page = _of_a_bearable_size(events.order_by("-id")[window.offset : window.offset + window.limit])
    return paged("history", [_told(event, of.level) for event in page], events.count(), window)


def _of_a_bearable_size(page: QuerySet[AuditEvent]) -> QuerySet[AuditEvent]:
    """The first events of a page that hold no more together than a page may; one event at least."""
    measured = AuditEvent.objects.filter(id__in=page.values("id")).annotate(size=_SIZE)
    upto = measured.annotate(upto=Over(Sum("size"), order_by=F("id").desc()))
    return upto.filter(upto__lt=limits.HISTORY_PAGE_SIZE + F("size")).order_by("-id")


def _told(event: AuditEvent, level: AccessLevel) -> Record:
    return {
        "id": event.id,
        "version": event.version,
        "action": event.action,
        "field": event.field or None,
        "old_value": _seen(event.field, event.old_value, level),
        "new_value": _seen(event.field, event.new_value, level),
        "changed_by": event.actor_id,
        "changed_at": int(event.created_at.timestamp()),
        "source": event.source,
    }


def _seen(field: str, value: Any, level: AccessLevel) -> Any:
    if field != _SERVERS or not isinstance(value, list):
        return value
    return cut({NEST: {"mcp_tools": value}}, level)[NEST]["mcp_tools"]
