"""Create an assistant: the function behind every door."""

from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from assistants.advisories import Advisory
from assistants.batch import Batch
from assistants.caller import Caller
from assistants.choices import AccessLevel
from assistants.intake import Accepted, intake
from assistants.models import Assistant
from assistants.policy.rights import require_organization, require_rights_to_create
from assistants.problems import NameTaken, Refused
from assistants.queries.record import Record, answer_of, record_of
from assistants.queries.snapshot import snapshot_of
from assistants.services.assistant.answer import Answer
from assistants.services.assistant.default import clear_default
from assistants.services.assistant.rows import rows_of
from assistants.services.assistant.writing import insert_rows, new_version
from assistants.services.attempts import attempted
from assistants.services.audit import event
from assistants.services.conflicts import IDEMPOTENCY_KEY, NAME, constraint_of
from assistants.services.idempotency import Once
from assistants.services.locks import require_membership


def create(
    raw: Mapping[str, Any], *, caller: Caller, once: Once | None = None, notes: Sequence[Advisory] = ()
) -> Answer:
    """Make an assistant of what a door was given, with everything that belongs to it, in one transaction.

    `raw` is the request's object, as it was sent. With `once`, a request that was carried out before gets its
    answer again. `notes` are told among the answer's warnings.

    Raises `OrganizationDenied`, `Forbidden`, `Refused` (all problems at once), `NameTaken`,
    `IdempotencyKeyInUse`, `IdempotencyKeyReused`, `Unavailable`, and `KeyRejected` where the caller has been removed
    since they came in; then nothing has been written.
    """
    require_organization(caller, raw.get("organization_id"))
    require_rights_to_create(caller, raw)
    if once:
        once.require_usable_key()
    return attempted(lambda: _create(raw, caller, once, notes))


def _create(raw: Mapping[str, Any], caller: Caller, once: Once | None, notes: Sequence[Advisory]) -> Answer:
    try:
        accepted = intake(raw, caller)
        return Answer(_store(accepted, caller, once, notes), replayed=False)
    except (Refused, NameTaken, _AnsweredBefore):
        # The world may have changed since the first request was carried out: its answer comes before a refusal.
        if once and (answer := once.earlier_answer()):
            return Answer(answer, replayed=True)
        raise


class _AnsweredBefore(Exception):
    """The Idempotency-Key has an answer already."""


def _store(accepted: Accepted, caller: Caller, once: Once | None, notes: Sequence[Advisory]) -> Record:
    spec, found = accepted
    now = timezone.now()
    rows = rows_of(spec, Assistant(created_by_id=caller.user_id, created_at=now), now)
    record = record_of(rows)
    answer = answer_of(record, found, AccessLevel.OWNER)
    answer["warnings"] += notes
    batch = Batch()
    if once:
        once.keep(batch, answer, now)
    try:
        # A single batch is a transaction by itself; the switch of the default has to read under a lock first.
        with transaction.atomic() if spec.is_default else nullcontext():
            if spec.is_default:
                clear_default(caller, batch, now)
            require_membership(batch, caller)
            insert_rows(batch, rows)
            batch.insert([new_version(rows.assistant, snapshot_of(record, rows.assistant), caller, now)])
            batch.insert([event(caller, "assistant.created", now, rows.assistant)])
            batch.send()
    except IntegrityError as error:
        raise _meaning_of(error, spec.name) from error
    return answer


def _meaning_of(error: IntegrityError, name: str) -> Exception:
    meanings = {NAME: NameTaken(name), IDEMPOTENCY_KEY: _AnsweredBefore()}
    return meanings.get(constraint_of(error), error)
