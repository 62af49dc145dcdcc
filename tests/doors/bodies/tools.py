"""Tools: the built-in ones, the automations, and where in the request they stand."""

from typing import Any

from tests.doors.bodies.row import Row, bad, good, one_each

OPTIONS: dict[str, dict[str, Any]] = {
    "web_search": {"sources": False},
    "code_interpreter": {"outputs": False},
    "file_search": {"results": False},
    "computer_use_preview": {"imageUrl": False},
    "image_generation": {"provider": "openai"},
    "file_retrieval": {},
}
SWITCHES = {tool: name for tool, options in OPTIONS.items() for name, value in options.items() if value is False}
AT = "tool_configurations.system_tools"
SERVER = {"server_label": "crm", "type": "mcp", "server_url": "https://mcp.example.com/v1"}


def configured(**tools: Any) -> dict[str, Any]:
    return {"tool_configurations": {"system_tools": tools}}


def shown(**tools: Any) -> dict[str, Any]:
    """All three members are shown, and the tools that are not configured as null."""
    system = {name: tools.get(name) for name in OPTIONS}
    return {"tool_configurations": {"system_tools": system, "mcp_tools": [], "streamline_tools": []}}


def _of_each_tool(tool: str, options: dict[str, Any]) -> list[Row]:
    on = {"mode": "on", **options}
    return [
        good(f"{tool}: what is left out", configured(**{tool: {}}), shown(**{tool: {"mode": "auto", **options}})),
        good(f"{tool}: nulls", configured(**{tool: dict.fromkeys(on)}), shown(**{tool: {"mode": "auto", **options}})),
        *[
            good(f"{tool} {mode}", configured(**{tool: {"mode": mode}}), shown(**{tool: {"mode": mode, **options}}))
            for mode in ("on", "off", "auto")
        ],
        bad(f"{tool} never", configured(**{tool: {"mode": "never"}}), {f"{AT}.{tool}.mode": "invalid_choice"}),
        bad(f"{tool}: true is no mode", configured(**{tool: {"mode": True}}), {f"{AT}.{tool}.mode": "invalid_choice"}),
        bad(f"{tool}: an unknown option", configured(**{tool: {"speed": 1}}), {f"{AT}.{tool}.speed": "unknown_field"}),
        bad(f"{tool} is no text", configured(**{tool: "on"}), {f"{AT}.{tool}": "wrong_type"}),
    ]


SYSTEM_TOOLS = [
    *(row for tool, options in OPTIONS.items() for row in _of_each_tool(tool, options)),
    *[
        good(f"{tool}.{name}", configured(**{tool: {"mode": "on", name: True}}),
             shown(**{tool: {"mode": "on", name: True}}))
        for tool, name in SWITCHES.items()
    ],
    *[
        bad(f"{tool}.{name} is not 1", configured(**{tool: {name: 1}}), {f"{AT}.{tool}.{name}": "wrong_type"})
        for tool, name in SWITCHES.items()
    ],
    good("images by clipdrop", configured(image_generation={"provider": "clipdrop"}),
         shown(image_generation={"mode": "auto", "provider": "clipdrop"})),
    bad("images by nobody", configured(image_generation={"provider": "midjourney"}),
        {f"{AT}.image_generation.provider": "invalid_choice"}),
    good("all tools", configured(**{tool: {"mode": "off", **options} for tool, options in OPTIONS.items()}),
         shown(**{tool: {"mode": "off", **options} for tool, options in OPTIONS.items()})),
    good("a null tool is absent", configured(web_search=None, file_retrieval={}),
         shown(file_retrieval={"mode": "auto"})),
    bad("an option of another tool", configured(web_search={"outputs": True}),
        {f"{AT}.web_search.outputs": "unknown_field"}),
    bad("an unknown tool", configured(web_browse={}), {f"{AT}.web_browse": "unknown_field"}),
    bad("tools in a list", {"tool_configurations": {"system_tools": ["web_search"]}}, {AT: "wrong_type"}),
    bad("three tools are wrong", configured(web_search={"mode": "x"}, file_search={"y": 1}, z=None),
        {f"{AT}.web_search.mode": "invalid_choice", f"{AT}.file_search.y": "unknown_field",
         f"{AT}.z": "unknown_field"}),
]  # fmt: skip

