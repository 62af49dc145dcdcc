"""Transfer an assistant: another member becomes its creator, and so its owner."""

from collections.abc import Iterator, Mapping
from copy import copy
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from pydantic import Field, ValidationError

from assistants.caller import Caller
from assistants.choices import AccessLevel
from assistants.named import Kind, kept_in
from assistants.policy.access import access_of
from assistants.problems import Code, Problem, Refused
from assistants.queries.assistants import answer_for
from assistants.queries.record import AssistantRows, Record
from assistants.services.assistant.answer import Answer, carried_out_once
from assistants.services.assistant.change import store_change
from assistants.services.assistant.opened import Opened, opened, require_level
from assistants.services.attempts import attempted
from assistants.services.idempotency import Once
from assistants.services.locks import lock_members
from assistants.spec.explain import problems_of
from assistants.spec.section import Strict
from assistants.spec.text import Identifier, cleaned

TRANSFERRED = "assistant.transferred"


class Transfer(Strict):
    """The request: who owns the assistant from now on."""

    created_by: Identifier = Field(
        title="New owner", description="An active member of the organization.", examples=["usr_abc123"]
    )


def transfer(assistant_id: str, raw: Mapping[str, Any], *, caller: Caller, once: Once | None = None) -> Answer:
    """Make another active member the assistant's creator, and tell the history of it.

    Raises `AssistantNotFound`, `Forbidden` below the level owner, `Refused`, `IdempotencyKeyInUse`,
    `IdempotencyKeyReused`, `Unavailable`. The answer is empty but for the id if the caller sees it no more.
    """
    return attempted(lambda: _transfer(assistant_id, raw, caller, once))


@transaction.atomic
def _transfer(assistant_id: str, raw: Mapping[str, Any], caller: Caller, once: Once | None) -> Answer:
    # What no text may hold is taken out here, so that the database can be asked for the rest before that is refused.
    sent, problems = cleaned(raw)
    if isinstance(user := sent.get("created_by"), str):
        lock_members(caller.organization_id, [user])
    assistant = opened(caller, assistant_id)
    require_level(assistant, AccessLevel.OWNER)
    return carried_out_once(once, lambda: _hand_over(assistant, _new_owner(sent, problems, caller), caller))


def _new_owner(sent: Mapping[str, Any], problems: list[Problem], caller: Caller) -> str:
    try:
        user = Transfer.model_validate(sent).created_by
    except ValidationError as failure:
        raise Refused([*problems, *problems_of(failure)]) from None
    if problems := [*problems, *owner_problems(caller.organization_id, user)]:
        raise Refused(problems)
    return user


def owner_problems(organization_id: str, user: str) -> Iterator[Problem]:
    """A problem at the field of the new owner, unless the user is an active member."""
    if not kept_in(organization_id, [(Kind.MEMBER, user)]).has(Kind.MEMBER, user):
        message = f"There is no {Kind.MEMBER} “{user}”; choose one that exists."
        yield Problem(("created_by",), Code.NOT_FOUND, message)


def _hand_over(assistant: Opened, user: str, caller: Caller) -> Record:
    after = handed_over(assistant.rows, user, now := timezone.now())
    record = store_change(assistant.rows, after, caller, now, TRANSFERRED)
    return answer_for(caller, record, access_of(caller, after.grants).level)


def handed_over(rows: AssistantRows, user: str, now: datetime) -> AssistantRows:
    """The rows with another creator."""
    assistant, grants = copy(rows.assistant), [copy(grant) for grant in rows.grants]
    assistant.created_by_id, assistant.updated_at = user, now
    for grant in grants:
        if grant.field == "created_by":
            grant.principal = user
    return replace(rows, assistant=assistant, grants=grants)
