"""What the document says of changes is what a client may send, and what it gets."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps

from assistants.api.documentation.examples import FULL, MINIMAL, WITH_SERVERS
from assistants.services.assistant.update import READ_ONLY
from assistants.services.provisioning import provision
from tests.api.client import ApiClient
from tests.api.documentation.test_document import DOCUMENT, SCHEMAS, valid

ONE = "/v1/assistants/{assistant_id}"
KEPT = {"set": True, "last4": None, "updated_at": 1731318600}


def server(**fields: Any) -> dict[str, Any]:
    return {"server_label": "crm", "type": "mcp", "server_url": "https://mcp.example.com/v1", **fields}


@pytest.fixture
def others(db: None) -> dict[str, ApiClient]:
    """Two who are members and no more, by name."""
    file = Path(apps.get_app_config("assistants").path, "data", "demo.json")
    demo = json.loads(file.read_text())
    scopes = ["assistants:read", "assistants:write"]
    demo["api_keys"] += [{"name": name, "member": f"usr_{name}", "scopes": scopes} for name in ("chloe", "dev")]
    return {key["name"]: ApiClient(key["key"]) for key in provision(demo)["api_keys"]}


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"name": "Another"},
        {"temperature": None, "tool_configurations": None, "mcp_tools": None},
        {"tool_configurations": {"system_tools": None}},
        {"mcp_tools": [server(authorization=KEPT, headers={"X-Tenant": KEPT, "X-Region": "eu"})]},
        {"mcp_tools": [server(authorization={"set": True}, headers=None)]},
        {"mcp_tools": [server(authorization="a-new-one")]},
        {"tool_configurations": {"mcp_tools": [server(authorization=KEPT)]}},
        dict.fromkeys(sorted(READ_ONLY)),
    ],
    ids=str,
)
def test_the_schema_of_a_change_lets_pass_what_may_be_sent(change: dict[str, Any]) -> None:
    assert valid("AssistantChange", change)


@pytest.mark.parametrize(
    "change",
    [
        {"name": None},
        {"nam": "Another"},
        {"temperature": 2.1},
        {"mcp_tools": [server(authorization={"set": False})]},
        {"mcp_tools": [server(authorization={})]},
        {"mcp_tools": [server(headers={"X A": KEPT})]},
        {"mcp_tools": [{"server_label": "crm", "type": "mcp"}]},
        {"tool_configurations": {"tools": {}}},
    ],
    ids=str,
)
def test_what_is_refused_by_its_shape_does_not_fit_the_schema(client: ApiClient, change: dict[str, Any]) -> None:
    path = client.post("/v1/assistants", WITH_SERVERS).headers["Location"]

    assert not valid("AssistantChange", change)
    assert client.patch(path, change).status == 422


def test_a_change_has_no_defaults_for_what_is_left_out() -> None:
    for name in ("AssistantChange", "ToolConfigurationsChange"):
        assert "required" not in SCHEMAS[name]
        assert not [field for field, shown in SCHEMAS[name]["properties"].items() if "default" in shown]


def test_a_new_assistant_keeps_no_secret(client: ApiClient) -> None:
    body = MINIMAL | {"mcp_tools": [server(authorization=KEPT)]}

    assert not valid("AssistantBody", body)
    assert client.post("/v1/assistants", body).status == 422


def test_what_is_answered_fits_the_schema_of_a_change(client: ApiClient) -> None:
    path = client.post("/v1/assistants", FULL).headers["Location"]
    answered = client.get(path).json

    assert valid("AssistantChange", answered)
    assert client.put(path, answered).json == answered


def test_each_level_is_answered_as_the_document_says(client: ApiClient, others: dict[str, ApiClient]) -> None:
    shared = FULL | {"access_mode": "private", "public_enabled": False, "is_active": True}
    path = client.post("/v1/assistants", shared).headers["Location"]
    seen = {"view": others["chloe"].get(path), "chat": others["dev"].get(path)}
    client.patch(path, {"editable_by_users": ["usr_chloe"]})
    seen |= {"edit": others["chloe"].get(path), "owner": client.get(path)}

    assert {level: answer.json["user_access_level"] for level, answer in seen.items()} == {
        level: level for level in seen
    }
    assert [level for level, answer in seen.items() if "ETag" not in answer.headers] == ["chat"]
    for answer in seen.values():
        assert valid("SeenAssistant", answer.json)
        assert answer.json.keys() == _shown_to(answer.json["user_access_level"])


def _shown_to(level: str) -> set[str]:
    [schema] = [
        SCHEMAS[name]
        for name in ("Assistant", "SharedAssistant", "AssistantInChat")
        if level in _values(SCHEMAS[name]["properties"]["user_access_level"])
    ]
    assert set(schema["required"]) == schema["properties"].keys()
    return set(schema["required"])


def _values(schema: dict[str, Any]) -> list[str]:
    return [schema["const"]] if "const" in schema else list(schema["enum"])


def test_who_gave_an_assistant_away_is_told_its_id(client: ApiClient, others: dict[str, ApiClient]) -> None:
    made = others["dev"].post("/v1/assistants", MINIMAL).json
    kept = client.post(f"/v1/assistants/{made['id']}/transfer", {"created_by": "usr_dev"}).json
    given = others["dev"].post(f"/v1/assistants/{made['id']}/transfer", {"created_by": "usr_chloe"})

    assert valid("SeenAssistant", kept)
    assert (given.status, given.json) == (200, {"id": made["id"]})
    assert valid("UnseenAssistant", given.json)


def test_deleting_restoring_and_copying_answer_as_the_document_says(client: ApiClient) -> None:
    made = client.post("/v1/assistants", WITH_SERVERS)
    path = made.headers["Location"]

    copied = client.post(f"{path}/duplicate")
    assert (copied.status, valid("Assistant", copied.json)) == (201, True)
    assert client.delete(path, {"If-Match": '"7"'}).code == "VERSION_CONFLICT"
    assert client.delete(path, {"If-Match": made.headers["ETag"]}).status == 204
    restored = client.post(f"{path}/restore")
    assert (restored.status, valid("Assistant", restored.json)) == (200, True)


@pytest.mark.parametrize(
    ("method", "path", "own"),
    [
        ("put", ONE, {"200", "409", "412", "422"}),
        ("patch", ONE, {"200", "409", "412", "422"}),
        ("delete", ONE, {"204", "412"}),
        ("post", f"{ONE}/restore", {"200", "409", "422"}),
        ("post", f"{ONE}/duplicate", {"201", "409", "422"}),
        ("post", f"{ONE}/transfer", {"200", "409", "422"}),
    ],
)
def test_each_change_tells_its_answers_and_what_may_be_sent_with_it(method: str, path: str, own: set[str]) -> None:
    operation = DOCUMENT["paths"][path][method]
    headers = {item["name"] for item in operation["parameters"] if item["in"] == "header"}

    assert own | {"404"} <= operation["responses"].keys()
    assert headers == {"Idempotency-Key" if method == "post" else "If-Match"}


def test_each_operation_has_a_name_of_its_own() -> None:
    names = [operation["operationId"] for methods in DOCUMENT["paths"].values() for operation in methods.values()]

    assert len(set(names)) == len(names)