NOTHING: tuple[Any, ...] = (
    None, {}, {"system_tools": {}}, {"mcp_tools": [], "streamline_tools": []}, {"system_tools": {"web_search": None}},
    dict.fromkeys(("system_tools", "mcp_tools", "streamline_tools")),
)  # fmt: skip
NO_NUMBERS: tuple[Any, ...] = (True, "5", 0.5, [])

NEST = [
    good("no tools", {}, {"tool_configurations": None, "max_tool_calls": 10, "parallel_tool_calls": False}),
    *[
        good(f"nothing configured: {nest}", {"tool_configurations": nest}, {"tool_configurations": None})
        for nest in NOTHING
    ],
    *one_each(("tool_configurations",), [], "wrong_type", "a list is no object"),
    *one_each(("tool_configurations",), "web_search", "wrong_type", "a text is no object"),
    bad("a tool outside system_tools", {"tool_configurations": {"web_search": {}}},
        {"tool_configurations.web_search": "unknown_field"}),
    bad("system_tools at the top", {"system_tools": {"web_search": {}}}, {"system_tools": "unknown_field"}),
    good("automations inside", {"tool_configurations": {"streamline_tools": ["auto_b", "auto_a"]}},
         {"tool_configurations": {**shown()["tool_configurations"], "streamline_tools": ["auto_b", "auto_a"]}}),
    bad("automations inside are told inside", {"tool_configurations": {"streamline_tools": ["auto_a", "auto_none", 5]}},
        {"tool_configurations.streamline_tools.1": "not_found",
         "tool_configurations.streamline_tools.2": "wrong_type"}),
    bad("servers at the top are told at the top", {"mcp_tools": [{**SERVER, "type": "http"}]},
        {"mcp_tools.0.type": "invalid_choice"}),
    bad("servers inside are told inside", {"tool_configurations": {"mcp_tools": [{**SERVER, "type": "http"}]}},
        {"tool_configurations.mcp_tools.0.type": "invalid_choice"}),
    bad("automations in both places", {"streamline_tools": ["auto_a"],
        "tool_configurations": {"streamline_tools": ["auto_a"]}}, {"streamline_tools": "conflict"}),
    bad("servers in both places", {"mcp_tools": [SERVER], "tool_configurations": {"mcp_tools": [SERVER]}},
        {"mcp_tools": "conflict"}),
    bad("an empty list is given, too", {"mcp_tools": [], "tool_configurations": {"mcp_tools": [SERVER]}},
        {"mcp_tools": "conflict"}),
    good("null is not given", {"streamline_tools": None, "tool_configurations": {"streamline_tools": ["auto_a"]}},
         {"tool_configurations": {**shown()["tool_configurations"], "streamline_tools": ["auto_a"]}}),
    good("null inside is not given", {"streamline_tools": ["auto_a"],
         "tool_configurations": {"streamline_tools": None}},
         {"tool_configurations": {**shown()["tool_configurations"], "streamline_tools": ["auto_a"]}}),
    good("each in a place of its own", {"streamline_tools": ["auto_a"],
         "tool_configurations": {"system_tools": {"file_retrieval": {}}}},
         {"tool_configurations": {**shown(file_retrieval={"mode": "auto"})["tool_configurations"],
                                  "streamline_tools": ["auto_a"]}}),
]  # fmt: skip

CALLS = [
    *[good(f"{number} tool calls", {"max_tool_calls": number}) for number in (0, 1_000)],
    good("10.0 tool calls", {"max_tool_calls": 10.0}, {"max_tool_calls": 10}),
    good("null tool calls", {"max_tool_calls": None, "parallel_tool_calls": None},
         {"max_tool_calls": 10, "parallel_tool_calls": False}),
    *[bad(f"{n} tool calls", {"max_tool_calls": n}, {"max_tool_calls": "out_of_range"}) for n in (-1, 1_001, 2**63)],
    *[bad(f"{n!r} tool calls", {"max_tool_calls": n}, {"max_tool_calls": "wrong_type"}) for n in NO_NUMBERS],
    good("parallel tool calls", {"parallel_tool_calls": True}),
    *one_each(("parallel_tool_calls",), 1, "wrong_type", "1 is not true"),
]  # fmt: skip

ROWS = [*SYSTEM_TOOLS, *NEST, *CALLS]
