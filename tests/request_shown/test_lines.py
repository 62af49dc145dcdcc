"""The request beside the form: what its lines say, and which of them are marked."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistants.problems import Path
from assistants.request_shown import Line, essential, lines_of
from assistants.spec.language_model import LanguageModel
from assistants.spec.mcp_servers import McpServers
from tests.doors.test_page import PAGE

SHORT = st.text(max_size=10)
FREE = st.recursive(
    st.none() | st.booleans() | st.integers() | SHORT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(SHORT, inner, max_size=4),
    max_leaves=30,
)
CANARY = "canary-7f3a91"


def shown(body: dict[str, Any], **marks: Any) -> list[str]:
    return [line.text for line in lines_of(body, **marks)]


def bad(body: dict[str, Any], *refused: Path) -> list[str]:
    return [line.text.strip() for line in lines_of(body, refused=refused) if line.bad]


def test_a_request_reads_as_in_the_mockup() -> None:
    lines = lines_of(
        {
            "organization_id": "org_acme",
            "name": "Fleet damage intake",
            "description": None,
            "default_model_key": "gpt-4o",
            "allowed_model_providers": ["anthropic"],
            "temperature": 2.4,
        },
        now=LanguageModel.model_fields,
        refused=[("default_model_key",), ("temperature",)],
    )

    assert [(line.classes, line.text) for line in lines] == [
        ("l", "{"),
        ("l d1", '  "organization_id": "org_acme",'),
        ("l d1", '  "name": "Fleet damage intake",'),
        ("l d1 now bad", '  "default_model_key": "gpt-4o",'),
        ("l d1 now", '  "allowed_model_providers": ["anthropic"],'),
        ("l d1 now bad", '  "temperature": 2.4'),
        ("l", "}"),
    ]
    assert lines[5].tokens == (("", "  ", ""), ("k", '"temperature"', ""), ("", ": ", ""), ("v", "2.4", ""))


@given(st.dictionaries(SHORT, FREE, max_size=4))
def test_what_is_short_is_shown_whole(body: dict[str, Any]) -> None:
    assert json.loads("\n".join(shown(body))) == essential(body)


@given(st.text())
def test_a_line_holds_nothing_that_a_page_cannot_show(text: str) -> None:
    for line in shown({"name": text, "metadata": {text: text}}):
        assert line.encode()
        assert not set(line) & {"\u202e", "\u2066", "\u2028", "\x7f", "\x1b", "\n"}


def test_what_is_deep_or_long_stands_on_lines_of_its_own() -> None:
    body = {
        "stop_sequences": ["a" * 20, "b" * 20, "c" * 20],
        "tool_configurations": {"system_tools": {"web_search": {"mode": "on", "sources": True}}},
    }

    assert shown(body) == [
        "{",
        '  "stop_sequences": [',
        f'    "{"a" * 20}",',
        f'    "{"b" * 20}",',
        f'    "{"c" * 20}"',
        "  ],",
        '  "tool_configurations": {',
        '    "system_tools": {',
        '      "web_search": {"mode": "on", "sources": true}',
        "    }",
        "  }",
        "}",
    ]


@pytest.mark.parametrize(
    ("field", "text", "line"),
    [
        ("name", "n" * 60, f'"{"n" * 60}"'),
        ("name", "n" * 61, f'"{"n" * 59}…"'),
        ("instructions", "Never estimate a sum, and end with a summary that the driver confirms.",
            '"Never estimate a sum, and end with a summary that the…"'),
        ("instructions", "Ask:\n\n" + "plate, place and time, " * 9,
            '"Ask:\\n\\nplate, place and time, plate, place and time, plate,…"'),
        ("icon_data", "iVBORw0KGgo" + "A" * 120 + "==", '"iVBORw0KGgoAAAAAAAAAAAAA…"'),
        ("icon_data", "data:image/png;base64," + "A" * 120, '"data:image/png;base64,AA…"'),
    ],
)  # fmt: skip
def test_a_long_text_is_shortened(field: str, text: str, line: str) -> None:
    assert shown({field: text})[1] == f'  "{field}": {line}'


def test_of_a_long_list_it_shows_the_first_entries_and_how_many_there_are_more() -> None:
    lines = shown({"access_users": [f"usr_{number}" for number in range(1_030)]})

    assert lines[-4:] == ['    "usr_23",', "    … 1,006 more", "  ]", "}"]
    assert len(lines) == 29


@pytest.mark.parametrize(
    ("refused", "lines"),
    [
        (("seed",), ['"seed": "x",']),
        (("stop_sequences", 1), ['"stop_sequences": ["a", 2],']),
        (("mcp_tools", 0, "server_label"), ['"server_label": "?",']),
        (("mcp_tools", 0, "type"), ["{"]),
        (("mcp_tools", 0), ["{", '"server_label": "?",', '"require_approval": {"always": {}}', "}"]),
        (("mcp_tools", 0, "require_approval", "x"), ['"require_approval": {"always": {}}']),
        (("mcp_tools", 7), ['"mcp_tools": [']),
        (("access_users", 25), ["… 2 more"]),
        (("access_users", 23), ['"23",']),
        (("name",), ["{"]),
        (("description",), ['"description": null,']),
        (("description", "x"), ['"description": null,']),
    ],
)
def test_what_would_be_refused_is_marked_where_it_stands_or_where_it_is_missing(
    refused: Path, lines: list[str]
) -> None:
    body = {
        "description": None,
        "seed": "x",
        "stop_sequences": ["a", 2],
        "access_users": [f"{number}" for number in range(26)],
        "mcp_tools": [{"server_label": "?", "require_approval": {"always": {}, "never": None}}],
    }

    assert bad(body, refused) == lines


def test_the_tools_of_a_step_are_marked_within_the_object_that_holds_them() -> None:
    lines = lines_of(PAGE, now=McpServers.model_fields)
    marked = [line for line in lines if line.now]

    assert marked[0].text == '    "mcp_tools": ['
    assert marked == lines[lines.index(marked[0]) : lines.index(marked[-1]) + 1]
    assert marked[-1].text in ("    ]", "    ],")


@pytest.mark.parametrize("nested", [True, False])
def test_no_secret_is_ever_on_a_line(nested: bool) -> None:
    server = {"server_label": "crm", "authorization": CANARY, "headers": {"X-Key": CANARY, "X-Set": {"set": True}}}
    tools = {"mcp_tools": [server]}

    text = "\n".join(shown({"tool_configurations": tools} if nested else tools, refused=[("mcp_tools", 0)]))

    assert CANARY not in text
    assert '"authorization": "$CRM_TOKEN"' in text
    assert '"headers": {"X-Key": "$CRM_X_KEY", "X-Set": "$CRM_X_SET"}' in text


def test_deep_lines_share_the_deepest_indentation_of_the_style_sheet() -> None:
    schema = {"properties": {"a": {"properties": {"b": {"properties": {"c": {"type": "string"}}}}}}}
    lines = lines_of({"json_schemas": [{"name": "a", "schema": schema}]})

    deepest: Line = max(lines, key=lambda line: line.depth)
    assert (deepest.depth, deepest.classes) == (9, "l d5")
