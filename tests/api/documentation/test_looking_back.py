"""What the document says of versions and the history is what a client gets."""

from typing import Any

import pytest

from assistants.api.documentation import versions as documented
from assistants.api.documentation.examples import FULL, MINIMAL
from assistants.queries.record import Record
from tests.api.client import ApiClient
from tests.api.documentation.test_document import DOCUMENT, valid

# What differs between two answers to one request.
OWN = {"id", "created_at", "updated_at", "changed_at"}
ANSWERS = {
    "/versions": ("VersionsPage", documented.VERSIONS_ANSWER),
    "/versions/1": ("VersionAnswer", documented.version_answer()),
    "/versions/2/diff/3": ("DifferencesAnswer", documented.DIFFERENCES_ANSWER),
    "/history": ("HistoryPage", documented.HISTORY_ANSWER),
}


def without_own(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: without_own(inner) for name, inner in value.items() if name not in OWN}
    return [without_own(inner) for inner in value] if isinstance(value, list) else value


def changed(client: ApiClient, path: str, body: Record) -> None:
    answer = client.patch(path, body)
    assert answer.status == 200, answer.json


@pytest.mark.parametrize("rest", ANSWERS)
def test_an_example_of_an_answer_is_what_is_answered(client: ApiClient, rest: str) -> None:
    path = client.post("/v1/assistants", MINIMAL).headers["Location"]
    for change in documented.EXAMPLE_CHANGES:
        changed(client, path, change)

    model, example = ANSWERS[rest]
    answered = client.get(f"{path}{rest}").json
    shown = without_own(example)
    if "snapshot" in shown:
        shown["snapshot"]["icon_url"] = answered["snapshot"]["icon_url"]

    assert without_own(answered) == shown
    assert valid(model, answered)


@pytest.mark.parametrize("rest", ANSWERS)
def test_the_answers_on_a_full_assistant_fit_their_schemas(client: ApiClient, rest: str) -> None:
    path = client.post("/v1/assistants", FULL).headers["Location"]
    servers = FULL["tool_configurations"]["mcp_tools"]
    changed(client, path, {"mcp_tools": servers[::-1], "metadata": {"team": "other"}, "icon_data": None})
    changed(client, path, {"mcp_tools": [servers[0] | {"server_description": "Other."}], "access_users": []})

    assert valid(ANSWERS[rest][0], client.get(f"{path}{rest}").json)


def test_a_version_is_restored_as_the_document_says(client: ApiClient) -> None:
    path = client.post("/v1/assistants", MINIMAL).headers["Location"]
    changed(client, path, documented.EXAMPLE_CHANGES[0])
    operation = DOCUMENT["paths"]["/v1/assistants/{assistant_id}/versions/{number}/restore"]["post"]
    headers = {item["name"]: item["example"] for item in operation["parameters"] if item["in"] == "header"}

    assert client.post(f"{path}/versions/1/restore", headers=headers).code == "VERSION_CONFLICT"
    restored = client.post(f"{path}/versions/1/restore", headers=headers | {"If-Match": '"2"'})

    assert (restored.status, restored.json["instructions"]) == (200, None)
    assert valid("Assistant", restored.json)
    assert {"200", "409", "412", "422"} <= operation["responses"].keys()
