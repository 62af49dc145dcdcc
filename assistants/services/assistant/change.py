"""A change of an assistant: its rows, a new version and the events that tell of it, in one transaction."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db import IntegrityError

from assistants.batch import Batch
from assistants.caller import Caller
from assistants.problems import NameTaken
from assistants.queries.differences import same
from assistants.queries.record import AssistantRows, Record, record_of
from assistants.queries.snapshot import snapshot_of, told
from assistants.services.assistant.default import clear_default
from assistants.services.assistant.writing import new_version, replace_rows
from assistants.services.audit import event
from assistants.services.conflicts import NAME, constraint_of
from assistants.spec.assistant import NEST

SECRET_REPLACED = "assistant.secret_replaced"  # noqa: S105 - what is done, not a secret


def store_change(
    before: AssistantRows, after: AssistantRows, caller: Caller, now: datetime, action: str = "assistant.updated"
) -> Record:
    """Write what differs between `before` and `after` as one version; nothing, where nothing differs.

    Returns the record as it is then. Raises `NameTaken`. It must be called within a transaction that holds the
    assistant's lock.
    """
    events = list(_changes(before, after))
    if not events:
        return record_of(before)
    after.assistant.version = before.assistant.version + 1
    record = record_of(after)
    batch = Batch()
    if after.assistant.is_default and not before.assistant.is_default:
        clear_default(caller, batch, now)
    replace_rows(batch, before, after)
    batch.insert([new_version(after.assistant, snapshot_of(record, after.assistant), caller, now)])
    batch.insert(
        [event(caller, now=now, assistant=after.assistant, **{"action": action, **change}) for change in events]
    )
    try:
        batch.send()
    except IntegrityError as error:
        if constraint_of(error) == NAME:
            raise NameTaken(after.assistant.name) from error
        raise
    return record


def _changes(before: AssistantRows, after: AssistantRows) -> Iterator[dict[str, Any]]:
    was, is_now = (told(snapshot_of(record_of(rows), rows.assistant)) for rows in (before, after))
    for name, value in is_now.items():
        if not same(was[name], value):
            yield {"field": name, "old_value": was[name], "new_value": value}
    sealed = _sealed(before)
    for place, value in _sealed(after).items():
        # A secret that is new or gone shows above; of one that is replaced, only that it is.
        if place in sealed and sealed[place] != value:
            label, header = place
            named = {"server_label": label, "header": header or None}
            yield {"action": SECRET_REPLACED, "field": f"{NEST}.mcp_tools", "new_value": named}


def _sealed(rows: AssistantRows) -> dict[tuple[str, str], str]:
    labels: dict[str | None, str] = {server.id: server.server_label for server in rows.mcp_servers}
    return {(labels[secret.mcp_server_id], secret.header): secret.sealed for secret in rows.secrets}
