"""A change of an assistant: its rows, a new version and the events that tell of it, in one transaction."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db import IntegrityError

from assistants.batch import Batch
from assistants.caller import Caller
from assistants.problems import NameTaken
from assistants.queries.record import AssistantRows, Record, record_of, snapshot_of
from assistants.services.assistant.default import clear_default
from assistants.services.assistant.writing import new_version, replace_rows
from assistants.services.audit import event
from assistants.services.conflicts import NAME, constraint_of
from assistants.spec.assistant import NEST, NESTED

# What is told of every change by itself.
_UNTOLD = {"id", "updated_at", "version", "icon_url", NEST}


def store_change(
    before: AssistantRows, after: AssistantRows, caller: Caller, now: datetime, action: str = "assistant.updated"
) -> Record:
    """Write what differs between `before` and `after` as one version; nothing, where nothing differs.

    Returns the record as it is then. Raises `NameTaken`. It must be called within a transaction that holds the
    assistant's lock.
    """
    old = record_of(before)
    events = list(_changes(old, record_of(after), before, after))
    if not events:
        return old
    after.assistant.version = before.assistant.version + 1
    record = record_of(after)
    batch = Batch()
    if after.assistant.is_default and not before.assistant.is_default:
        clear_default(caller, batch, now)
    replace_rows(batch, before, after)
    batch.insert([new_version(after.assistant, snapshot_of(record), caller, now)])
    batch.insert([event(caller, action, now, after.assistant.id, **change) for change in events])
    try:
        batch.send()
    except IntegrityError as error:
        if constraint_of(error) == NAME:
            raise NameTaken(after.assistant.name) from error
        raise
    return record


def _changes(old: Record, new: Record, before: AssistantRows, after: AssistantRows) -> Iterator[dict[str, Any]]:
    was, is_now = _told(old), _told(new)
    for name, value in is_now.items():
        if was[name] != value:
            yield {"field": name, "old_value": was[name], "new_value": value}
    sealed = _sealed(before)
    for place, value in _sealed(after).items():
        # A secret that is new or gone shows above; of one that is replaced, only that it is.
        if place in sealed and sealed[place] != value:
            yield {"field": place, "old_value": {"set": True}, "new_value": {"set": True}}


def _told(record: Record) -> Record:
    """The fields of a record, field by field, as the history tells them."""
    snapshot = snapshot_of(record)
    tools = snapshot[NEST] or dict.fromkeys(NESTED)
    fields = {name: value for name, value in snapshot.items() if name not in _UNTOLD}
    fields |= {f"{NEST}.{name}": tools[name] or None for name in NESTED}
    if fields["icon_data"] is not None:
        fields["icon_data"] = f"a picture of {len(fields['icon_data']):,} characters of base64"
    return fields


def _sealed(rows: AssistantRows) -> dict[str, str]:
    labels = {server.id: server.server_label for server in rows.mcp_servers}
    return {
        f"{NEST}.mcp_tools.{labels[secret.mcp_server_id]}.{secret.header or 'authorization'}": secret.sealed
        for secret in rows.secrets
    }
