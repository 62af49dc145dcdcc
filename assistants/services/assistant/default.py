"""An organization has one default assistant at most: who sets a new one clears the old one."""

from datetime import datetime

from assistants.batch import Batch
from assistants.caller import Caller
from assistants.models import Assistant
from assistants.queries.assistants import load
from assistants.queries.record import record_of
from assistants.queries.snapshot import snapshot_of
from assistants.services.assistant.writing import new_version
from assistants.services.audit import event
from assistants.services.locks import lock_organization


def clear_default(caller: Caller, batch: Batch, now: datetime) -> None:
    """Clear the organization's default in `batch`, with a version and an audit event of its own.

    It must be called within a transaction: the organization's row is locked, so that switches take turns.
    """
    lock_organization(caller.organization_id)
    own = Assistant.objects.filter(organization_id=caller.organization_id, is_default=True, deleted_at=None)
    # Locked as well: a change of the old default must not be lost under its new version.
    if (old_id := own.select_for_update().values_list("pk", flat=True).first()) is None:
        return
    rows = load(caller.organization_id, old_id)
    assert rows is not None, "it was read a moment ago, under the lock"
    old = rows.assistant
    old.is_default, old.version, old.updated_at = False, old.version + 1, now
    batch.write(
        "UPDATE assistant SET is_default = %s, version = %s, updated_at = %s WHERE id = %s",
        [False, old.version, now, old.id],
    )
    batch.insert([new_version(old, snapshot_of(record_of(rows), old), caller, now)])
    change = {"field": "is_default", "old_value": True, "new_value": False}
    batch.insert([event(caller, "assistant.updated", now, old, **change)])
