"""The rows of an assistant into the database, in a batch of the caller's."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import AutoField, Model

from assistants.batch import Batch
from assistants.caller import Caller
from assistants.models import Assistant, Version
from assistants.queries.record import AssistantRows, Record
from assistants.services.assistant.search import search_row


def insert_rows(batch: Batch, rows: AssistantRows) -> None:
    """Insert every row of a new assistant."""
    for part in (
        [rows.assistant],
        [search_row(rows.assistant)],
        rows.grants,
        rows.references,
        rows.system_tools,
        rows.mcp_servers,
        rows.secrets,
    ):
        batch.insert(part)


def replace_rows(batch: Batch, before: AssistantRows, after: AssistantRows) -> None:
    """Bring an assistant from `before` to `after`; a table in which nothing changes is not touched."""
    own = [after.assistant.id]
    batch.update(after.assistant)
    if _differ([search_row(before.assistant)], [found := search_row(after.assistant)]):
        batch.update(found)
    if _differ(before.grants, after.grants):
        batch.write("DELETE FROM access_grant WHERE assistant_id = %s", own)
        batch.insert(after.grants)
    if _differ(before.references, after.references):
        batch.write("DELETE FROM assistant_reference WHERE assistant_id = %s", own)
        batch.insert(after.references)
    if _differ(before.system_tools, after.system_tools):
        batch.write("DELETE FROM system_tool WHERE assistant_id = %s", own)
        batch.insert(after.system_tools)
    if _differ([*before.mcp_servers, *before.secrets], [*after.mcp_servers, *after.secrets]):
        batch.write(_DELETE_SECRETS, own)
        batch.write("DELETE FROM mcp_server WHERE assistant_id = %s", own)
        batch.insert(after.mcp_servers)
        batch.insert(after.secrets)


_DELETE_SECRETS = "DELETE FROM secret WHERE mcp_server_id IN (SELECT id FROM mcp_server WHERE assistant_id = %s)"


def _differ(before: Sequence[Model], after: Sequence[Model]) -> bool:
    return sorted(map(_content, before)) != sorted(map(_content, after))


def _content(row: Model) -> str:
    fields = [field for field in row._meta.concrete_fields if not isinstance(field, AutoField)]
    return repr([type(row).__name__, *(getattr(row, field.attname) for field in fields)])


def new_version(assistant: Assistant, snapshot: Record, caller: Caller, now: datetime) -> Version:
    """The version row of an assistant as it has just become."""
    return Version(
        organization_id=assistant.organization_id,
        assistant_id=assistant.id,
        number=assistant.version,
        snapshot=snapshot,
        created_by_id=caller.user_id,
        created_at=now,
        source=caller.source,
    )
