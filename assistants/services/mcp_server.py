"""Ask an MCP server for its tools before anything depends on it: counted, judged like what is saved, never stored."""

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import connection
from pydantic import Field, SecretStr, ValidationError

from assistants import crypto, mcp_probe
from assistants.caller import Caller
from assistants.choices import AccessLevel
from assistants.limits import PROBES_PER_MINUTE
from assistants.models import Secret
from assistants.named import Kind, kept_in
from assistants.policy.rights import require_level
from assistants.problems import Code, Problem, RateLimited, Refused
from assistants.queries.assistants import known_to
from assistants.queries.definition import definition_of
from assistants.queries.record import AssistantRows, record_of
from assistants.services.attempts import attempted
from assistants.spec.explain import problems_of
from assistants.spec.mcp_servers import KeptSecret, Label, McpConnection
from assistants.spec.merging import with_kept_secrets
from assistants.spec.section import Complaints, rule
from assistants.spec.text import Identifier, cleaned
from assistants.validators.mcp_servers import address_problems, secret_problems
from assistants.validators.references import missing, named_ids

_COUNT = """
INSERT INTO probe_limit (user_id, minute, probes) VALUES (%s, %s, 1)
ON CONFLICT (user_id) DO UPDATE SET
    probes = CASE WHEN probe_limit.minute = excluded.minute THEN probe_limit.probes ELSE 0 END + 1,
    minute = excluded.minute
RETURNING probes
"""


class McpProbe(McpConnection):
    """Which MCP server is asked for its tools, and what it is told to let us in."""

    assistant_id: Identifier | None = Field(
        None,
        title="Assistant",
        description="Whose stored secrets are used; it needs the access level edit.",
        examples=["asst_abc123"],
    )
    server_label: Label | None = Field(
        None, title="Label", description="Which server of that assistant is meant.", examples=["crm"]
    )

    @rule("assistant_id", "server_label")
    def one_server_of_the_assistant(self) -> Complaints:
        if self.assistant_id is not None and self.server_label is None:
            yield ("server_label",), Code.REQUIRED, "Say which server of the assistant is meant."


@dataclass(frozen=True, slots=True)
class Probe:
    """One probe of a person, which has been counted: `begin` makes it."""

    caller: Caller

    def tools(self, raw: Mapping[str, Any]) -> mcp_probe.ProbedTools:
        """The tools of the server that the request means; it may take 10 seconds, and needs no transaction.

        Secrets of an assistant are merged in as an update would keep them: left out or `{"set": true}`, for the same
        label and the very same address. Raises `AssistantNotFound`, `Forbidden` below the level edit of that
        assistant, and `Refused`: with every problem of the request, or with one that does not tell why there are none.
        """
        server = _judged(raw, self.caller)
        try:
            return mcp_probe.tools_of(server)
        except mcp_probe.Unreachable:
            raise Refused([_NO_ANSWER]) from None
        except mcp_probe.NotInstalled:
            raise Refused([_NOT_INSTALLED]) from None


_NO_ANSWER = Problem(
    ("server_url",),
    Code.UNREACHABLE,
    "No tools were found there: check the URL, the authorization and the headers, and that an MCP server answers.",
)
_NOT_INSTALLED = Problem(
    ("server_url",), Code.NOT_ALLOWED, "This installation cannot ask MCP servers: it lacks the extra named mcp."
)


def begin(caller: Caller) -> Probe:
    """Count a probe of the caller; raises `RateLimited` beyond ten a minute, `Unavailable`."""
    minute, elapsed = divmod(int(time.time()), 60)
    if attempted(lambda: _counted(caller.user_id, minute)) > PROBES_PER_MINUTE:
        raise RateLimited(60 - elapsed)
    return Probe(caller)


def tools_or_problems(
    server: Mapping[str, Any], *, caller: Caller, assistant_id: str | None = None
) -> mcp_probe.ProbedTools | tuple[Problem, ...]:
    """The tools of one server of a definition as it is being made, or what is wrong, at paths inside that server.

    `server` is shaped like an entry of mcp_tools, and what a probe has no use for is left aside; `assistant_id` is
    the assistant that is being changed. Raises `AssistantNotFound`, `Forbidden` below the level edit, `Unavailable`.
    """
    sent = {name: server[name] for name in McpProbe.model_fields if name in server}
    try:
        return begin(caller).tools(sent | {"assistant_id": assistant_id})
    except Refused as refused:
        return refused.problems
    except RateLimited as limited:
        message = f"You have tested {PROBES_PER_MINUTE} times in a minute: try again in {limited.seconds} seconds."
        return (Problem(("server_url",), Code.NOT_ALLOWED, message),)


def _counted(user_id: str, minute: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [user_id, minute])
        probes: int = cursor.fetchone()[0]
    return probes


def _judged(raw: Mapping[str, Any], caller: Caller) -> mcp_probe.Server:
    sent, problems = cleaned(dict(raw))
    rows = _rows(sent.get("assistant_id"), caller)
    stored = definition_of(rows, record_of(rows))["mcp_tools"] if rows else None
    fields = with_kept_secrets(sent, stored or [])
    servers = {"mcp_tools": [fields]}
    judged = [*address_problems(servers), *secret_problems(servers, stored), *_connector_problems(servers, caller)]
    problems += [Problem(problem.path[2:], problem.code, problem.message) for problem in judged]
    try:
        probe = McpProbe.model_validate(fields)
    except ValidationError as failure:
        raise Refused([*problems, *problems_of(failure)]) from None
    if problems:
        raise Refused(problems)
    return _server(probe, rows)


def _rows(assistant_id: Any, caller: Caller) -> AssistantRows | None:
    if not isinstance(assistant_id, str):
        return None
    rows, level = known_to(caller, assistant_id)
    require_level(level, AccessLevel.OWNER, AccessLevel.EDIT)
    return rows


def _connector_problems(servers: Mapping[str, Any], caller: Caller) -> Iterator[Problem]:
    named = [named for named in named_ids(servers) if named.kind == Kind.CONNECTOR]
    found = kept_in(caller.organization_id, [(kind, name) for _, kind, name in named])
    yield from missing(named, found)
    for path, kind, name in named:
        if found.has(kind, name):
            message = "A connector's tools are known to its provider alone: they cannot be listed from here."
            yield Problem(path, Code.NOT_ALLOWED, message)


def _server(probe: McpProbe, rows: AssistantRows | None) -> mcp_probe.Server:
    """What the probe needs, with the stored secrets that are to be used in plain text."""
    stored = _secrets(rows, probe.server_label) if rows else {}

    def plain(header: str, value: SecretStr | KeptSecret) -> str:
        if isinstance(value, SecretStr):
            return value.get_secret_value()
        kept = stored[header.lower()]
        return crypto.open_sealed(kept.sealed, organization_id=kept.organization_id, secret_id=kept.id)

    headers = {name: plain(name, value) for name, value in probe.headers.items()}
    if probe.authorization is not None:
        headers["Authorization"] = f"Bearer {plain('', probe.authorization)}"
    return mcp_probe.Server(str(probe.server_url), headers, settings.MCP_ALLOWED_HOSTS)


def _secrets(rows: AssistantRows, label: str | None) -> dict[str, Secret]:
    """The secrets of a stored server, by header in lower case; that of `authorization` has none."""
    ids = {server.id for server in rows.mcp_servers if server.server_label == label}
    return {secret.header.lower(): secret for secret in rows.secrets if secret.mcp_server_id in ids}
