"""Assistants as they are stored, and as a caller sees them."""

from collections.abc import Mapping
from typing import Any, TypeVar

from django.db.models import Model

from assistants.batch import Batch, Rows
from assistants.caller import Caller
from assistants.choices import AccessLevel
from assistants.ids import may_name
from assistants.models import AccessGrant, Assistant, McpServer, Reference, Secret, SystemTool
from assistants.named import kept_in, stored_ids
from assistants.policy.access import access_of
from assistants.prepared import Parameter, Prepared
from assistants.problems import AssistantNotFound
from assistants.queries.cut import cut
from assistants.queries.record import AssistantRows, Record, answer_of, record_of

Stored = TypeVar("Stored", bound=Model)


def seen_by(caller: Caller, assistant_id: str) -> Record:
    """One assistant as the caller sees it; raises `AssistantNotFound` where they may not know of it."""
    rows, level = known_to(caller, assistant_id)
    return answer_for(caller, record_of(rows), level)


def known_to(caller: Caller, assistant_id: str) -> tuple[AssistantRows, AccessLevel]:
    """One assistant and the caller's level; raises `AssistantNotFound` where they may not know of it."""
    rows = load(caller.organization_id, assistant_id)
    level = access_of(caller, rows.grants).level if rows else None
    if rows is None or level is None:
        raise AssistantNotFound(assistant_id)
    return rows, level


def answer_for(caller: Caller, record: Record, level: AccessLevel | None) -> Record:
    """A record as a caller of this level sees it, with the warnings of today; of what is not visible, the id alone."""
    if level is None:
        return {"id": record["id"]}
    found = kept_in(caller.organization_id, ((kind, name) for _, kind, name in stored_ids(record)))
    return cut(answer_of(record, found, level), level)


def load(organization_id: str, assistant_id: str, *, deleted: bool = False) -> AssistantRows | None:
    """Every row of one assistant, deleted or not as is asked, in one round trip on PostgreSQL."""
    if not may_name(assistant_id):
        return None
    batch = Batch()
    rows = {
        model: batch.select(prepared, organization=organization_id, assistant=assistant_id)
        for model, prepared in _ROWS.items()
    }
    batch.send()
    found = [row for row in _instances(Assistant, rows[Assistant]) if (row.deleted_at is not None) == deleted]
    if not found:
        return None
    return AssistantRows(
        assistant=found[0],
        grants=_instances(AccessGrant, rows[AccessGrant]),
        references=_instances(Reference, rows[Reference]),
        system_tools=_instances(SystemTool, rows[SystemTool]),
        mcp_servers=_instances(McpServer, rows[McpServer]),
        secrets=_instances(Secret, rows[Secret]),
    )


_ORGANIZATION, _ASSISTANT = Parameter("organization"), Parameter("assistant")


def _rows(model: Any, *order: str, **condition: Any) -> Prepared:
    columns = [field.attname for field in model._meta.concrete_fields]
    return Prepared(
        lambda: model.objects.filter(organization_id=_ORGANIZATION, **condition).order_by(*order).values_list(*columns)
    )


_ROWS: Mapping[type[Model], Prepared] = {
    Assistant: _rows(Assistant, id=_ASSISTANT),
    AccessGrant: _rows(AccessGrant, "position", assistant_id=_ASSISTANT),
    Reference: _rows(Reference, "position", assistant_id=_ASSISTANT),
    SystemTool: _rows(SystemTool, assistant_id=_ASSISTANT),
    McpServer: _rows(McpServer, "position", assistant_id=_ASSISTANT),
    Secret: _rows(Secret, "position", mcp_server__assistant_id=_ASSISTANT),
}


def _instances(model: type[Stored], rows: Rows) -> list[Stored]:
    names = [field.attname for field in model._meta.concrete_fields]
    return [model.from_db("default", names, row) for row in rows]
