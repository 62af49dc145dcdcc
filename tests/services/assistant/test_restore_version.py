"""A restored version is yesterday's definition under today's rules (security.md, "Access")."""

from typing import Any

import pytest

from assistants import crypto
from assistants.models import Assistant, AuditEvent, LanguageModel, McpServer, Membership, Version
from assistants.problems import (
    AssistantNotFound,
    Forbidden,
    IdempotencyKeyReused,
    NameTaken,
    Refused,
    VersionConflict,
    VersionNotFound,
)
from assistants.queries.record import Record
from assistants.services.assistant import delete, restore_version, update
from assistants.services.idempotency import Once
from tests.cast import LEVELS, STRANGERS, Cast
from tests.factories import RoleFactory, RuleFactory, VectorStoreFactory
from tests.services.assistant.changes import CRM, OTHER, TOKEN

pytestmark = pytest.mark.django_db

ANEW = {"authorization": OTHER, "headers": {"X-A": OTHER}}


def changed(cast: Cast, assistant_id: str, by: str = "ben", **fields: Any) -> Record:
    return update(assistant_id, fields, caller=cast.caller(by))


def restored(cast: Cast, assistant_id: str, number: int = 1, by: str = "ben", **options: Any) -> Record:
    return restore_version(assistant_id, number, caller=cast.caller(by), **options).record


def secrets() -> dict[tuple[str, str], str]:
    """Every stored secret in plain text, by the label of its server and its header."""
    return {
        (server.server_label, row.header): crypto.open_sealed(
            row.sealed, organization_id=row.organization_id, secret_id=row.id
        )
        for server in McpServer.objects.all()
        for row in server.secrets.all()
    }


def refusals(refusal: pytest.ExceptionInfo[Refused]) -> list[tuple[str, str]]:
    return [(problem.field, problem.code) for problem in refusal.value.problems]


def test_a_version_comes_back_as_a_new_one(cast: Cast) -> None:
    made = cast.assistant(name="Claims", instructions="Be brief.", stop_sequences=["END"], metadata={"team": "a"})
    changed(cast, made["id"], name="Legal", instructions=None, stop_sequences=[], metadata={}, temperature=0.1)

    again = restored(cast, made["id"])

    moments = {"updated_at", "version"}
    assert {name: value for name, value in again.items() if name not in moments} == {
        name: value for name, value in made.items() if name not in moments
    }
    assert (again["version"], Version.objects.get(number=3).snapshot["name"]) == (3, "Claims")
    events = AuditEvent.objects.filter(version=3)
    assert {event.action for event in events} == {"assistant.version_restored"}
    assert {event.field for event in events} == {"name", "instructions", "stop_sequences", "metadata", "temperature"}


def test_what_is_so_already_makes_no_version(cast: Cast) -> None:
    made = cast.assistant(mcp_tools=[CRM | {"authorization": TOKEN}], icon_id="icon_chat")
    assert restored(cast, made["id"])["version"] == 1
    assert (Version.objects.count(), AuditEvent.objects.count()) == (1, 1)


def test_who_reaches_the_assistant_stays_as_it_is_today(cast: Cast) -> None:
    made = cast.assistant(
        name="Old", access_mode="public", public_enabled=True, api_enabled=True, access_users=["usr_vic"]
    )
    today = changed(
        cast,
        made["id"],
        by="ann",
        name="New",
        access_mode="private",
        api_enabled=False,
        access_users=[],
        is_default=True,
    )

    again = restored(cast, made["id"], by="ann")

    left = ("access_mode", "access_users", "editable_by_users", "api_enabled", "public_enabled", "is_default")
    assert again["name"] == "Old"
    assert {name: again[name] for name in left} == {name: today[name] for name in left}
    assert (again["is_default"], again["public_enabled"]) == (True, False)


def test_who_created_the_assistant_stays(cast: Cast) -> None:
    made = cast.assistant(name="Old")["id"]
    changed(cast, made, name="New")
    Assistant.objects.update(created_by="usr_max")
    assert restored(cast, made, by="ann")["created_by"] == "usr_max"


