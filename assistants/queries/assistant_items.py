"""Assistants as a list shows them: the rows of a whole page at once, each assistant cut to the caller's level."""

from collections.abc import Iterator, Sequence

from assistants.caller import Caller
from assistants.choices import AccessLevel, FieldSet
from assistants.named import kept_in, stored_ids
from assistants.policy.access import access_of
from assistants.queries.cut import CHAT_FIELDS, cut
from assistants.queries.record import COLUMNS, AssistantRows, Record, answer_of, icon_type_of, record_of, system_fields
from assistants.queries.rows import rows_of_lines, whole_rows

SUMMARY = (*CHAT_FIELDS, "default_model_key", "access_mode", "is_active", "is_default", "updated_at", "version")
STANDARD = (*SUMMARY, "created_by", "created_at", "metadata", "warnings")


def shown(caller: Caller, ids: Sequence[str], fields: FieldSet) -> list[Record]:
    """The assistants in the order of the ids, without those that the caller has ceased to see in the meantime."""
    return list(_lines(caller, ids) if fields == FieldSet.SUMMARY else _objects(caller, ids, fields))


def _lines(caller: Caller, ids: Sequence[str]) -> Iterator[Record]:
    found = rows_of_lines(caller.organization_id, ids, caller.principals)
    for rows in (found[id_] for id_ in ids if id_ in found):
        if level := _level(caller, rows):
            yield cut(_line(rows, level), level)


def _line(rows: AssistantRows, level: AccessLevel) -> Record:
    assistant, icon_type = rows.assistant, icon_type_of(rows.assistant)
    record = {field: getattr(assistant, COLUMNS[field]) for field in SUMMARY if field in COLUMNS}
    record |= {"id": assistant.id, "icon_type": icon_type, "user_access_level": level.value}
    record |= {"preset_prompts": [prompt.target_id for prompt in rows.references]}
    return _picked(record | system_fields(assistant, icon_type), SUMMARY)


def _objects(caller: Caller, ids: Sequence[str], fields: FieldSet) -> Iterator[Record]:
    found = whole_rows(caller.organization_id, ids, pictures=fields == FieldSet.FULL)
    levels = {id_: _level(caller, rows) for id_, rows in found.items()}
    records = {id_: record_of(found[id_]) for id_ in ids if levels.get(id_)}
    named = {(kind, name) for record in records.values() for _, kind, name in stored_ids(record)}
    facts = kept_in(caller.organization_id, named)
    for id_, record in records.items():
        if level := levels[id_]:
            answer = cut(answer_of(record, facts, level), level)
            yield answer if fields == FieldSet.FULL else _picked(answer, STANDARD)


def _level(caller: Caller, rows: AssistantRows) -> AccessLevel | None:
    return access_of(caller, rows.grants, is_deleted=rows.assistant.deleted_at is not None).level


def _picked(record: Record, fields: Sequence[str]) -> Record:
    return {field: record[field] for field in fields if field in record}
