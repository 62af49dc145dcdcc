"""The audit trail: who did what, when and from where."""

from datetime import datetime
from typing import Any

from assistants.caller import Caller
from assistants.models import AuditEvent


def event(caller: Caller, action: str, now: datetime, assistant_id: str = "", **change: Any) -> AuditEvent:
    """An event to insert beside the change that it tells of; `change` holds field, old_value and new_value."""
    return AuditEvent(
        organization_id=caller.organization_id,
        assistant_id=assistant_id,
        actor_id=caller.user_id,
        api_key_id=caller.api_key_id,
        action=action,
        source=caller.source,
        trace_id=caller.trace_id,
        created_at=now,
        **change,
    )
