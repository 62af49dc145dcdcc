"""Assistants as they are stored, and as a caller sees them."""

from typing import Any, TypeVar

from django.db.models import Model, QuerySet

from assistants.batch import Batch, Rows
from assistants.caller import Caller
from assistants.models import AccessGrant, Assistant, McpServer, Reference, Secret, SystemTool
from assistants.named import find, reach_of_organization, stored_ids
from assistants.policy.level import level_of
from assistants.problems import AssistantNotFound
from assistants.queries.record import AssistantRows, Record, answer_of, record_of

Stored = TypeVar("Stored", bound=Model)


def seen_by(caller: Caller, assistant_id: str) -> Record:
    """One assistant as the caller sees it; raises `AssistantNotFound` where they may not know of it."""
    rows = load(caller.organization_id, assistant_id)
    level = level_of(caller, rows.assistant) if rows else None
    if rows is None or level is None:
        raise AssistantNotFound(assistant_id)
    record = record_of(rows)
    named = ((kind, name) for _, kind, name in stored_ids(record))
    return answer_of(record, find(reach_of_organization(caller.organization_id), named), level)


def load(organization_id: str, assistant_id: str) -> AssistantRows | None:
    """Every row of one assistant that is not deleted, in one round trip on PostgreSQL."""
    batch = Batch()
    own = {"organization_id": organization_id, "assistant_id": assistant_id}
    assistant = _select(
        batch, Assistant.objects.filter(organization_id=organization_id, id=assistant_id, deleted_at=None)
    )
    grants = _select(batch, AccessGrant.objects.filter(**own).order_by("position"))
    references = _select(batch, Reference.objects.filter(**own).order_by("position"))
    tools = _select(batch, SystemTool.objects.filter(**own))
    servers = _select(batch, McpServer.objects.filter(**own).order_by("position"))
    held = {"organization_id": organization_id, "mcp_server__assistant_id": assistant_id}
    secrets = _select(batch, Secret.objects.filter(**held).order_by("position"))
    batch.send()
    if not len(assistant):
        return None
    return AssistantRows(
        assistant=instances(Assistant, assistant)[0],
        grants=instances(AccessGrant, grants),
        references=instances(Reference, references),
        system_tools=instances(SystemTool, tools),
        mcp_servers=instances(McpServer, servers),
        secrets=instances(Secret, secrets),
    )


def _select(batch: Batch, queryset: QuerySet[Any, Any]) -> Rows:
    return batch.select(queryset.values_list(*(field.attname for field in queryset.model._meta.concrete_fields)))


def instances(model: type[Stored], rows: Rows) -> list[Stored]:
    """The model's instances, from rows of all its columns."""
    names = [field.attname for field in model._meta.concrete_fields]
    return [model.from_db("default", names, row) for row in rows]
