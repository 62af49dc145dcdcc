"""What the document says of the list of assistants is so."""

from typing import Any

import jsonschema
import pytest

from assistants.api import api
from assistants.api.documentation.assistant_list import LIST
from assistants.api.documentation.examples import FULL, MINIMAL
from assistants.queries.assistant_query import AssistantQuery
from tests.api.client import ApiClient

OWN = {"organization_id": "org_abc123"}
EXAMPLES = [(key["name"], value) for key in LIST["parameters"] for value in key["schema"].get("examples", ())]


def page(client: ApiClient, **query: Any) -> Any:
    sent = {key: str(value).lower() if isinstance(value, bool) else value for key, value in query.items()}
    answer = client.get("/v1/assistants", OWN | sent)
    assert answer.status == 200, answer.json
    return answer.json


def test_every_key_of_the_query_is_told() -> None:
    assert [parameter["name"] for parameter in LIST["parameters"]] == list(AssistantQuery.model_fields)


@pytest.mark.parametrize(("name", "value"), EXAMPLES)
def test_an_example_of_a_key_finds_the_full_example(client: ApiClient, name: str, value: Any) -> None:
    client.post("/v1/assistants", MINIMAL)
    made = client.post("/v1/assistants", FULL | {"access_mode": "organization", "public_enabled": False}).json["id"]

    assert made in [item["id"] for item in page(client, **{name: value})["assistants"]]


@pytest.mark.parametrize("fields", ["summary", "standard", "full"])
def test_the_answer_fits_its_schema(client: ApiClient, fields: str) -> None:
    client.post("/v1/assistants", MINIMAL)
    client.post("/v1/assistants", FULL)
    schema = {"$ref": "#/components/schemas/AssistantPage", "components": api.document["components"]}

    answer = page(client, fields=fields, limit=1)

    jsonschema.Draft202012Validator(schema).validate(answer)
    assert answer["pagination"]["next_after"]


def test_the_example_of_the_answer_is_what_a_list_of_one_is_answered(client: ApiClient) -> None:
    client.post("/v1/assistants", MINIMAL)
    [example] = LIST["responses"][200]["content"]["application/json"]["examples"].values()
    answer = page(client)

    assert answer.keys() == example["value"].keys()
    own = ("id", "updated_at", "user_access_level")
    for shown, told in zip(answer["assistants"], example["value"]["assistants"], strict=True):
        assert [name for name in shown if shown[name] != told[name] and name not in own] == []
        assert list(shown) == list(told)
    assert {**answer, "assistants": []} == {**example["value"], "assistants": []}
