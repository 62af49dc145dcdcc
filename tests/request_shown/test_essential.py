"""What of a request is left out when it is shown: nothing that makes a difference."""

from typing import Any

import pytest
from hypothesis import given
from pydantic import ValidationError

from assistants.request_shown import essential
from assistants.spec import AssistantSpec
from assistants.spec.assistant import AssistantBody
from assistants.spec.nesting import flatten
from tests.doors.test_page import PAGE
from tests.strategies import bodies

PICTURE = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYPj/HwADAgH/eL9GtQAAAABJRU5ErkJggg=="

IDS: dict[str, list[str]] = {
    "default_model_key": ["gpt-4o", "gpt-5"],
    "avatar_id": ["avt_fox"],
    "icon_id": ["icon_chat"],
    "icon_data": [PICTURE],
    "instructions_thread_id": ["thread_a"],
    "access_users": ["usr_a", "usr_b"],
    "vector_store_ids": ["vs_a"],
    "connectors": ["connector_gmail"],
}


def spec_of(body: dict[str, Any]) -> AssistantSpec:
    return AssistantSpec.model_validate(flatten({"organization_id": "org_a", **body}).fields)


@given(bodies(IDS))
def test_a_request_and_what_is_essential_in_it_make_the_same_assistant(body: dict[str, Any]) -> None:
    try:
        whole = spec_of(body)
    except ValidationError:
        # Fields that contradict each other, which the strategy does not keep apart.
        return

    assert spec_of(essential(body)) == whole


def test_a_request_of_nothing_but_defaults_is_the_required_fields() -> None:
    body = AssistantBody.model_validate({"name": "Ann", "organization_id": "org_a"}).model_dump(mode="json")

    assert essential(body) == {"name": "Ann", "organization_id": "org_a"}


def test_what_is_given_stays_as_it_is() -> None:
    given = {name: value for name, value in PAGE.items() if value != AssistantBody.model_fields[name].default}

    assert essential(PAGE).keys() == given.keys()


@pytest.mark.parametrize(
    "body",
    [
        {"json_schemas": [{"const": None, "title": None}]},
        {"json_schemas": [{"name": "a", "schema": {"default": None}}]},
        {"response_format": {"type": "json_schema", "json_schema": {"name": "a", "schema": {"const": None}}}},
        {"response_format": {"type": "json_schema", "name": "a", "schema": {"const": None}}},
        {"metadata": {"a": None}},
        {"description": ""},
        {"unknown": None},
        {"is_active": 1},
        {"parallel_tool_calls": 0},
        {"reasoning": {"effort": "medium"}},
        {"tool_configurations": {"system_tools": {"web_search": {"mode": "auto"}}}},
        {"tool_configurations": "all"},
        {"mcp_tools": [{"server_label": "a", "headers": {"X-A": None}}, None]},
    ],
)
def test_what_says_something_stays(body: dict[str, Any]) -> None:
    assert essential(body) == body


@pytest.mark.parametrize(
    ("body", "left"),
    [
        ({"description": None, "temperature": 0.7, "stop_sequences": [], "metadata": {}}, {}),
        ({"tool_configurations": {"system_tools": {"web_search": None}, "mcp_tools": [], "streamline_tools": []}}, {}),
        (
            {"mcp_tools": [{"server_label": "a", "headers": {}, "require_approval": "always", "server_url": None}]},
            {"mcp_tools": [{"server_label": "a"}]},
        ),
        (
            {
                "system_message": [
                    {"role": "user", "content": [{"type": "input_file", "file_id": "f", "file_url": None}]}
                ]
            },
            {"system_message": [{"role": "user", "content": [{"type": "input_file", "file_id": "f"}]}]},
        ),
        (
            {"json_schemas": [{"name": "a", "schema": {"not": None}, "strict": None}]},
            {"json_schemas": [{"name": "a", "schema": {"not": None}}]},
        ),
    ],
)
def test_nulls_and_defaults_are_left_out(body: dict[str, Any], left: dict[str, Any]) -> None:
    assert essential(body) == left


def test_what_is_refused_is_shown_whatever_it_is() -> None:
    body = {"name": None, "default_model_key": "gpt-4o", "mcp_tools": [{"server_url": None, "connector_id": None}]}

    assert essential(body, [("name",), ("default_model_key",), ("mcp_tools", 0, "server_url")]) == {
        "name": None,
        "default_model_key": "gpt-4o",
        "mcp_tools": [{"server_url": None}],
    }
