"""The paragraph “Updates” of the contract (section 6), sentence by sentence."""

from typing import Any

import pytest

from assistants.api.documentation.examples import FULL
from assistants.models import (
    Assistant,
    AuditEvent,
    LanguageModel,
    Version,
)
from assistants.problems import (
    Forbidden,
    OrganizationDenied,
    VersionConflict,
)
from assistants.queries.assistants import seen_by
from assistants.queries.record import Record
from assistants.services.assistant import update
from assistants.services.assistant.update import READ_ONLY
from assistants.spec import AssistantSpec
from tests.cast import Cast
from tests.services.assistant.changes import CRM, OTHER, SECRETS, TOKEN, changed, refused, secrets, tools_of

pytestmark = pytest.mark.django_db

# “PUT and PATCH both merge: a field left out keeps”


def test_a_field_left_out_keeps(cast: Cast) -> None:
    made = cast.assistant(description="Answers.", temperature=0.2, stop_sequences=["END"], mcp_tools=[CRM | SECRETS])
    after = changed(cast, made, name="Other")
    moved = {"name", "version", "updated_at"}
    assert {name for name in after if after[name] != made[name]} <= moved
    assert (after["version"], secrets()) == (2, {"": TOKEN, "X-A": TOKEN, "X-B": OTHER})


# “`null` sets the default (name: 422)”


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("description", "Answers."),
        ("metadata", {"a": "1"}),
        ("is_active", False),
        ("default_model_key", "gpt-4o-mini"),
        ("instructions", "Be brief."),
        ("temperature", 0.1),
        ("seed", 7),
        ("stop_sequences", ["END"]),
        ("logit_bias", {"1": 1}),
        ("reasoning", {"effort": "high"}),
        ("access_mode", "organization"),
        ("editable_by_users", ["usr_eve", "usr_max"]),
        ("api_enabled", True),
        ("response_format", {"type": "json_object"}),
        ("json_schemas", [{"name": "a", "schema": {}}]),
        ("text_config", {"verbosity": "low"}),
        ("safety_level", "off"),
    ],
)
def test_null_sets_the_default(cast: Cast, field: str, value: Any) -> None:
    made = cast.assistant(**{field: value})
    default = AssistantSpec.model_fields[field].get_default(call_default_factory=True)
    assert made[field] != default
    nothing: Record = {field: None}
    assert changed(cast, made, **nothing)[field] == default


@pytest.mark.parametrize(("field", "code"), [("name", "required"), ("organization_id", "required")])
def test_what_is_required_has_no_default_to_set(cast: Cast, field: str, code: str) -> None:
    nothing: Record = {field: None}
    assert refused(cast, cast.assistant(), **nothing) == [(field, code)]


# “a given top-level field replaces the whole value, and tool_configurations merges one level deep”


def test_a_given_field_replaces_the_whole_value(cast: Cast) -> None:
    made = cast.assistant(metadata={"a": "1", "b": "2"}, text_config={"verbosity": "low"}, stop_sequences=["x", "y"])
    form = {"type": "json_object"}
    after = changed(cast, made, metadata={"b": "3"}, text_config={"format": form}, stop_sequences=["z"])
    assert (after["metadata"], after["stop_sequences"]) == ({"b": "3"}, ["z"])
    assert after["text_config"] == {"format": form, "verbosity": None}


def test_tool_configurations_merge_one_level_deep(cast: Cast) -> None:
    made = cast.assistant(
        tool_configurations={
            "system_tools": {"web_search": {"mode": "on", "sources": True}, "file_search": {}},
            "mcp_tools": [CRM | SECRETS],
        }
    )
    after = changed(cast, made, tool_configurations={"system_tools": {"web_search": {"mode": "off"}}})
    shown = tools_of(after)
    assert {name: tool for name, tool in shown["system_tools"].items() if tool} == {
        "web_search": {"mode": "off", "sources": False}
    }
    assert shown["mcp_tools"] == tools_of(made)["mcp_tools"]


def test_a_member_of_tool_configurations_may_stand_at_the_top(cast: Cast) -> None:
    made = cast.assistant(tool_configurations={"system_tools": {"web_search": {}}, "mcp_tools": [CRM]})
    assert tools_of(changed(cast, made, mcp_tools=[]))["system_tools"]["web_search"]
    assert refused(cast, made, mcp_tools=[CRM], tool_configurations={"mcp_tools": [CRM]}) == [("mcp_tools", "conflict")]


def test_null_clears_a_member_of_tool_configurations_or_all(cast: Cast) -> None:
    tools = {"system_tools": {"web_search": {}}, "mcp_tools": [CRM]}
    made = cast.assistant(tool_configurations=tools)
    assert tools_of(changed(cast, made, tool_configurations={"mcp_tools": None}))["mcp_tools"] == []
    changed(cast, made, tool_configurations=tools)
    assert changed(cast, made, tool_configurations=None)["tool_configurations"] is None


