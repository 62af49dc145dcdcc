"""The same change to several assistants: what it would do to each, doing it, and undoing it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from assistants.caller import Caller
from assistants.choices import AccessLevel, AccessMode, SeveralAction
from assistants.ids import may_name
from assistants.limits import SEVERAL
from assistants.policy.access import access_of
from assistants.policy.rights import require_rights_to_update
from assistants.problems import AssistantNotFound, Forbidden, NameTaken, Refused, Unavailable, VersionConflict
from assistants.queries.record import AssistantRows, Record, record_of
from assistants.queries.rows import whole_rows
from assistants.services.assistant.delete import delete
from assistants.services.assistant.outlook import Outlook, grants_in_mode, grants_in_state
from assistants.services.assistant.restore import restore
from assistants.services.assistant.update import update

Fields = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Planned:
    """What would become of one assistant: `refusal` says why nothing would; `people` are told to its owners alone."""

    id: str
    name: str
    version: int
    refusal: str = ""
    people: Record | None = None
    closes_page: bool = False


@dataclass(frozen=True, slots=True)
class Done:
    """What became of one assistant: with `refusal` nothing; else `before` holds what was there, and undoes it."""

    id: str
    name: str
    refusal: str = ""
    version: int = 0
    before: Fields = field(default_factory=dict)


def plan(ids: Iterable[str], action: SeveralAction, *, caller: Caller) -> list[Planned]:
    """What the action would do to each of the assistants, at most 100, that the caller may see; nothing is written."""
    wanted = [id_ for id_ in dict.fromkeys(ids) if may_name(id_)][:SEVERAL]
    found, outlook = whole_rows(caller.organization_id, wanted, pictures=False), Outlook(caller.organization_id)
    there = [found[id_] for id_ in wanted if id_ in found and found[id_].assistant.deleted_at is None]
    return [
        _planned(rows, level, action, outlook, caller)
        for rows in there
        if (level := access_of(caller, rows.grants).level)
    ]


def carry_out(versions: Mapping[str, int], action: SeveralAction, *, caller: Caller) -> list[Done]:
    """Do it to each of the assistants, one after the other, as far as it still is at the version it was planned for."""
    return [
        _done(item, action, versions[item.id], caller) if not item.refusal else Done(item.id, item.name, item.refusal)
        for item in plan(versions, action, caller=caller)
    ]


def undo(done: Sequence[Done], *, caller: Caller) -> list[Done]:
    """Bring back what was there before, where nobody has changed the assistant since."""
    return [_undone(item, caller) for item in done if not item.refusal]


def _planned(
    rows: AssistantRows, level: AccessLevel, action: SeveralAction, outlook: Outlook, caller: Caller
) -> Planned:
    assistant, record = rows.assistant, record_of(rows)
    planned = Planned(assistant.id, assistant.name, assistant.version)
    if refusal := _refusal(action, record, level, caller):
        return replace(planned, refusal=refusal)
    people = outlook.of(rows, _after(rows, action)) if level == AccessLevel.OWNER else None
    return replace(planned, people=people, closes_page="public_enabled" in _fields(action, record))


def _refusal(action: SeveralAction, record: Record, level: AccessLevel, caller: Caller) -> str:
    """Why the action would do nothing, in the words of a page."""
    enough = _ENOUGH.get(action, (AccessLevel.OWNER,))
    if level not in enough:
        return f"This needs the access level {enough[-1]}; yours is {level}."
    fields = _fields(action, record)
    if action != SeveralAction.DELETE and all(record[name] == value for name, value in fields.items()):
        return "It is so already."
    try:
        require_rights_to_update(caller, level, fields, record)
    except Forbidden as refused:
        return refused.message
    return ""


_ENOUGH = dict.fromkeys((SeveralAction.ACTIVATE, SeveralAction.DEACTIVATE), (AccessLevel.OWNER, AccessLevel.EDIT))


def _fields(action: SeveralAction, record: Record) -> dict[str, Any]:
    """The update that the action is; none for the deletion."""
    match action:
        case SeveralAction.DELETE:
            return {}
        case SeveralAction.ACTIVATE | SeveralAction.DEACTIVATE:
            return {"is_active": action == SeveralAction.ACTIVATE}
        case SeveralAction.PRIVATE | SeveralAction.ORGANIZATION if record["public_enabled"]:
            # A public page needs the mode public.
            return {"access_mode": action.value, "public_enabled": False}
    return {"access_mode": action.value}


def _after(rows: AssistantRows, action: SeveralAction) -> Sequence[Any]:
    match action:
        case SeveralAction.DELETE:
            return grants_in_state(rows, is_deleted=True)
        case SeveralAction.ACTIVATE | SeveralAction.DEACTIVATE:
            return grants_in_state(rows, is_active=action == SeveralAction.ACTIVATE)
    return grants_in_mode(rows, AccessMode(action))


def _done(item: Planned, action: SeveralAction, version: int, caller: Caller) -> Done:
    done = Done(item.id, item.name, version=version + 1)
    try:
        if action == SeveralAction.DELETE:
            delete(item.id, caller=caller, if_match=[str(version)])
            return done
        return _changed(done, action, version, caller)
    except _FAILURES as failure:
        return Done(item.id, item.name, refusal=_told(failure))


def _changed(done: Done, action: SeveralAction, version: int, caller: Caller) -> Done:
    rows = whole_rows(caller.organization_id, [done.id], pictures=False).get(done.id)
    if rows is None:
        raise AssistantNotFound(done.id)
    record = record_of(rows)
    fields = _fields(action, record)
    # Written only at this very version: what was read of it is what it replaces.
    update(done.id, fields, caller=caller, if_match=[str(version)])
    return replace(done, before={name: record[name] for name in fields})


def _undone(done: Done, caller: Caller) -> Done:
    try:
        if done.before:
            update(done.id, done.before, caller=caller, if_match=[str(done.version)])
        else:
            restore(done.id, caller=caller)
    except _FAILURES as failure:
        return Done(done.id, done.name, refusal=_told(failure))
    return done


_FAILURES = (AssistantNotFound, Forbidden, NameTaken, Refused, Unavailable, VersionConflict)


def _told(failure: Exception) -> str:
    match failure:
        case VersionConflict():
            return "Somebody has changed it in the meantime."
        case Refused():
            return " ".join(problem.message for problem in failure.problems)
        case NameTaken():
            return failure.problem.message
        case Forbidden():
            return failure.message
        case Unavailable():
            return "The database was too busy; try again in a moment."
    return "It is not there any more, or you may not see it any more."
