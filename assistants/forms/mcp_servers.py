"""MCP servers: remote tools, what of them is allowed, and what is asked about first."""

from typing import Any

from assistants.forms import layout
from assistants.forms.control import About
from assistants.forms.derive import Words, controls_of
from assistants.forms.groups import Group, Rows
from assistants.forms.kept import Secret
from assistants.forms.layout import Bare, Two
from assistants.forms.leaves import Area, Fixed, Line
from assistants.forms.picks import Menu
from assistants.forms.section import SectionForm
from assistants.forms.servers import BY, Address, Headers, ReachedBy, Server
from assistants.forms.switches import YesNo
from assistants.forms.unions import Alternatives, Variant
from assistants.named import Kind
from assistants.spec.mcp_servers import ApprovalFilters, McpServers, McpTool, ToolFilter

_READS = (("", "Whatever it says"), ("true", "Says it only reads"), ("false", "Does not say so"))
_HEADER = Group(
    members={"key": Line(about=About("Name"), css="mono"), "value": Secret(about=About("Value"))}, template=Two
)
_NAMES = Rows(item=Line(about=About("Tool name"), css="mono"), one="tool name")


def _filter(template: type[layout.Box] = layout.Group) -> Group:
    """Which of a server's tools are meant."""
    own = {"read_only": YesNo(words=_READS), "tool_names": _NAMES}
    words = {"read_only": Words("By what the server says"), "tool_names": Words("By name", "At most {high}.")}
    return Group(members=controls_of(ToolFilter, own, words), template=template)


def _approvals() -> Group:
    return Group(members=controls_of(ApprovalFilters, {"always": _filter(), "never": _filter()}), template=Bare)


def _allowed(value: Any) -> str:
    return "names" if isinstance(value, list) else "filter" if isinstance(value, dict) else "all"


def _approval(value: Any) -> str:
    return "filter" if isinstance(value, dict) else "never" if value == "never" else "always"


_SERVER = Server(
    reached_by=ReachedBy(about=About("Reached by", "An address or a ready connector.")),
    members=controls_of(
        McpTool,
        {
            "type": Fixed(value="mcp"),
            "server_label": Line(css="mono"),
            "server_url": Line(css="mono", placeholder="https://"),
            "connector_id": Menu(kind=Kind.CONNECTOR, unset="Choose one"),
            "server_description": Area(rows=2),
            "authorization": Secret(),
            "headers": Headers(item=_HEADER, one="header"),
            "allowed_tools": Alternatives(
                kind_of=_allowed,
                variants={
                    "all": Variant(label="All of them", value=None),
                    "names": Variant(label="Only these", control=_NAMES),
                    "filter": Variant(label="Those that a filter lets through", control=_filter(Bare)),
                },
            ),
            "require_approval": Alternatives(
                kind_of=_approval,
                variants={
                    "always": Variant(label="Every tool asks first", value="always"),
                    "never": Variant(label="No tool asks", value="never"),
                    "filter": Variant(label="It depends on the tool", control=_approvals()),
                },
            ),
        },
        {
            "server_label": Words(hint="Letters, digits, - and _. People see it."),
            "server_url": Words(
                hint="https, and an address that the internet can reach. A new URL needs its secrets again."
            ),
            "connector_id": Words(hint=""),
            "authorization": Words(hint="OAuth bearer token. Stored encrypted, never shown again."),
            "headers": Words(hint="Their values are stored encrypted, never shown again."),
            "allowed_tools": Words(hint=""),
            "require_approval": Words("Asks first", ""),
        },
    ),
    template=Bare,
    arrangement=(
        Two("server_label", BY),
        Address("server_url", by="url"),
        Address("connector_id", by="connector"),
        "authorization",
        "headers",
        "allowed_tools",
        "require_approval",
        "server_description",
    ),
)


class McpServersForm(SectionForm):
    """The MCP servers."""

    section = McpServers
    controls = controls_of(
        McpServers, {"mcp_tools": Rows(item=_SERVER, one="server", row=layout.Server, titled_by="server_label")}
    )
    arrangement = ("mcp_tools",)
