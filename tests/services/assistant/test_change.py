"""What every change leaves behind: one version, its events, and rows that are what they were but for the change."""

from typing import Any

import pytest

from assistants.models import (
    AccessGrant,
    Assistant,
    AuditEvent,
    McpServer,
    Reference,
    Secret,
    SystemTool,
    Version,
)
from tests.cast import Cast
from tests.factories import RuleFactory
from tests.services.assistant.changes import changed

pytestmark = pytest.mark.django_db

SERVER = {"server_label": "crm", "type": "mcp", "server_url": "https://mcp.example.com/", "authorization": "token"}
WHITE = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
BLACK = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


def events() -> list[tuple[str, Any, Any]]:
    """What is told of the changes since the creation."""
    told = AuditEvent.objects.exclude(field="").order_by("id")
    return [(event.field, event.old_value, event.new_value) for event in told]


def test_a_change_makes_one_version_and_an_event_a_field(cast: Cast) -> None:
    made = cast.assistant(name="Old", temperature=0.5)
    after = changed(cast, made, by="eve", name="New", temperature=0.1)

    version = Version.objects.get(number=2)
    assert (after["version"], version.created_by_id, version.source) == (2, "usr_eve", "api")
    assert (version.snapshot["name"], version.snapshot["version"]) == ("New", 2)
    assert events() == [("name", "Old", "New"), ("temperature", 0.5, 0.1)]
    told = AuditEvent.objects.exclude(field="")
    assert {(event.actor_id, event.version, event.action) for event in told} == {("usr_eve", 2, "assistant.updated")}
    assert {event.created_at for event in told} == {version.created_at} == {Assistant.objects.get().updated_at}


def test_tools_are_told_member_by_member(cast: Cast) -> None:
    made = cast.assistant()
    changed(cast, made, tool_configurations={"system_tools": {"web_search": {}}})
    changed(cast, made, tool_configurations=None)
    on = {"web_search": {"mode": "auto", "sources": False}}
    assert events() == [("tool_configurations.system_tools", {}, on), ("tool_configurations.system_tools", on, {})]


def test_a_picture_of_the_same_size_is_another_picture(cast: Cast) -> None:
    made = cast.assistant(icon_data=WHITE)
    after = changed(cast, made, icon_data=BLACK)
    assert len(after["icon_data"]) == len(made["icon_data"])
    assert (after["version"], after["icon_data"] == made["icon_data"]) == (2, False)
    [(field, old, new)] = events()
    assert (field, old["bytes"], old["sha256"] == new["sha256"]) == ("icon_data", new["bytes"], False)


@pytest.mark.parametrize(("old", "new"), [({"const": 1}, {"const": True}), ({"enum": [0]}, {"enum": [False]})])
def test_one_is_not_true(cast: Cast, old: Any, new: Any) -> None:
    made = cast.assistant(json_schemas=[{"name": "a", "schema": old}])
    after = changed(cast, made, json_schemas=[{"name": "a", "schema": new}])
    assert (after["version"], after["json_schemas"][0]["schema"]) == (2, new)


def test_tables_in_which_nothing_changes_keep_their_rows(cast: Cast) -> None:
    rule = RuleFactory.create(organization=cast.organization)
    made = cast.assistant(
        rule_ids=[rule.id], mcp_tools=[SERVER], tool_configurations={"system_tools": {"web_search": {}}}
    )
    parts: list[Any] = [AccessGrant, Reference, SystemTool, McpServer, Secret]
    before = [set(part.objects.values_list("pk", flat=True)) for part in parts]
    changed(cast, made, description="Other.")
    assert [set(part.objects.values_list("pk", flat=True)) for part in parts] == before


def test_a_secret_that_is_replaced_is_told_and_never_shown(cast: Cast) -> None:
    long = {"server_label": "l" * 64, "headers": {"H" * 256: "old"}}
    made = cast.assistant(mcp_tools=[SERVER | long])
    after = changed(cast, made, mcp_tools=[SERVER | long | {"authorization": "token", "headers": {"H" * 256: "new"}}])
    assert after["version"] == 2
    told = AuditEvent.objects.filter(action="assistant.secret_replaced").order_by("id")
    assert [(event.field, event.old_value, event.new_value) for event in told] == [
        ("tool_configurations.mcp_tools", None, {"server_label": "l" * 64, "header": None}),
        ("tool_configurations.mcp_tools", None, {"server_label": "l" * 64, "header": "H" * 256}),
    ]


def test_a_new_default_clears_the_old_one_as_a_change_of_its_own(cast: Cast) -> None:
    old, new = cast.assistant(), cast.assistant()
    changed(cast, old, by="ann", is_default=True)
    changed(cast, new, by="ann", is_default=True)

    row = Assistant.objects.get(id=old["id"])
    assert (row.is_default, row.version) == (False, 3)
    [event] = AuditEvent.objects.filter(assistant_id=old["id"], version=3)
    assert (event.field, event.old_value, event.new_value, event.actor_id) == ("is_default", True, False, "usr_ann")
    assert Version.objects.get(assistant=old["id"], number=3).snapshot["is_default"] is False


@pytest.mark.parametrize("field", ["created_at", "created_by"])
def test_a_change_does_not_touch_who_made_it_and_when(cast: Cast, field: str) -> None:
    made = cast.assistant()
    assert changed(cast, made, by="ann", name="Other")[field] == made[field]
