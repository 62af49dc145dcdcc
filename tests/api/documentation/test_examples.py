"""Whoever copies an example from the document gets what the document says."""

from typing import Any

import pytest

from assistants.api import api
from assistants.api.documentation.access import PEOPLE_ANSWER, PERSON_ANSWER, PREVIEW_ANSWER, PREVIEW_REQUESTS
from assistants.api.documentation.examples import FULL, MINIMAL, REQUESTS, WITH_SERVERS, answer
from assistants.spec.assistant import ALIASES, NEST, AssistantBody, ToolConfigurations
from assistants.spec.basics import ICON_FIELDS
from tests.api.client import ApiClient

# What differs between two answers to one request; the catalogue's warnings change with the catalogue.
OWN = ("id", "created_at", "updated_at", "warnings")


def requests() -> list[tuple[str, str, str, Any]]:
    """Every example of a request: its name, the method, the path and the body."""
    return [
        (name, method, path, example["value"])
        for path, operations in api.document["paths"].items()
        for method, operation in operations.items()
        for content in operation.get("requestBody", {}).get("content", {}).values()
        for name, example in content["examples"].items()
        # No request leaves the machine, and there is no server to be probed.
        if path != "/v1/mcp/probe"
    ]


def field_examples() -> list[tuple[str, Any]]:
    """Every example that stands at a field of the request, as that field's part of a body."""
    own = [
        (name, {name: example})
        for name, field in AssistantBody.model_fields.items()
        for example in field.examples or ()
    ]
    nested = [
        (name, {NEST: {name: example}})
        for name, field in ToolConfigurations.model_fields.items()
        for example in field.examples or ()
    ]
    return own + nested


def with_picture(body: dict[str, Any]) -> dict[str, Any]:
    """An icon's type is no request by itself: its picture goes with it."""
    if "icon_type" not in body:
        return body
    picture = ICON_FIELDS[body["icon_type"]]
    return body | {picture: FULL[picture]}


def test_there_are_examples_to_copy() -> None:
    assert [name for name, _, path, _ in requests() if path == "/v1/assistants"] == list(REQUESTS)
    assert [name for name, _, path, _ in requests() if path.endswith("/access/preview")] == list(PREVIEW_REQUESTS)


@pytest.mark.parametrize(
    ("name", "method", "path", "body"), requests(), ids=lambda part: part if isinstance(part, str) else ""
)
def test_an_example_of_a_request_is_accepted(client: ApiClient, name: str, method: str, path: str, body: Any) -> None:
    if "{" in path:
        path = path.format(assistant_id=client.post("/v1/assistants", WITH_SERVERS).json["id"])
    answered = client.send(method.upper(), path, body)

    assert answered.status in (200, 201), answered.json


@pytest.mark.parametrize(("name", "fields"), field_examples(), ids=lambda part: part if isinstance(part, str) else "")
def test_an_example_of_a_field_is_accepted(client: ApiClient, name: str, fields: dict[str, Any]) -> None:
    answered = client.post("/v1/assistants", MINIMAL | with_picture(fields))

    assert answered.status == 201, answered.json


def test_the_full_example_has_every_field() -> None:
    assert FULL.keys() == AssistantBody.model_fields.keys() - set(ALIASES)
    assert FULL[NEST].keys() == ToolConfigurations.model_fields.keys()


def test_the_example_of_the_answer_is_what_the_minimal_request_is_answered(client: ApiClient) -> None:
    answered, example = client.post("/v1/assistants", MINIMAL).json, answer()

    assert answered.keys() == example.keys()
    assert [name for name in answered if answered[name] != example[name] and name not in OWN] == []


def test_the_examples_of_access_are_what_the_demo_organization_is_answered(client: ApiClient) -> None:
    path = f"/v1/assistants/{client.post('/v1/assistants', MINIMAL).json['id']}"
    shared = PREVIEW_REQUESTS["department"]["value"]

    assert client.post(f"{path}/access/preview", shared).json == PREVIEW_ANSWER
    client.patch(path, shared)
    assert client.get(f"{path}/access").json == PEOPLE_ANSWER
    assert client.get(f"{path}/access/usr_chloe").json == PERSON_ANSWER
