"""What the document says of the probe of MCP servers is so."""

from typing import Any

import pytest

from assistants.api.documentation.probe import PROBE_ANSWER, PROBES
from assistants.mcp_probe import ProbedTools
from assistants.services.mcp_server import McpProbe
from tests.api.client import ApiClient
from tests.api.documentation.test_document import SCHEMAS, valid

URL = {"server_url": "https://mcp.example.com/v1"}


@pytest.mark.parametrize("name", PROBES)
def test_an_example_of_the_request_is_one(name: str) -> None:
    body = PROBES[name]["value"]

    assert valid("McpProbe", body)
    assert McpProbe.model_validate(body).server_url == body["server_url"]


def test_the_example_of_the_answer_is_one() -> None:
    assert ProbedTools.model_validate(PROBE_ANSWER).model_dump() == PROBE_ANSWER
    assert valid("ProbedTools", PROBE_ANSWER)


def test_the_fields_of_the_request_are_those_that_are_read() -> None:
    assert list(SCHEMAS["McpProbe"]["properties"]) == list(McpProbe.model_fields)


@pytest.mark.parametrize(
    "body",
    [
        URL | {"authorization": {"set": True}, "headers": {"X-Tenant": {"set": True, "last4": None, "updated_at": 1}}},
        URL | {"authorization": None, "headers": None, "assistant_id": None, "server_label": None},
        {"connector_id": "connector_gmail"},
    ],
    ids=str,
)
def test_the_schema_lets_pass_what_may_be_sent(body: dict[str, Any]) -> None:
    assert valid("McpProbe", body)


@pytest.mark.parametrize(
    "body",
    [
        {},
        URL | {"connector_id": "connector_gmail"},
        URL | {"type": "mcp"},
        URL | {"server_label": "a b"},
        URL | {"authorization": ""},
        URL | {"headers": {"X A": "1"}},
    ],
    ids=str,
)
def test_what_is_refused_by_its_shape_does_not_fit_the_schema(client: ApiClient, body: dict[str, Any]) -> None:
    assert not valid("McpProbe", body)
    assert client.post("/v1/mcp/probe", body).status == 422
