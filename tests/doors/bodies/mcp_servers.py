"""MCP servers: label, type, address or connector, tools, approval and description."""

from typing import Any

from tests.doors.bodies.row import LEFT_OUT, Row, bad, good, one_each

SERVER = {"server_label": "crm", "type": "mcp", "server_url": "https://mcp.example.com/v1"}
AT = "mcp_tools.0"
SHOWN: dict[str, Any] = {
    **SERVER, "connector_id": None, "server_description": None, "allowed_tools": None, "require_approval": "always",
    "authorization": None, "headers": {},
}  # fmt: skip


def with_server(**change: Any) -> dict[str, Any]:
    """A body with one server, changed."""
    return {"mcp_tools": [{name: value for name, value in {**SERVER, **change}.items() if value is not LEFT_OUT}]}


def served(says: str, change: dict[str, Any], **shows: Any) -> Row:
    """Accepted; the server is shown with `shows`, or with what was sent."""
    servers = [{**SHOWN, **change, **shows}]
    tools = {
        "system_tools": dict.fromkeys((
            "web_search", "code_interpreter", "file_search", "computer_use_preview", "image_generation",
            "file_retrieval",
        )),
        "mcp_tools": [{name: None if value is LEFT_OUT else value for name, value in servers[0].items()}],
        "streamline_tools": [],
    }  # fmt: skip
    return good(says, with_server(**change), {"tool_configurations": tools})


def unserved(says: str, change: dict[str, Any], problems: dict[str, str]) -> Row:
    """Refused for these problems of the server: path within it to code."""
    return bad(says, with_server(**change), {f"{AT}.{path}" if path else AT: code for path, code in problems.items()})


def servers(number: int) -> list[dict[str, Any]]:
    return [{**SERVER, "server_label": f"crm{place}"} for place in range(number)]


LIST = [
    served("a server by its address", {}),
    good("128 servers", {"mcp_tools": servers(128)}, {}),
    bad("129 servers", {"mcp_tools": servers(129)}, {"mcp_tools": "too_many"}),
    bad("a repeated label is told at the second one", {"mcp_tools": [*servers(2), servers(1)[0]]},
        {"mcp_tools.2.server_label": "duplicate"}),
    bad("a label repeated twice", {"mcp_tools": servers(1) * 3},
        {"mcp_tools.1.server_label": "duplicate", "mcp_tools.2.server_label": "duplicate"}),
    good("labels in two cases", {"mcp_tools": [{**SERVER, "server_label": name} for name in ("crm", "CRM")]}, {}),
    *one_each(("mcp_tools",), SERVER, "wrong_type", "an object is no list"),
    *one_each(("mcp_tools",), "crm", "wrong_type", "a text is no list"),
    bad("a server in a text", {"mcp_tools": ["crm"]}, {AT: "wrong_type"}),
    bad("a server that is null", {"mcp_tools": [None]}, {AT: "wrong_type"}),
    bad("a server that is a list", {"mcp_tools": [[SERVER]]}, {AT: "wrong_type"}),
    bad("an empty server", {"mcp_tools": [{}]}, dict.fromkeys(
        (f"{AT}.server_label", f"{AT}.type", f"{AT}.server_url"), "required")),
]  # fmt: skip

LABEL = [
    *[served(f"the label {name[:8]}", {"server_label": name}) for name in ("a", "A-b_9", "l" * 64, "-", "0")],
    *[unserved(f"the label {name[:8]!r}", {"server_label": name}, {"server_label": "invalid_format"})
        for name in ("", "l" * 65, "my crm", "crm.v1", "crm/", "é", "crm\n")],
    unserved("a null label", {"server_label": None}, {"server_label": "required"}),
    unserved("a label that is a number", {"server_label": 1}, {"server_label": "wrong_type"}),
    unserved("no type of a server", {"type": LEFT_OUT}, {"type": "required"}),
    unserved("a null type", {"type": None}, {"type": "required"}),
    unserved("another type", {"type": "function"}, {"type": "invalid_choice"}),
    unserved("the type in capitals", {"type": "MCP"}, {"type": "invalid_choice"}),
    unserved("an unknown field of a server", {"server_name": "x"}, {"server_name": "unknown_field"}),
]  # fmt: skip

ADDRESS = [
    served("a connector", {"server_url": LEFT_OUT, "connector_id": "connector_gmail"}),
    served("a connector with a null address", {"server_url": None, "connector_id": "connector_gmail"}),
    unserved("both", {"connector_id": "connector_gmail"}, {"connector_id": "conflict"}),
    unserved("both, and an unknown connector", {"connector_id": "connector_fax"},
        {"connector_id": "conflict not_found"}),
    unserved("neither", {"server_url": LEFT_OUT}, {"server_url": "required"}),
    unserved("two nulls", {"server_url": None, "connector_id": None}, {"server_url": "required"}),
    *[unserved(f"the connector {name}", {"server_url": LEFT_OUT, "connector_id": name}, {"connector_id": "not_found"})
        for name in ("connector_fax", "connector_gone", "Connector_Gmail")],
    unserved("a connector that is a number", {"server_url": LEFT_OUT, "connector_id": 7},
        {"connector_id": "wrong_type"}),
    served("a description of 1,024 characters", {"server_description": "d" * 1024}),
    served("an empty description of a server", {"server_description": ""}),
    served("a description is composed", {"server_description": "e\u0301\r\n"}, server_description="é\n"),
    unserved("a description of 1,025 characters", {"server_description": "d" * 1025},
        {"server_description": "too_long"}),
    unserved("a description with a NUL", {"server_description": "\0"}, {"server_description": "invalid_character"}),
    unserved("a description that is a list", {"server_description": []}, {"server_description": "wrong_type"}),
]  # fmt: skip

