"""The audit trail: who did what, when and from where."""

from datetime import datetime
from typing import Any

from assistants.caller import Caller
from assistants.models import Assistant, AuditEvent


def event(caller: Caller, action: str, now: datetime, assistant: Assistant | None = None, **change: Any) -> AuditEvent:
    """An event to insert beside the change that it tells of; `change` holds field, old_value and new_value.

    An assistant's event names the version that came of the change.
    """
    return AuditEvent(
        organization_id=caller.organization_id,
        assistant_id=assistant.id if assistant else "",
        version=assistant.version if assistant else None,
        actor_id=caller.user_id,
        api_key_id=caller.api_key_id,
        action=action,
        source=caller.source,
        trace_id=caller.trace_id,
        created_at=now,
        **change,
    )
