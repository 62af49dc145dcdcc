"""Judge what a draft's sections say together, by the rules of the create or the update that would follow."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from django.utils import timezone

from assistants.caller import Caller
from assistants.choices import AccessLevel
from assistants.intake import Accepted, Stored, intake
from assistants.models import AccessGrant, Assistant
from assistants.policy.people import changes, members_of, tree_of
from assistants.policy.rights import require_level, require_rights_to_create, require_rights_to_update
from assistants.problems import Code, Forbidden, NameTaken, Problem, Refused
from assistants.queries.access import shown_changes
from assistants.queries.assistants import known_to
from assistants.queries.record import AssistantRows, Record, answer_of, record_of
from assistants.services.assistant.rows import rows_of
from assistants.services.assistant.stored import stored_of
from assistants.spec.text import cleaned, name_key


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is wrong, at paths of the request; and where nothing is, the assistant as it would be.

    `before` is the assistant as it is, of an edit; `answer` what the request would answer, with its warnings, but for
    what only writing it decides.
    """

    problems: tuple[Problem, ...]
    level: AccessLevel = AccessLevel.OWNER
    before: Record | None = None
    answer: Record | None = None
    grants_before: Sequence[AccessGrant] = ()
    grants_after: Sequence[AccessGrant] = ()

    @property
    def moves_access(self) -> bool:
        """Whether somebody else's access could change; only its owners are told whose."""
        own = [_reached(grant) for grant in self.grants_after if grant.field == "created_by"]
        before = {_reached(grant) for grant in self.grants_before} or set(own)
        return self.level == AccessLevel.OWNER and before != {_reached(grant) for grant in self.grants_after}

    def people(self, caller: Caller) -> Record:
        """Who would gain access, who would lose it and who would have another level, besides the caller."""
        tree = tree_of(caller.organization_id)
        others = [member for member in members_of(caller.organization_id, tree) if member.user_id != caller.user_id]
        pairs = ((member, member) for member in others)
        return shown_changes(changes(pairs, self.grants_before, self.grants_after), tree)


def _reached(grant: AccessGrant) -> tuple[str, str, bool]:
    return grant.principal, grant.level, grant.in_force


def judge(body: Mapping[str, Any], *, caller: Caller, assistant_id: str | None = None) -> Judgement:
    """Judge a request to create an assistant, or to change one; nothing is written.

    What the caller may not ask for is among the problems, and so is a name that is taken.
    Raises `AssistantNotFound`, and `Forbidden` below the level edit, of the assistant that would be changed.
    """
    if assistant_id is None:
        problems = list(_forbidden(lambda: require_rights_to_create(caller, body)))
        return _judged(body, caller, problems, Assistant(created_by_id=caller.user_id))
    rows, level = known_to(caller, assistant_id)
    require_level(level, AccessLevel.OWNER, AccessLevel.EDIT)
    record = record_of(rows)
    problems = list(_forbidden(lambda: require_rights_to_update(caller, level, body, record)))
    stored = stored_of(rows, record, caller, level)
    return _judged(body, caller, problems, copy(rows.assistant), _Before(rows, record, level, stored))


class _Before(NamedTuple):
    rows: AssistantRows
    record: Record
    level: AccessLevel
    stored: Stored


def _judged(
    body: Mapping[str, Any],
    caller: Caller,
    problems: list[Problem],
    assistant: Assistant,
    before: _Before | None = None,
) -> Judgement:
    accepted: Accepted | None = None
    try:
        accepted = intake(body, caller, before.stored if before else None)
    except Refused as refused:
        told = {problem.path for problem in problems}
        problems += [problem for problem in refused.problems if problem.path not in told]
    problems += _name_taken(body, caller, assistant, problems)
    level = before.level if before else AccessLevel.OWNER
    judged = Judgement(tuple(problems), level, before.record if before else None)
    if accepted is None or problems:
        return judged
    after = rows_of(accepted.spec, assistant, timezone.now(), before.rows if before else None)
    return replace(
        judged,
        answer=answer_of(record_of(after), accepted.found, level),
        grants_before=before.rows.grants if before else (),
        grants_after=after.grants,
    )


def _forbidden(requirement: Callable[[], None]) -> Iterator[Problem]:
    try:
        requirement()
    except Forbidden as forbidden:
        for field in forbidden.fields:
            yield Problem((field,), Code.NOT_ALLOWED, forbidden.message)


def _name_taken(
    body: Mapping[str, Any], caller: Caller, assistant: Assistant, problems: Sequence[Problem]
) -> Iterator[Problem]:
    name = cleaned({"name": body.get("name")})[0].get("name")
    if not isinstance(name, str) or any(problem.path == ("name",) for problem in problems):
        return
    same = Assistant.objects.filter(
        organization_id=caller.organization_id, name_key=name_key(name), deleted_at=None
    ).exclude(pk=assistant.pk)
    if same.exists():
        yield NameTaken(name).problem