ALLOWED = [
    served("all tools, by null", {"allowed_tools": None}),
    served("one tool", {"allowed_tools": ["find"]}),
    served("128 tools", {"allowed_tools": [f"tool{n}" for n in range(128)]}),
    served("the longest name of a tool", {"allowed_tools": ["t" * 128]}),
    served("a name of a tool is free text", {"allowed_tools": ["Find e\u0301verything!"]}),
    served("reading tools", {"allowed_tools": {"read_only": True}},
           allowed_tools={"read_only": True}),
    served("named tools by a filter", {"allowed_tools": {"tool_names": ["find"]}},
           allowed_tools={"tool_names": ["find"]}),
    served("both members", {"allowed_tools": {"read_only": False, "tool_names": ["find"]}}),
    unserved("an empty list of tools", {"allowed_tools": []}, {"allowed_tools": "too_few"}),
    unserved("129 tools", {"allowed_tools": [f"tool{n}" for n in range(129)]}, {"allowed_tools": "too_many"}),
    unserved("an empty name of a tool", {"allowed_tools": ["find", ""]}, {"allowed_tools.1": "too_short"}),
    unserved("a name of 129 characters", {"allowed_tools": ["t" * 129]}, {"allowed_tools.0": "too_long"}),
    unserved("a tool that is a number", {"allowed_tools": [1]}, {"allowed_tools.0": "wrong_type"}),
    unserved("an empty filter", {"allowed_tools": {}}, {"allowed_tools": "required"}),
    unserved("a filter of nulls", {"allowed_tools": {"read_only": None, "tool_names": None}},
        {"allowed_tools": "required"}),
    unserved("a filter without names", {"allowed_tools": {"tool_names": []}}, {"allowed_tools.tool_names": "too_few"}),
    unserved("a filter of one text", {"allowed_tools": {"tool_names": "find"}},
        {"allowed_tools.tool_names": "wrong_type"}),
    unserved("a filter with an empty name", {"allowed_tools": {"tool_names": [""]}},
        {"allowed_tools.tool_names.0": "too_short"}),
    unserved("read_only that is a text", {"allowed_tools": {"read_only": "yes"}},
        {"allowed_tools.read_only": "wrong_type"}),
    unserved("an unknown member of a filter", {"allowed_tools": {"names": ["find"], "read_only": True}},
        {"allowed_tools.names": "unknown_field"}),
    unserved("tools in a text", {"allowed_tools": "find"}, {"allowed_tools": "wrong_type"}),
    unserved("tools in a number", {"allowed_tools": 1}, {"allowed_tools": "wrong_type"}),
]  # fmt: skip

FIND, SEND = {"tool_names": ["find"]}, {"tool_names": ["send"]}
APPROVAL = [
    *[served(f"approval {name}", {"require_approval": name}) for name in ("always", "never")],
    served("null approval", {"require_approval": None}, require_approval="always"),
    served("never for reading", {"require_approval": {"never": {"read_only": True}}}),
    served("always for some, never for others", {"require_approval": {"always": SEND, "never": FIND}}),
    served("both by their kind", {"require_approval": {"always": {"read_only": False}, "never": {"read_only": True}}}),
    unserved("approval sometimes", {"require_approval": "sometimes"}, {"require_approval": "invalid_choice"}),
    unserved("approval true", {"require_approval": True}, {"require_approval": "wrong_type"}),
    unserved("approval in a list", {"require_approval": ["always"]}, {"require_approval": "wrong_type"}),
    unserved("approval by nothing", {"require_approval": {}}, {"require_approval": "required"}),
    unserved("approval by nulls", {"require_approval": {"always": None, "never": None}},
        {"require_approval": "required"}),
    unserved("approval by empty filter", {"require_approval": {"never": {}}}, {"require_approval.never": "required"}),
    unserved("approval by no names", {"require_approval": {"always": {"tool_names": []}}},
        {"require_approval.always.tool_names": "too_few"}),
    unserved("approval by a text", {"require_approval": {"always": "find"}}, {"require_approval.always": "wrong_type"}),
    unserved("approval by an unknown filter", {"require_approval": {"never": FIND, "ask": SEND}},
        {"require_approval.ask": "unknown_field"}),
    unserved("a tool in both", {"require_approval": {"always": FIND, "never": {"tool_names": ["list", "find"]}}},
        {"require_approval": "conflict"}),
    unserved("a wrong filter beside a sound one", {"require_approval": {"always": {"read_only": 1}, "never": FIND}},
        {"require_approval.always.read_only": "wrong_type"}),
]  # fmt: skip

ROWS = [*LIST, *LABEL, *ADDRESS, *ALLOWED, *APPROVAL]