def test_a_server_keeps_the_secrets_that_it_has_today(cast: Cast) -> None:
    made = cast.assistant(mcp_tools=[CRM | {"authorization": TOKEN, "headers": {"X-Old": TOKEN}}])["id"]
    today = CRM | {"server_description": "New.", "authorization": OTHER, "headers": {"X-New": OTHER}}
    changed(cast, made, mcp_tools=[today])

    again = restored(cast, made)

    assert again["tool_configurations"]["mcp_tools"][0]["server_description"] is None
    assert secrets() == {("crm", ""): OTHER, ("crm", "X-New"): OTHER}


@pytest.mark.parametrize(
    "today",
    [
        [CRM | ANEW | {"server_url": "https://mcp.example.com/v2"}],
        [{"server_label": "crm", "type": "mcp", "connector_id": "connector_gmail"} | ANEW],
        [CRM | ANEW | {"server_label": "other"}],
        [],
    ],
    ids=["another address", "a connector", "another label", "gone"],
)
def test_a_server_of_another_address_comes_back_without_secrets(cast: Cast, today: list[Record]) -> None:
    made = cast.assistant(mcp_tools=[CRM | {"authorization": TOKEN, "headers": {"X-A": TOKEN}}])["id"]
    changed(cast, made, mcp_tools=today)

    [server] = restored(cast, made)["tool_configurations"]["mcp_tools"]

    assert (server["server_url"], server["authorization"], server["headers"]) == (CRM["server_url"], None, {})
    assert (secrets(), McpServer.objects.count()) == ({}, 1)


def test_what_was_derived_is_derived_again(cast: Cast) -> None:
    made = cast.assistant(response_format={"type": "json_object"}, avatar_id="avt_fox")["id"]
    changed(cast, made, response_format=None, avatar_id=None, icon_id="icon_chat", icon_type="icon", output_mode="text")

    again = restored(cast, made)

    assert (again["output_mode"], again["icon_type"]) == ("json", "avatar")
    assert Assistant.objects.filter(output_mode=None, icon_type=None).exists()


def test_what_was_given_is_given_again(cast: Cast) -> None:
    made = cast.assistant(output_mode="text", icon_type="avatar", avatar_id="avt_fox")["id"]
    changed(cast, made, output_mode=None, icon_type=None, icon_id="icon_chat")

    restored(cast, made)

    assert Assistant.objects.filter(output_mode="text", icon_type="avatar").exists()


def test_what_has_gone_since_is_refused_all_at_once(cast: Cast) -> None:
    rule, store = (kind.create(organization=cast.organization) for kind in (RuleFactory, VectorStoreFactory))
    made = cast.assistant(default_model_key="gpt-4o-mini", rule_ids=[rule.id], vector_store_ids=[store.id])["id"]
    changed(cast, made, default_model_key="gpt-4o", rule_ids=[], vector_store_ids=[])
    LanguageModel.objects.filter(key="gpt-4o-mini").update(status="retired")
    rule.is_active = False
    rule.save()
    store.delete()

    with pytest.raises(Refused) as refusal:
        restored(cast, made)

    assert refusals(refusal) == [
        ("vector_store_ids.0", "not_found"),
        ("rule_ids.0", "not_found"),
        ("default_model_key", "retired"),
    ]
    assert Version.objects.count() == 2


def test_what_is_named_today_passes_though_it_has_gone(cast: Cast) -> None:
    rule = RuleFactory.create(organization=cast.organization)
    made = cast.assistant(name="Old", rule_ids=[rule.id])["id"]
    changed(cast, made, name="New")
    rule.is_active = False
    rule.save()

    again = restored(cast, made)

    assert (again["name"], again["rule_ids"]) == ("Old", [rule.id])
    assert ("rule_ids.0", "stale_reference") in [(found["field"], found["code"]) for found in again["warnings"]]


def test_what_the_caller_may_not_use_is_refused(cast: Cast) -> None:
    store = VectorStoreFactory.create(
        organization=cast.organization, only_for=[role := RoleFactory.create(organization=cast.organization)]
    )
    cast.people["ben"].roles.add(role)
    made = cast.assistant(vector_store_ids=[store.id])["id"]
    changed(cast, made, vector_store_ids=[])

    with pytest.raises(Refused) as refusal:
        restored(cast, made, by="eve")
    assert refusals(refusal) == [("vector_store_ids.0", "not_found")]
    assert restored(cast, made, by="ben")["vector_store_ids"] == [store.id]


