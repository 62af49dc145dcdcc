"""Assistants as they are stored, and as a caller sees them."""

from assistants.caller import Caller
from assistants.choices import AccessLevel
from assistants.ids import may_name
from assistants.named import kept_in, stored_ids
from assistants.policy.access import access_of
from assistants.problems import AssistantNotFound
from assistants.queries.cut import cut
from assistants.queries.record import AssistantRows, Record, answer_of, record_of
from assistants.queries.rows import whole_rows


def seen_by(caller: Caller, assistant_id: str) -> Record:
    """One assistant as the caller sees it; raises `AssistantNotFound` where they may not know of it."""
    rows, level = known_to(caller, assistant_id)
    return answer_for(caller, record_of(rows), level)


def known_to(caller: Caller, assistant_id: str, *, deleted: bool = False) -> tuple[AssistantRows, AccessLevel]:
    """One assistant, deleted or not as is asked, and the caller's level.

    Raises `AssistantNotFound` where they may not know of it.
    """
    rows = load(caller.organization_id, assistant_id, deleted=deleted)
    level = access_of(caller, rows.grants, is_deleted=deleted).level if rows else None
    if rows is None or level is None:
        raise AssistantNotFound(assistant_id)
    return rows, level


def answer_for(caller: Caller, record: Record, level: AccessLevel | None) -> Record:
    """A record as a caller of this level sees it, with the warnings of today; of what is not visible, the id alone."""
    if level is None:
        return {"id": record["id"]}
    return cut(uncut_answer(caller, record, level), level)


def uncut_answer(caller: Caller, record: Record, level: AccessLevel) -> Record:
    """A record with the warnings of today and this level, and with what the level may not see."""
    found = kept_in(caller.organization_id, ((kind, name) for _, kind, name in stored_ids(record)))
    return answer_of(record, found, level)


def load(organization_id: str, assistant_id: str, *, deleted: bool = False) -> AssistantRows | None:
    """Every row of one assistant, deleted or not as is asked, in one round trip on PostgreSQL."""
    rows = whole_rows(organization_id, [assistant_id]) if may_name(assistant_id) else {}
    found = rows.get(assistant_id)
    return found if found and (found.assistant.deleted_at is not None) == deleted else None
