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
from assistants.policy.access import GRANT_FIELDS
from assistants.policy.rights import require_level, require_rights_to_create, require_rights_to_update
from assistants.problems import Code, Forbidden, NameTaken, Problem, Refused
from assistants.queries.assistants import known_to
from assistants.queries.record import AssistantRows, Record, answer_of, record_of
from assistants.services.assistant.rows import grants_of, rows_of
from assistants.services.assistant.stored import stored_of
from assistants.spec import AssistantSpec
from assistants.spec.text import cleaned, name_key

# What decides whom an assistant reaches.
_REACHING = (*GRANT_FIELDS, "access_mode", "is_active")


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is wrong, at paths of the request; and where nothing is, the assistant as it would be.

    `before` is the assistant as it is, of an edit; `answer` what the request would answer, with its warnings, but for
    what only writing it decides. `access` has the fields that say whom it reaches, for its owners, and with the grants
    that come of them; None while one of these is in error, whatever else may be.
    """

    problems: tuple[Problem, ...]
    level: AccessLevel = AccessLevel.OWNER
    before: Record | None = None
    answer: Record | None = None
    grants_before: Sequence[AccessGrant] = ()
    grants_after: Sequence[AccessGrant] = ()
    access: Record | None = None

    @property
    def moves_access(self) -> bool:
        """Whether somebody else's access could change; only its owners are told whose."""
        own = [_reached(grant) for grant in self.grants_after if grant.field == "created_by"]
        before = {_reached(grant) for grant in self.grants_before} or set(own)
        return self.level == AccessLevel.OWNER and before != {_reached(grant) for grant in self.grants_after}


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
    said = {**before.record, **body} if before else body
    spec = _sound_access(said, problems) if level == AccessLevel.OWNER else None
    judged = Judgement(
        tuple(problems),
        level,
        before.record if before else None,
        grants_before=before.rows.grants if before else (),
        grants_after=_grants(spec, assistant) if spec else (),
        access=spec.model_dump(mode="json", include={*_REACHING, "public_enabled"}) if spec else None,
    )
    if accepted is None or problems:
        return judged
    after = rows_of(accepted.spec, assistant, timezone.now(), before.rows if before else None)
    return replace(judged, answer=answer_of(record_of(after), accepted.found, level), grants_after=after.grants)


def _sound_access(body: Mapping[str, Any], problems: Sequence[Problem]) -> AssistantSpec | None:
    """What a body says of access, where that is in order."""
    broken = {str(problem.path[0]) for problem in problems if problem.path}
    if not broken.isdisjoint(_REACHING):
        return None
    names = {*_REACHING, "public_enabled"} - broken
    return AssistantSpec.sound_part({name: body[name] for name in names if body.get(name) is not None}, set())


def _grants(spec: AssistantSpec, assistant: Assistant) -> Sequence[AccessGrant]:
    reached = copy(assistant)
    reached.is_active = spec.is_active
    return list(grants_of(spec, reached))


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
