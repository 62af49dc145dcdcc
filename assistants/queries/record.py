"""Rows to the object that callers see: every field of the page under its own name, and ours beside them."""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from assistants.advisories import warnings
from assistants.choices import AccessLevel
from assistants.models import AccessGrant, Assistant, McpServer, Reference, Secret, SystemTool
from assistants.named import Found
from assistants.policy.access import GRANT_FIELDS
from assistants.spec import SECTIONS, AssistantSpec
from assistants.spec.assistant import NEST, NESTED
from assistants.spec.basics import ICON_FIELDS
from assistants.spec.language_model import Reasoning
from assistants.spec.output import mode_of
from assistants.spec.tools import SystemTools

Record = dict[str, Any]

REFERENCE_FIELDS = ("vector_store_ids", "rule_ids", "preset_prompts", "streamline_tools")
# The fields of the spec that the assistant's own row holds, with the attribute of the model that holds each.
COLUMNS: Mapping[str, str] = {
    column.column: column.attname
    for column in Assistant._meta.concrete_fields
    if column.column in AssistantSpec.model_fields
}


@dataclass(frozen=True, slots=True)
class AssistantRows:
    """Every row of one assistant, each list in its own order."""

    assistant: Assistant
    grants: Sequence[AccessGrant]
    references: Sequence[Reference]
    system_tools: Sequence[SystemTool]
    mcp_servers: Sequence[McpServer]
    secrets: Sequence[Secret]


def record_of(rows: AssistantRows) -> Record:
    """What is stored, under the names by which it is shown."""
    assistant = rows.assistant
    shown = {field: getattr(assistant, attribute) for field, attribute in COLUMNS.items()}
    shown |= {field: [grant.principal for grant in rows.grants if grant.field == field] for field in GRANT_FIELDS}
    references = {field: [ref.target_id for ref in rows.references if ref.field == field] for field in REFERENCE_FIELDS}
    shown |= references
    shown[NEST] = _tool_configurations(rows, references["streamline_tools"])
    shown["icon_data"] = b64encode(assistant.icon_data).decode() if assistant.icon_data is not None else None
    shown["icon_type"] = icon_type_of(assistant)
    shown["output_mode"] = assistant.output_mode or mode_of_stored(assistant.response_format)
    return {"id": assistant.id, **_in_order(shown), **system_fields(assistant, shown["icon_type"])}


def answer_of(record: Record, found: Found, level: AccessLevel) -> Record:
    """The whole object: the record with what the catalogue says of it, for a caller of this level."""
    model = found.models.get(record["default_model_key"])
    if record["reasoning"] is None and model and model.reasons:
        record = record | {"reasoning": Reasoning().model_dump(mode="json")}
    return record | {"user_access_level": level.value, "warnings": warnings(record, found)}


def icon_type_of(assistant: Assistant) -> str | None:
    """The type of the picture that an assistant shows, if it shows one."""
    return shown_icon_type({name: getattr(assistant, COLUMNS[name]) for name in ("icon_type", *ICON_FIELDS.values())})


def shown_icon_type(fields: Mapping[str, Any]) -> str | None:
    """The icon's type: as it was given, else that of the one picture that is given alone."""
    given = [kind.value for kind, field in ICON_FIELDS.items() if fields[field] is not None]
    return fields["icon_type"] or (given[0] if len(given) == 1 else None)


def mode_of_stored(response_format: Mapping[str, Any] | None) -> str:
    """The output mode that a stored response format implies."""
    return mode_of(response_format["type"] if response_format else None).value


def _in_order(shown: Record) -> Record:
    names = [name for section in SECTIONS for name in section.model_fields if name not in NESTED]
    return {name: shown[name] for name in names} | {NEST: shown[NEST]}


def system_fields(assistant: Assistant, icon_type: str | None) -> Record:
    """What is shown beside the definition, of an assistant that shows an icon of this type."""
    return {
        "icon_url": f"/v1/assistants/{assistant.id}/icon" if icon_type else None,
        "created_by": assistant.created_by_id,
        "created_at": _seconds(assistant.created_at),
        "updated_at": _seconds(assistant.updated_at),
        "deleted_at": _seconds(assistant.deleted_at),
        "version": assistant.version,
    }


def _tool_configurations(rows: AssistantRows, automations: list[str]) -> Record | None:
    if not (rows.system_tools or rows.mcp_servers or automations):
        return None
    configured = {tool.tool: {"mode": tool.mode, **tool.options} for tool in rows.system_tools}
    return {
        "system_tools": {name: configured.get(name) for name in SystemTools.model_fields},
        "mcp_tools": [_server(server, rows.secrets) for server in rows.mcp_servers],
        "streamline_tools": automations,
    }


def _server(server: McpServer, secrets: Sequence[Secret]) -> Record:
    own = {secret.header: _set(secret) for secret in secrets if secret.mcp_server_id == server.id}
    return {
        "server_label": server.server_label,
        "type": "mcp",
        "server_url": server.server_url,
        "connector_id": server.connector_id,
        "server_description": server.server_description,
        "allowed_tools": server.allowed_tools,
        "require_approval": server.require_approval,
        "authorization": own.pop("", None),
        "headers": own,
    }


def _set(secret: Secret) -> Record:
    return {"set": True, "last4": secret.last4, "updated_at": _seconds(secret.updated_at)}


def _seconds(moment: datetime | None) -> int | None:
    return None if moment is None else int(moment.timestamp())
