"""A copy is private, belongs to who made it, and holds no more than they may see."""

from typing import Any

import pytest

from assistants import crypto
from assistants.models import AccessGrant, Assistant, AuditEvent, LanguageModel, Secret, Version
from assistants.problems import AssistantNotFound, Forbidden, Refused
from assistants.services.assistant import delete, duplicate
from assistants.services.idempotency import Once
from tests.cast import STRANGERS, Cast
from tests.costs import capture
from tests.factories import RoleFactory, VectorStoreFactory
from tests.services.assistant.changes import changed

pytestmark = pytest.mark.django_db

TOKEN = "a-token-of-24-characters"
SERVER = {
    "server_label": "crm",
    "type": "mcp",
    "server_url": "https://mcp.example.com/hidden",
    "authorization": TOKEN,
    "headers": {"X-A": TOKEN},
}


def copied(cast: Cast, assistant_id: str, by: str = "ben") -> dict[str, Any]:
    return duplicate(assistant_id, caller=cast.caller(by)).record


def test_a_copy_has_the_same_definition(cast: Cast) -> None:
    made = cast.assistant(
        name="Claims",
        instructions="Be brief.",
        response_format={"type": "json_object"},
        avatar_id="avt_fox",
        tool_configurations={"system_tools": {"web_search": {"sources": True}}},
    )
    copy = copied(cast, made["id"])
    own = {"id", "name", "icon_url", "created_at", "updated_at", "editable_by_users", "access_users"}
    assert {name for name in made if copy[name] != made[name]} <= own | {"visible_in_chat_to_users"}
    assert Assistant.objects.filter(output_mode=None, icon_type=None).count() == 2


def test_a_copy_is_private_and_its_makers(cast: Cast) -> None:
    made = cast.assistant(access_mode="public", public_enabled=True, api_enabled=True)
    changed(cast, made, by="ann", is_default=True)
    copy = copied(cast, made["id"], by="vic")
    left = ("access_mode", "access_users", "is_default", "api_enabled", "public_enabled", "created_by", "version")
    assert [copy[name] for name in left] == ["private", [], False, False, False, "usr_vic", 1]
    assert list(AccessGrant.objects.filter(assistant=copy["id"]).values_list("principal", "level")) == [
        ("usr_vic", "owner")
    ]
    assert Assistant.objects.get(id=made["id"]).is_default
    assert AuditEvent.objects.get(assistant_id=copy["id"]).action == "assistant.created"
    assert Version.objects.get(assistant=copy["id"]).number == 1


def test_copies_are_numbered(cast: Cast) -> None:
    made = cast.assistant(name="Claims")["id"]
    assert [copied(cast, made)["name"] for _ in range(3)] == ["Claims (copy)", "Claims (copy 2)", "Claims (copy 3)"]
    assert copied(cast, Assistant.objects.get(name="Claims (copy)").id)["name"] == "Claims (copy) (copy)"


def test_a_long_name_is_cut_to_make_room(cast: Cast) -> None:
    made = cast.assistant(name="n" * 256)["id"]
    assert [copied(cast, made)["name"][-9:] for _ in range(2)] == ["nn (copy)", "n (copy 2)"[-9:]]


def test_secrets_are_copied_for_the_level_owner_alone(cast: Cast) -> None:
    made = cast.assistant(mcp_tools=[SERVER])["id"]
    servers = {name: copied(cast, made, by=name)["tool_configurations"]["mcp_tools"] for name in ("ben", "ann", "eve")}
    for name in ("ben", "ann"):
        [server] = servers[name]
        assert (server["authorization"]["last4"], list(server["headers"])) == (TOKEN[-4:], ["X-A"])
    [server] = servers["eve"]
    assert (server["server_url"], server["authorization"], server["headers"]) == (SERVER["server_url"], None, {})
    rows = Secret.objects.all()
    assert {crypto.open_sealed(row.sealed, organization_id=row.organization_id, secret_id=row.id) for row in rows} == {
        TOKEN
    }
    assert (len(rows), len({row.sealed for row in rows})) == (6, 6)


def test_below_the_level_edit_servers_are_left_out_and_that_is_told(cast: Cast) -> None:
    tools = {"system_tools": {"web_search": {}}, "mcp_tools": [SERVER]}
    copy = copied(cast, cast.assistant(tool_configurations=tools)["id"], by="vic")
    assert copy["tool_configurations"]["mcp_tools"] == []
    assert copy["tool_configurations"]["system_tools"]["web_search"]
    told = [(found["field"], found["code"]) for found in copy["warnings"]]
    assert ("tool_configurations.mcp_tools", "servers_not_copied") in told


def test_nothing_is_told_of_servers_where_there_are_none(cast: Cast) -> None:
    copy = copied(cast, cast.assistant()["id"], by="vic")
    assert "servers_not_copied" not in [found["code"] for found in copy["warnings"]]


def test_the_more_copies_there_are_the_more_names_are_asked_for_at_once(cast: Cast) -> None:
    original = cast.assistant(name="Claims")["id"]

    def statements() -> int:
        with capture() as asked:
            copied(cast, original)
        return len(asked)

    first = statements()
    for number in range(2, 62):
        cast.assistant(name=f"Claims (copy {number})")
    assert statements() - first == 5  # 1, 2, 4, 8, 16 and 32 names: the 62nd is free
    assert Assistant.objects.filter(name="Claims (copy 62)").exists()


def test_a_copy_is_judged_by_todays_rules_for_todays_caller(cast: Cast) -> None:
    role = RoleFactory.create(organization=cast.organization)
    closed = VectorStoreFactory.create(organization=cast.organization, only_for=[role])
    cast.people["ben"].roles.add(role)
    made = cast.assistant(default_model_key="gpt-4o-mini", vector_store_ids=[closed.id])["id"]
    assert copied(cast, made)["vector_store_ids"] == [closed.id]
    LanguageModel.objects.filter(key="gpt-4o-mini").update(status="retired")
    with pytest.raises(Refused) as refusal:
        copied(cast, made, by="eve")
    assert sorted((found.field, found.code) for found in refusal.value.problems) == [
        ("default_model_key", "retired"),
        ("vector_store_ids.0", "not_found"),
    ]


def test_it_needs_the_level_view(cast: Cast) -> None:
    made = cast.assistant()["id"]
    with pytest.raises(Forbidden):
        copied(cast, made, by="chad")
    for name in STRANGERS:
        with pytest.raises(AssistantNotFound):
            copied(cast, made, by=name)
    delete(made, caller=cast.caller("ben"))
    with pytest.raises(AssistantNotFound):
        copied(cast, made)


def test_a_request_with_a_key_is_carried_out_once(cast: Cast) -> None:
    made = cast.assistant(name="Claims")["id"]
    once = Once(cast.caller("ben"), "POST duplicate", "key-1", {})
    first = duplicate(made, caller=cast.caller("ben"), once=once)
    again = duplicate(made, caller=cast.caller("ben"), once=once)
    assert (again.replayed, again.record) == (True, first.record)
    assert Assistant.objects.count() == 2