# “The response's own read-only fields (id, version, warnings, …) are ignored in an update”


@pytest.mark.parametrize("field", sorted(READ_ONLY))
def test_read_only_fields_are_ignored(cast: Cast, field: str) -> None:
    made = cast.assistant()
    assert changed(cast, made, **{field: "nonsense"}) == made


def test_every_field_of_an_answer_may_be_changed_or_is_ignored(cast: Cast) -> None:
    assert cast.assistant().keys() - READ_ONLY == {*FULL, "tool_configurations"}


def test_an_unknown_field_is_refused(cast: Cast) -> None:
    assert refused(cast, cast.assistant(), nam="Other") == [("nam", "unknown_field")]


# “organization_id passes if it is the same, and is 403 otherwise”


def test_the_organization_may_be_named_and_never_changes(cast: Cast) -> None:
    made = cast.assistant()
    assert changed(cast, made, organization_id=made["organization_id"]) == made
    for other in (cast.people["oz"].organization_id, "org_never"):
        with pytest.raises(OrganizationDenied):
            changed(cast, made, organization_id=other)
    assert refused(cast, made, organization_id=7) == [("organization_id", "wrong_type")]


# “If-Match is honoured; an unchanged body makes no version.”


def test_if_match_is_heeded_and_tells_who_changed_what_it_was_made_for(cast: Cast) -> None:
    made = cast.assistant()
    changed(cast, made, by="eve", name="Other")
    with pytest.raises(VersionConflict) as conflict:
        update(made["id"], {"name": "Mine"}, caller=cast.caller("ben"), if_match=["1"])
    assert (conflict.value.current_version, conflict.value.updated_by) == (2, "usr_eve")
    for number, tags in enumerate((["2"], ["7", "3"], ["*"]), start=3):
        after = update(made["id"], {"name": f"Mine {number}"}, caller=cast.caller("ben"), if_match=tags)
        assert after["version"] == number


def test_a_right_is_judged_before_the_version_and_the_version_before_the_body(cast: Cast) -> None:
    made = cast.assistant()
    with pytest.raises(Forbidden):
        update(made["id"], {"api_enabled": True}, caller=cast.caller("eve"), if_match=["7"])
    with pytest.raises(VersionConflict):
        update(made["id"], {"temperature": 9}, caller=cast.caller("eve"), if_match=["7"])


@pytest.mark.parametrize(
    "body", [{}, {"temperature": 0.5}, {"name": " Claims  desk "}, {"stop_sequences": ["a", "b", "a"]}], ids=str
)
def test_an_unchanged_body_makes_no_version(cast: Cast, body: Record) -> None:
    made = cast.assistant(name="Claims desk", temperature=0.5, stop_sequences=["a", "b"])
    assert changed(cast, made, **body) == made
    assert (Version.objects.count(), AuditEvent.objects.count()) == (1, 1)


@pytest.mark.parametrize("name", ["ben", "ann", "eve"])
def test_what_is_read_can_be_sent_back_and_changes_nothing(cast: Cast, name: str) -> None:
    made = cast.assistant(mcp_tools=[CRM | SECRETS], response_format={"type": "json_object"}, icon_id="icon_chat")
    seen = seen_by(cast.caller(name), made["id"])
    assert update(made["id"], seen, caller=cast.caller(name)) == seen
    assert (Version.objects.count(), AuditEvent.objects.count()) == (1, 1)


# “A sent value equal to the one shown changes nothing stored: a derived value (output_mode, a reasoning model's
# default, icon_type) stays derived.”


def test_what_is_derived_stays_derived_when_it_is_sent_back(cast: Cast) -> None:
    LanguageModel.objects.filter(key="gpt-4o").update(reasons=True)
    made = cast.assistant(response_format={"type": "json_object"}, icon_id="icon_chat")
    derived = {name: made[name] for name in ("output_mode", "icon_type", "reasoning")}
    assert derived == {
        "output_mode": "json",
        "icon_type": "icon",
        "reasoning": {"effort": "medium", "summary": "auto"},
    }

    after = changed(cast, made, **derived, response_format=None, icon_id=None, avatar_id="avt_fox")

    assert (after["output_mode"], after["icon_type"]) == ("text", "avatar")
    assert Assistant.objects.filter(output_mode=None, icon_type=None, reasoning=None).exists()


def test_null_makes_derived_again_what_was_given(cast: Cast) -> None:
    made = cast.assistant(output_mode="text", icon_type="icon", icon_id="icon_chat")
    changed(cast, made, output_mode=None, icon_type=None)
    assert Assistant.objects.filter(output_mode=None, icon_type=None, version=2).exists()
    assert changed(cast, made, response_format={"type": "json_object"})["output_mode"] == "json"
