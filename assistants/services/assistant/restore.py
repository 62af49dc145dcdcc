"""Restore a deleted assistant."""

from copy import copy
from dataclasses import replace

from django.db import transaction
from django.utils import timezone

from assistants.caller import Caller
from assistants.choices import AccessLevel
from assistants.problems import AssistantNotFound
from assistants.queries.assistants import answer_for
from assistants.queries.record import Record
from assistants.services.assistant.answer import Answer, carried_out_once
from assistants.services.assistant.change import store_change
from assistants.services.assistant.opened import Opened, opened, require_level
from assistants.services.assistant.rows import judged_grants
from assistants.services.attempts import attempted
from assistants.services.idempotency import Once


def restore(assistant_id: str, *, caller: Caller, once: Once | None = None) -> Answer:
    """Bring a deleted assistant back, not as the default.

    Raises `AssistantNotFound` unless it is deleted and the caller its owner, `NameTaken` if the name has been
    taken since, `IdempotencyKeyInUse`, `IdempotencyKeyReused`, `Refused`, `Unavailable`.
    """
    return attempted(lambda: _restore(assistant_id, caller, once))


@transaction.atomic
def _restore(assistant_id: str, caller: Caller, once: Once | None) -> Answer:
    assistant = _deleted_or_restored(assistant_id, caller, once)
    require_level(assistant, AccessLevel.OWNER)
    return carried_out_once(once, lambda: _bring_back(assistant, caller))


def _deleted_or_restored(assistant_id: str, caller: Caller, once: Once | None) -> Opened:
    try:
        return opened(caller, assistant_id, deleted=True)
    except AssistantNotFound:
        if once is None:
            raise
        # A retry of the request that restored it gets that one's answer; of what is not there, no key has one.
        restored = opened(caller, assistant_id)
        if once.begin() is None:
            raise
        return restored


def _bring_back(assistant: Opened, caller: Caller) -> Record:
    now, row = timezone.now(), copy(assistant.rows.assistant)
    row.deleted_at, row.updated_at, row.is_default = None, now, False
    after = replace(assistant.rows, assistant=row, grants=judged_grants(assistant.rows.grants, row))
    return answer_for(caller, store_change(assistant.rows, after, caller, now, "assistant.restored"), assistant.level)
