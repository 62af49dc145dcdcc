"""The tools of an assistant: the built-in ones, the servers that it calls, and the automations that it runs."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from assistants.choices import ToolMode
from assistants.dashboard.assistant.naming import Names, names_for
from assistants.dashboard.assistant.page import shown
from assistants.named import Kind
from assistants.policy.rights import require_sight
from assistants.queries.assistant_page import seen
from assistants.queries.record import Record
from assistants.signed_in import MemberRequest, member_view
from assistants.spec.assistant import NEST
from assistants.spec.tools import SystemTools

_MODES = {ToolMode.ON: "Always on", ToolMode.OFF: "Off", ToolMode.AUTO: "When the model asks for it"}


class BuiltIn(NamedTuple):
    """A built-in tool, and how it is set up."""

    title: str
    mode: str
    options: str


class Server(NamedTuple):
    """A server: where it is, what of it may be called, what asks first, and which secrets are set."""

    label: str
    address: str
    description: str
    allowed: str
    asks: str
    secrets: list[tuple[str, str]]
    warnings: list[str]


@require_safe
@member_view
def tools(request: MemberRequest, assistant_id: str) -> HttpResponse:
    """What it can call, and what has to be asked first."""
    found = seen(request.caller, assistant_id)
    require_sight(found.level)
    configured = found.record[NEST] or {"system_tools": {}, "mcp_tools": [], "streamline_tools": []}
    names = names_for(request.caller, configured.items())
    context: dict[str, Any] = {
        "built_in": list(_built_in(configured["system_tools"])),
        "servers": [_server(place, server, found.record) for place, server in enumerate(configured["mcp_tools"])],
        "automations": _automations(configured, names),
    }
    return shown(request, found, "tools", context, tab="tools")


def _built_in(configured: Record) -> Iterator[BuiltIn]:
    for name, field in SystemTools.model_fields.items():
        if tool := configured.get(name):
            options = [f"{option}: {_said(value)}" for option, value in tool.items() if option != "mode"]
            yield BuiltIn(field.title or name, _MODES[ToolMode(tool["mode"])], ", ".join(options))


def _said(value: Any) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


def _automations(configured: Record, names: Names) -> list[str]:
    return [names.of(Kind.AUTOMATION, automation) for automation in configured["streamline_tools"]]


def _server(place: int, server: Record, record: Record) -> Server:
    own = f"{NEST}.mcp_tools.{place}."
    headers = [(f"Header {name}", secret) for name, secret in server["headers"].items()]
    secrets = [("Authorization", server["authorization"]), *headers]
    return Server(
        label=server["server_label"],
        address=server["server_url"] or f"Connector {server['connector_id']}",
        description=server["server_description"] or "",
        allowed=_allowed(server["allowed_tools"]),
        asks=_asks(server["require_approval"]),
        secrets=[(name, _kept(secret)) for name, secret in secrets if secret],
        warnings=[warning["message"] for warning in record["warnings"] if warning["field"].startswith(own)],
    )


def _kept(secret: Record) -> str:
    return f"Set, ends in …{secret['last4']}" if secret["last4"] else "Set"


def _allowed(allowed: Any) -> str:
    if allowed is None:
        return "Every tool of the server"
    return _filter(allowed) if isinstance(allowed, dict) else ", ".join(allowed) or "None"


def _asks(approval: Any) -> str:
    if isinstance(approval, str):
        return "Always" if approval == "always" else "Never"
    said = [f"{when} for {_filter(tools)}" for when, tools in approval.items() if tools]
    return "; ".join(said).capitalize() if said else "Always"


def _filter(tools: Record) -> str:
    """The tools that a filter means, by name and by whether they only read."""
    parts = [", ".join(tools.get("tool_names") or ())]
    if tools.get("read_only") is not None:
        parts.append("tools that only read" if tools["read_only"] else "tools that write")
    return " and ".join(part for part in parts if part)
