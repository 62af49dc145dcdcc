"""What has happened to an assistant: who changed which field, when, from where, from what to what."""

from typing import Any

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


def history(of: Past, window: Window) -> Record:
    """The changes of an assistant, the newest first, a field each; of access, only its owners see them.

    Values are cut to the caller's level of today.
    """
    events = AuditEvent.objects.filter(organization_id=of.caller.organization_id, assistant_id=of.assistant_id)
    if of.level != AccessLevel.OWNER:
        events = events.exclude(field__in=ACCESS_FIELDS)
    page = events.order_by("-id")[window.offset : window.offset + window.limit]
    return paged("history", [_told(event, of.level) for event in page], events.count(), window)


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
