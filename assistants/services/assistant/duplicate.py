"""Duplicate an assistant: a private copy of its definition, judged by today's rules for today's caller."""

from collections.abc import Iterator, Sequence

from assistants import crypto
from assistants.advisories import Advisory
from assistants.caller import Caller
from assistants.choices import AccessLevel, WarningCode
from assistants.limits import NAME_LENGTH
from assistants.models import Assistant, Secret
from assistants.policy.access import GRANT_FIELDS
from assistants.policy.rights import OWNERS_FIELDS, require_sight
from assistants.problems import NameTaken
from assistants.queries.assistants import known_to
from assistants.queries.definition import definition_of
from assistants.queries.record import AssistantRows, Record, record_of
from assistants.services.assistant.answer import Answer
from assistants.services.assistant.create import create
from assistants.services.idempotency import Once
from assistants.spec.assistant import NEST, NESTED
from assistants.spec.text import name_key


def duplicate(assistant_id: str, *, caller: Caller, once: Once | None = None) -> Answer:
    """Make a copy named “… (copy)” that belongs to the caller, shared with nobody and not the default.

    Secrets are copied only for the level owner; below the level edit, MCP servers are left out, with a warning.
    Raises `AssistantNotFound`, `Forbidden` below the level view, and what `create` raises.
    """
    rows, level = known_to(caller, assistant_id)
    require_sight(level)
    body = _copied(rows, level)
    notes = [_NOT_COPIED] if rows.mcp_servers and not body[NEST]["mcp_tools"] else []
    for name in _free_names(rows.assistant):
        try:
            return create(body | {"name": name}, caller=caller, once=once, notes=notes)
        except NameTaken:
            continue  # somebody took it since it was found free
    raise AssertionError("names do not end")


_ASKED_AT_ONCE = 1_000
_NOT_COPIED = Advisory(
    code=WarningCode.SERVERS_NOT_COPIED,
    field=f"{NEST}.mcp_tools",
    message="The MCP servers were not copied: that needs the right to edit the original.",
)


def _copied(rows: AssistantRows, level: AccessLevel) -> Record:
    definition = definition_of(rows, record_of(rows))
    private = {*GRANT_FIELDS, *OWNERS_FIELDS, *NESTED}
    servers = [] if level == AccessLevel.VIEW else definition["mcp_tools"]
    secrets = _opened(rows.secrets) if level == AccessLevel.OWNER else {}
    ids = {server.server_label: server.id for server in rows.mcp_servers}
    tools = {name: definition[name] for name in NESTED}
    tools["mcp_tools"] = [server | _secrets_of(secrets.get(ids[server["server_label"]], {})) for server in servers]
    return {name: value for name, value in definition.items() if name not in private} | {NEST: tools}


def _opened(secrets: Sequence[Secret]) -> dict[str | None, dict[str, str]]:
    """The secrets of each server in plain text, by header; `authorization` has none."""
    plain: dict[str | None, dict[str, str]] = {}
    for secret in secrets:
        place = {"organization_id": secret.organization_id, "secret_id": secret.id}
        plain.setdefault(secret.mcp_server_id, {})[secret.header] = crypto.open_sealed(secret.sealed, **place)
    return plain


def _secrets_of(plain: dict[str, str]) -> Record:
    return {
        "authorization": plain.get(""),
        "headers": {header: value for header, value in plain.items() if header},
    }


def _free_names(original: Assistant) -> Iterator[str]:
    """`<name> (copy)`, `<name> (copy 2)`… as far as they are free and not too long."""
    first, asked = 1, 1
    while True:
        keys = {name_key(name): name for name in (_copy_name(original.name, first + more) for more in range(asked))}
        named = Assistant.objects.filter(organization_id=original.organization_id, deleted_at=None)
        taken = set(named.filter(name_key__any_of=list(keys)).values_list("name_key", flat=True))
        yield from (name for key, name in keys.items() if key not in taken)
        # Twice as many the next time: an original may have thousands of copies.
        first, asked = first + asked, min(asked * 2, _ASKED_AT_ONCE)


def _copy_name(name: str, number: int) -> str:
    ending = " (copy)" if number == 1 else f" (copy {number})"
    return name[: NAME_LENGTH - len(ending)].rstrip() + ending