def test_an_address_that_is_no_longer_allowed_is_refused(cast: Cast, settings: Any) -> None:
    settings.MCP_ALLOWED_HOSTS = frozenset({"10.0.0.7"})
    made = cast.assistant(mcp_tools=[CRM | {"server_url": "https://10.0.0.7/mcp"}])["id"]
    changed(cast, made, mcp_tools=[])
    settings.MCP_ALLOWED_HOSTS = frozenset()

    with pytest.raises(Refused) as refusal:
        restored(cast, made)
    assert refusals(refusal) == [("tool_configurations.mcp_tools.0.server_url", "private_address")]


def test_a_name_that_has_been_taken_since_is_refused(cast: Cast) -> None:
    made = cast.assistant(name="Claims")["id"]
    changed(cast, made, name="Legal")
    cast.assistant(name="CLAIMS")
    with pytest.raises(NameTaken):
        restored(cast, made)
    assert Version.objects.filter(assistant=made).count() == 2


def test_a_version_is_restored_at_the_level_edit(cast: Cast) -> None:
    made = cast.assistant(name="Old")["id"]
    for name, level in LEVELS.items():
        changed(cast, made, name=f"New {name}")
        if level in {"owner", "edit"}:
            assert restored(cast, made, by=name)["name"] == "Old"
        else:
            with pytest.raises(Forbidden):
                restored(cast, made, by=name)
    for name in STRANGERS:
        with pytest.raises(AssistantNotFound):
            restored(cast, made, by=name)


def test_an_editor_is_shown_what_an_editor_may_see(cast: Cast) -> None:
    made = cast.assistant(name="Old")["id"]
    changed(cast, made, name="New")
    again = restored(cast, made, by="eve")
    assert ("access_users" in again, again["user_access_level"]) == (False, "edit")


@pytest.mark.parametrize("number", [0, 2, 10**30])
def test_a_version_that_never_was_is_not_found(cast: Cast, number: int) -> None:
    made = cast.assistant()["id"]
    with pytest.raises(VersionNotFound):
        restored(cast, made, number)


def test_a_deleted_assistant_has_no_versions_to_restore(cast: Cast) -> None:
    made = cast.assistant()["id"]
    delete(made, caller=cast.caller("ben"))
    with pytest.raises(AssistantNotFound):
        restored(cast, made)


def test_if_match_is_heeded(cast: Cast) -> None:
    made = cast.assistant(name="Old")["id"]
    changed(cast, made, name="New")
    with pytest.raises(VersionConflict):
        restored(cast, made, if_match=["1"])
    assert restored(cast, made, if_match=["2"])["name"] == "Old"


def test_a_request_with_a_key_is_carried_out_once(cast: Cast) -> None:
    made = cast.assistant(name="Old")["id"]
    changed(cast, made, name="New")
    once = Once(cast.caller("ben"), "POST restore", "key-1", {})
    first = restore_version(made, 1, caller=cast.caller("ben"), if_match=["2"], once=once)
    changed(cast, made, name="Newer")

    again = restore_version(made, 1, caller=cast.caller("ben"), if_match=["2"], once=once)

    assert (first.replayed, again.replayed, again.record) == (False, True, first.record)
    assert Assistant.objects.get().name == "Newer"
    with pytest.raises(IdempotencyKeyReused):
        restored(cast, made, once=Once(cast.caller("ben"), "POST restore", "key-1", {"other": 1}))


def test_a_kept_answer_shows_what_its_caller_may_see_today(cast: Cast) -> None:
    made = cast.assistant(name="Old")["id"]
    changed(cast, made, by="ann", name="New", editable_by_users=["usr_eve", "usr_max"])
    membership = Membership.objects.get(user="usr_max")
    membership.level = "admin"
    membership.save()
    once = Once(cast.caller("max"), "POST restore", "key-1", {})
    assert "access_users" in restored(cast, made, by="max", once=once)
    membership.level = "member"
    membership.save()
    cast.caller.cache_clear()

    again = restore_version(made, 1, caller=cast.caller("max"), once=once)

    assert (again.replayed, "access_users" in again.record) == (True, False)
