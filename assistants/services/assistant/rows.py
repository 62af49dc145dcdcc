"""A definition to the rows that hold it."""

from base64 import b64decode
from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from datetime import datetime

from pydantic import SecretStr

from assistants import crypto, limits
from assistants.caller import EVERYONE
from assistants.choices import AccessLevel, AccessMode
from assistants.ids import Prefix, new_id
from assistants.models import AccessGrant, Assistant, McpServer, Reference, Secret, SystemTool
from assistants.policy.access import GRANT_FIELDS, is_in_force
from assistants.queries.record import COLUMNS, REFERENCE_FIELDS, AssistantRows
from assistants.spec import AssistantSpec
from assistants.spec.mcp_servers import KeptSecret, McpTool
from assistants.spec.text import name_key


def rows_of(
    spec: AssistantSpec, assistant: Assistant, now: datetime, before: AssistantRows | None = None
) -> AssistantRows:
    """The rows of an assistant with this definition; `assistant` says who and since when, and is filled in.

    `before` are the rows that they replace: a server keeps its id by its label, and a kept secret its row.
    """
    plain = spec.model_dump(mode="json", include=set(COLUMNS))
    plain["icon_data"] = b64decode(spec.icon_data) if spec.icon_data is not None else None
    assistant.name_key, assistant.updated_at = name_key(spec.name), now
    for field, attribute in COLUMNS.items():
        setattr(assistant, attribute, plain[field])
    ids = {server.server_label: server.id for server in before.mcp_servers} if before else {}
    servers = [_server(server, assistant, place, ids) for place, server in enumerate(spec.mcp_tools)]
    kept = {(secret.mcp_server_id, secret.header.lower()): secret for secret in before.secrets} if before else {}
    return AssistantRows(
        assistant=assistant,
        grants=list(grants_of(spec, assistant)),
        references=list(_references(spec, assistant)),
        system_tools=list(_system_tools(spec, assistant)),
        mcp_servers=servers,
        secrets=[
            secret
            for server, row in zip(spec.mcp_tools, servers, strict=True)
            for secret in _secrets(server, row, now, kept)
        ],
    )


def judged_grants(grants: Sequence[AccessGrant], assistant: Assistant) -> list[AccessGrant]:
    """The same grants, in force or not as the assistant's state now says, and under its name."""
    judged = []
    for grant in map(copy, grants):
        grant.in_force = _in_force(AccessLevel(grant.level), assistant)
        grant.is_active = assistant.is_active
        grant.name_key = assistant.name_key
        judged.append(grant)
    return judged


def _in_force(level: AccessLevel, assistant: Assistant) -> bool:
    return is_in_force(level, is_active=assistant.is_active, is_deleted=assistant.deleted_at is not None)


def grants_of(spec: AssistantSpec, assistant: Assistant) -> Iterator[AccessGrant]:
    """Whom the assistant reaches with these access fields; `assistant` says whose it is, and whether it is active."""
    yield grant_of(assistant, assistant.created_by_id, AccessLevel.OWNER, "created_by")
    if spec.access_mode != AccessMode.PRIVATE:
        yield grant_of(assistant, EVERYONE, AccessLevel.VIEW, "access_mode")
    for field, level in GRANT_FIELDS.items():
        for place, principal in enumerate(getattr(spec, field)):
            yield grant_of(assistant, principal, level, field, place)


def grant_of(assistant: Assistant, principal: str, level: AccessLevel, field: str, place: int = 0) -> AccessGrant:
    """A grant that counts as the assistant's state says."""
    return AccessGrant(
        organization_id=assistant.organization_id,
        assistant_id=assistant.id,
        principal=principal,
        level=level.value,
        field=field,
        position=place,
        name_key=assistant.name_key,
        in_force=_in_force(level, assistant),
        is_active=assistant.is_active,
    )


def _references(spec: AssistantSpec, assistant: Assistant) -> Iterator[Reference]:
    for field in REFERENCE_FIELDS:
        for place, target in enumerate(getattr(spec, field)):
            yield Reference(
                organization_id=assistant.organization_id,
                assistant_id=assistant.id,
                field=field,
                position=place,
                target_id=target,
            )


def _system_tools(spec: AssistantSpec, assistant: Assistant) -> Iterator[SystemTool]:
    for name, options in spec.system_tools.model_dump(mode="json", exclude_none=True).items():
        yield SystemTool(
            organization_id=assistant.organization_id,
            assistant_id=assistant.id,
            tool=name,
            mode=options.pop("mode"),
            options=options,
        )


def _server(server: McpTool, assistant: Assistant, place: int, ids: Mapping[str, str]) -> McpServer:
    plain = server.model_dump(mode="json", exclude_none=True, include={"allowed_tools", "require_approval"})
    return McpServer(
        id=ids.get(server.server_label) or new_id(Prefix.MCP_SERVER),
        organization_id=assistant.organization_id,
        assistant_id=assistant.id,
        position=place,
        server_label=server.server_label,
        server_url=server.server_url,
        connector_id=server.connector_id,
        server_description=server.server_description,
        allowed_tools=plain.get("allowed_tools"),
        require_approval=plain["require_approval"],
    )


def _secrets(
    server: McpTool, row: McpServer, now: datetime, kept: Mapping[tuple[str | None, str], Secret]
) -> Iterator[Secret]:
    values = {"": server.authorization} if server.authorization else {}
    for place, (header, value) in enumerate((values | server.headers).items()):
        if isinstance(value, KeptSecret):
            secret = copy(kept[row.id, header.lower()])
            secret.header, secret.position = header, place
            yield secret
        else:
            yield _sealed(value, Secret(header=header, position=place, mcp_server_id=row.id, updated_at=now), row)


def _sealed(value: SecretStr, secret: Secret, row: McpServer) -> Secret:
    text = value.get_secret_value()
    secret.organization_id = row.organization_id
    secret.sealed = crypto.seal(text, organization_id=row.organization_id, secret_id=secret.id)
    secret.last4 = text[-4:] if len(text) >= limits.LAST4_FROM_LENGTH else None
    return secret
