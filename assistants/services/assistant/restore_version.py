"""Restore a version: an assistant's definition as it was, judged by today's rules for today's caller."""

from collections.abc import Mapping, Sequence
from copy import copy
from typing import Any

from django.db import transaction
from django.utils import timezone

from assistants.caller import Caller
from assistants.choices import AccessLevel
from assistants.intake import Stored, intake
from assistants.models import Version
from assistants.policy.access import GRANT_FIELDS
from assistants.policy.rights import OWNERS_FIELDS
from assistants.problems import VersionNotFound
from assistants.queries.cut import cut
from assistants.queries.definition import definition_of
from assistants.queries.record import Record, answer_of
from assistants.queries.snapshot import tools_of
from assistants.services.assistant.answer import Answer, carried_out_once
from assistants.services.assistant.change import store_change
from assistants.services.assistant.opened import Opened, opened, require_level, require_version
from assistants.services.assistant.rows import rows_of
from assistants.services.attempts import attempted
from assistants.services.idempotency import Once
from assistants.spec import AssistantSpec
from assistants.spec.assistant import NEST, NESTED

# What a version does not bring back: where the assistant belongs, who reaches it, and from where.
UNTOUCHED = frozenset({"organization_id", *GRANT_FIELDS, *OWNERS_FIELDS, *NESTED})


def restore_version(
    assistant_id: str,
    number: int,
    *,
    caller: Caller,
    if_match: Sequence[str] | None = None,
    once: Once | None = None,
) -> Answer:
    """Make an assistant what it was in a version, but for who reaches it and for its secrets, as a new version.

    A server keeps today's secrets where it has its label and address today, and comes back without any elsewhere.
    Raises `AssistantNotFound`, `Forbidden` below the level edit, `VersionNotFound`, `VersionConflict`, `Refused`,
    `NameTaken`, `IdempotencyKeyInUse`, `IdempotencyKeyReused`, `Unavailable`; then nothing has been written.
    """
    return attempted(lambda: _restore(assistant_id, number, caller, if_match, once))


@transaction.atomic
def _restore(
    assistant_id: str, number: int, caller: Caller, if_match: Sequence[str] | None, once: Once | None
) -> Answer:
    assistant = opened(caller, assistant_id)
    require_level(assistant, AccessLevel.OWNER, AccessLevel.EDIT)
    version = Version.objects.filter(assistant=assistant.rows.assistant, number=number).first()
    if version is None:
        raise VersionNotFound(number)
    record, replayed = carried_out_once(once, lambda: _bring_back(version.snapshot, assistant, caller, if_match))
    # A kept answer may have been given to somebody who saw more then.
    return Answer(cut(record, assistant.level), replayed)


def _bring_back(snapshot: Record, assistant: Opened, caller: Caller, if_match: Sequence[str] | None) -> Record:
    require_version(assistant, if_match)
    rows, record, level = assistant
    definition = definition_of(rows, record)
    # Compared with what was given, not with what is shown: what was derived is derived again.
    accepted = intake(_as_request(snapshot, definition), caller, Stored(definition, definition))
    now = timezone.now()
    after = rows_of(accepted.spec, copy(rows.assistant), now, rows)
    changed = store_change(rows, after, caller, now, "assistant.version_restored")
    return answer_of(changed, accepted.found, level)


def _as_request(snapshot: Record, definition: Mapping[str, Any]) -> Record:
    """The snapshot as an update that asks for it."""
    tools = tools_of(snapshot)
    today = {server["server_label"]: server for server in definition["mcp_tools"]}
    servers = [server | _secrets(server, today.get(server["server_label"])) for server in tools["mcp_tools"]]
    fields = {name: snapshot[name] for name in AssistantSpec.model_fields if name not in UNTOUCHED}
    return fields | {NEST: tools | {"mcp_tools": servers}}


def _secrets(server: Record, today: Record | None) -> Record:
    """The secrets that a server has today at the very same address."""
    address = ("server_url", "connector_id")
    if today is None or any(server[name] != today[name] for name in address):
        return {"authorization": None, "headers": {}}
    return {"authorization": today["authorization"], "headers": today["headers"]}
