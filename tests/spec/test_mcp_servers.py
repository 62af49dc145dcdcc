from typing import Any

import pytest
from pydantic import ValidationError

from assistants.choices import Approval
from assistants.spec.explain import problems_of
from assistants.spec.mcp_servers import McpServers, McpTool, ToolFilter

SERVER = {"server_label": "crm", "type": "mcp", "server_url": "https://mcp.example.com"}


def told(*changes: dict[str, Any]) -> list[tuple[str, str]]:
    try:
        McpServers.model_validate({"mcp_tools": [SERVER | change for change in changes]})
    except ValidationError as failure:
        return sorted((problem.field.removeprefix("mcp_tools."), problem.code) for problem in problems_of(failure))
    return []


def test_a_server_asks_before_every_tool_unless_told_otherwise() -> None:
    assert McpTool.model_validate(SERVER).require_approval is Approval.ALWAYS


def test_a_secret_shows_in_no_print_of_a_server() -> None:
    server = McpTool.model_validate(SERVER | {"authorization": "hunter2", "headers": {"X-A": "hunter2"}})
    assert "hunter2" not in f"{server!r} {server} {server.model_dump(mode='json')}"


def test_a_secret_shows_in_no_complaint_about_it() -> None:
    sent = SERVER | {"authorization": "hunter2 hunter2", "headers": {"X-A": "hunter2\n", "X-B": ["hunter2"]}}
    with pytest.raises(ValidationError) as caught:
        McpTool.model_validate(sent)
    messages = [problem.message for problem in problems_of(caught.value)]
    assert len(messages) == 3
    assert "hunter2" not in f"{caught.value} {messages}"


def test_problems_of_several_servers_are_told_by_their_places() -> None:
    assert told({}, {"server_label": "b", "type": "x"}, {"connector_id": "connector_a"}) == [
        ("1.type", "invalid_choice"),
        ("2.connector_id", "conflict"),
        ("2.server_label", "duplicate"),
    ]


def test_each_tool_that_stands_under_both_is_told() -> None:
    both = {"tool_names": ["a", "b", "c"]}
    assert told({"require_approval": {"always": both, "never": {"tool_names": ["c", "b"]}}}) == [
        ("0.require_approval", "conflict"),
        ("0.require_approval", "conflict"),
    ]


def test_a_filter_needs_one_member_and_false_is_one() -> None:
    assert ToolFilter.model_validate({"read_only": False}).read_only is False
    assert told({"allowed_tools": {"read_only": None}}) == [("0.allowed_tools", "required")]


def test_paths_never_hold_the_tags_of_unions() -> None:
    assert told({"allowed_tools": {"tool_names": [1]}}, {"server_label": "b", "allowed_tools": [1]}) == [
        ("0.allowed_tools.tool_names.0", "wrong_type"),
        ("1.allowed_tools.0", "wrong_type"),
    ]
