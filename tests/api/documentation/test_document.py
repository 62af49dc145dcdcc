"""The document says what the API does, and stands in the repository as it is served."""

import json
from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest

from assistants.api import api
from assistants.api.documentation.answers import Assistant
from assistants.api.documentation.examples import FULL, MINIMAL, REQUESTS
from assistants.api.documentation.faults import faults
from assistants.api.errors import FAULTS
from assistants.choices import WarningCode
from assistants.problems import Code
from config.env import ROOT
from tests.api.client import ApiClient

DOCUMENT: dict[str, Any] = json.loads(json.dumps(api.document))
SCHEMAS = DOCUMENT["components"]["schemas"]


def operations() -> Iterator[tuple[str, Any]]:
    for path, methods in DOCUMENT["paths"].items():
        for method, operation in methods.items():
            yield f"{method} {path}", operation


def valid(name: str, value: Any) -> bool:
    """Whether the document's schema of this name lets the value pass."""
    schema = {"$ref": f"#/components/schemas/{name}", "components": DOCUMENT["components"]}
    return bool(jsonschema.Draft202012Validator(schema).is_valid(value))


def references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from (target for key, target in value.items() if key == "$ref")
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from references(part)


def test_it_is_the_committed_one() -> None:
    committed = (ROOT / "static" / "openapi.json").read_text()

    assert json.loads(committed) == DOCUMENT, "run: make openapi"


def test_it_is_served_to_everyone() -> None:
    answer = ApiClient().get("/v1/openapi.json")

    assert (answer.status, answer.json) == (200, DOCUMENT)


def test_every_reference_leads_somewhere() -> None:
    for reference in references(DOCUMENT):
        place = DOCUMENT
        for step in reference.removeprefix("#/").split("/"):
            place = place[step]


@pytest.mark.parametrize(
    ("name", "operation"), list(operations()), ids=lambda part: part if isinstance(part, str) else ""
)
def test_every_operation_tells_what_may_go_wrong(name: str, operation: Any) -> None:
    assert operation["responses"].keys() >= {"401", "403", "429", "500", "503"}
    assert operation["security"] == [{"ApiKeyAuth": []}]
    assert operation["description"]


def test_every_failure_that_the_api_knows_has_an_example() -> None:
    examples = {fault.code for _, fault in faults()}
    shown = {
        example["value"]["error"]["code"]
        for response in DOCUMENT["components"]["responses"].values()
        for example in response["content"]["application/json"]["examples"].values()
    }

    assert shown == examples
    assert len(list(faults())) >= len(FAULTS)


def test_every_example_of_an_error_is_an_error() -> None:
    for response in DOCUMENT["components"]["responses"].values():
        for example in response["content"]["application/json"]["examples"].values():
            assert valid("Error", example["value"])


def test_the_closed_lists_are_told() -> None:
    assert SCHEMAS["Code"]["enum"] == list(Code)
    assert SCHEMAS["WarningCode"]["enum"] == list(WarningCode)


@pytest.mark.parametrize("name", list(REQUESTS))
def test_every_example_of_a_request_fits_the_schema(name: str) -> None:
    assert valid("AssistantBody", REQUESTS[name]["value"])


@pytest.mark.parametrize("field", [field for field in FULL if field not in MINIMAL])
def test_an_optional_field_may_be_null(field: str) -> None:
    assert valid("AssistantBody", FULL | {field: None})


@pytest.mark.parametrize(
    "change",
    [
        {"name": None},
        {"organization_id": None},
        {"nam": "Near"},
        {"temperature": 2.1},
        {"temperature": "0.5"},
        {"stop_sequences": [""]},
        {"metadata": {"": "empty key"}},
        {"logit_bias": {"007": 1}},
        {"reasoning": {"effort": "most"}},
        {"system_message": [{"role": "user"}]},
        {"system_message": [{"role": "user", "content": [{"type": "input_image"}]}]},
        {"response_format": {"type": "yaml"}},
        {"tool_configurations": {"tools": {}}},
        {"tool_configurations": {"mcp_tools": [{"server_label": "crm", "type": "mcp"}]}},
        {
            "mcp_tools": [
                {"server_label": "crm", "type": "mcp", "server_url": "https://a.example", "headers": {"X A": "b"}}
            ]
        },
    ],
    ids=str,
)
def test_what_the_api_refuses_by_its_shape_does_not_fit_the_schema(client: ApiClient, change: dict[str, Any]) -> None:
    assert not valid("AssistantBody", MINIMAL | change)
    assert client.post("/v1/assistants", MINIMAL | change).status == 422


@pytest.mark.parametrize("name", list(REQUESTS))
def test_the_answer_to_an_example_fits_its_schema(client: ApiClient, name: str) -> None:
    created = client.post("/v1/assistants", REQUESTS[name]["value"])

    assert valid("Assistant", created.json)
    assert valid("Assistant", client.get(created.headers["Location"]).json)


def test_the_answer_has_the_fields_that_are_told_and_no_others(client: ApiClient) -> None:
    created = client.post("/v1/assistants", FULL).json

    assert created.keys() == Assistant.model_fields.keys()
    assert set(SCHEMAS["Assistant"]["required"]) == Assistant.model_fields.keys()
    [server, _] = created["tool_configurations"]["mcp_tools"]
    assert set(SCHEMAS["ShownMcpTool"]["required"]) == server.keys()


def test_secrets_are_write_only() -> None:
    sent = SCHEMAS["McpTool"]["properties"]
    [token, _] = sent["authorization"]["anyOf"]
    [headers, _] = sent["headers"]["anyOf"]

    assert (token["writeOnly"], token["pattern"]) == (True, "^[!-~]+$")
    assert headers["additionalProperties"]["writeOnly"]
    assert SCHEMAS["StoredSecret"]["properties"].keys() == {"set", "last4", "updated_at"}
