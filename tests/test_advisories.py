from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistants.advisories import PARAMETERS, warnings
from assistants.named import ConnectorFacts, Found, Kind, ModelFacts
from assistants.spec import AssistantSpec
from assistants.spec.assistant import NESTED

SERVER = {
    "server_label": "crm", "server_url": "https://mcp.example.com", "connector_id": None, "allowed_tools": None,
    "require_approval": "always",
}  # fmt: skip
WORDS = st.text("abcdefgh ijkl.,\n", max_size=200)


def model(**facts: Any) -> ModelFacts:
    unknown = dict.fromkeys(ModelFacts._fields)
    return ModelFacts(**{**unknown, "key": "gpt-4o", "provider_id": "openai", "status": "available", **facts})


def record(**change: Any) -> dict[str, Any]:
    """An assistant as it is shown, all at its defaults but for the change."""
    spec = AssistantSpec.model_validate({"name": "x", "organization_id": "org_a"}).model_dump(mode="json")
    shown = {name: value for name, value in spec.items() if name not in NESTED}
    return {**shown, "tool_configurations": None, **change}


def with_server(**change: Any) -> dict[str, Any]:
    tools = {"system_tools": {}, "streamline_tools": [], "mcp_tools": [{**SERVER, **change}]}
    return record(tool_configurations=tools)


def told(shown: dict[str, Any], facts: ModelFacts | None = None, **ids: set[str]) -> list[tuple[str, str]]:
    known = {Kind.LANGUAGE_MODEL: frozenset({"gpt-4o"})}
    known |= {Kind[kind.upper()]: frozenset(found) for kind, found in ids.items()}
    found = Found(known, {"gpt-4o": facts or model()}, {"connector_old": ConnectorFacts("connector_old", "deprecated")})
    return [(str(warning["code"]), warning["field"]) for warning in warnings(shown, found)]


def test_nothing_is_told_of_what_is_as_it_should_be() -> None:
    assert told(record()) == []


def test_what_the_catalogue_does_not_know_is_not_warned_about() -> None:
    wishes = record(temperature=1.5, stop_sequences=["a"], reasoning={"effort": "low", "summary": "auto"})
    assert told(wishes, model(takes=None, reasons=None, retires_on=None)) == []


def test_a_model_that_retires_is_told_with_the_date_and_the_successor() -> None:
    found = Found(
        {Kind.LANGUAGE_MODEL: frozenset({"gpt-4o"})},
        {"gpt-4o": model(retires_on=date(2027, 1, 14), successor="gpt-6-luna")},
        {},
    )
    (warning,) = warnings(record(), found)
    assert (warning["code"], warning["field"]) == ("model_retires", "default_model_key")
    assert "2027-01-14" in warning["message"]
    assert "gpt-6-luna" in warning["message"]


@pytest.mark.parametrize("name", PARAMETERS)
def test_a_parameter_is_told_when_it_differs_and_the_model_does_not_take_it(name: str) -> None:
    wishes = {"logit_bias": {"1": 1.0}, "stop_sequences": ["a"]}
    shown = record(**{name: wishes.get(name, 0.5)})
    assert told(shown, model(takes=[])) == [("parameter_ignored_by_model", name)]
    assert told(shown, model(takes=list(PARAMETERS))) == []
    assert told(record(), model(takes=[])) == []


def test_reasoning_is_told_on_a_model_that_is_known_not_to_reason() -> None:
    shown = record(reasoning={"effort": "low", "summary": "auto"})
    assert told(shown, model(reasons=False)) == [("parameter_ignored_by_model", "reasoning")]
    assert told(shown, model(reasons=True)) == []


@pytest.mark.parametrize(
    ("approval", "allowed", "warns"),
    [
        ("always", None, False),
        ("never", None, True),
        ("never", ["find"], True),
        ("never", {"read_only": True}, False),
        ("never", {"read_only": False}, True),
        ({"never": {"read_only": True}}, None, False),
        ({"never": {"tool_names": ["send"]}}, None, True),
        ({"always": {"tool_names": ["send"]}}, None, False),
    ],
)
def test_writing_without_asking_is_told(approval: Any, allowed: Any, warns: bool) -> None:
    found = told(with_server(require_approval=approval, allowed_tools=allowed))
    field = "tool_configurations.mcp_tools.0.require_approval"
    assert found == ([("never_approve_writes", field)] if warns else [])


@pytest.mark.parametrize(
    "key",
    [
        f"sk-{'a1' * 12}",
        f"ak_{'a1b' * 13}",
        f"ghp_{'a1' * 18}",
        "xoxb-123456789012-abcdef",
        f"AKIA{'A1' * 8}",
        f"AIza{'a1' * 16}",
        f"eyJ{'a1' * 20}.{'b2' * 20}.{'c3' * 10}",
        "-----BEGIN RSA PRIVATE KEY-----",
        f"Authorization: Bearer {'a1' * 12}",
        "https://example.com/?api_key=0123456789",
    ],
)
def test_what_looks_like_a_key_is_told_wherever_text_is_kept(key: str) -> None:
    assert told(record(description=f"Use {key}.")) == [("secret_in_text", "description")]
    assert told(record(instructions=f"Use\n{key}\n")) == [("secret_in_text", "instructions")]
    assert told(record(metadata={"team": "claims", "key": key})) == [("secret_in_text", "metadata.key")]


def test_a_key_in_a_server_s_address_is_told() -> None:
    shown = with_server(server_url=f"https://mcp.example.com/?token={'a1' * 12}")
    assert told(shown) == [("secret_in_text", "tool_configurations.mcp_tools.0.server_url")]


@given(WORDS)
def test_plain_words_are_no_key(text: str) -> None:
    assert told(record(instructions=text)) == []


def test_a_warning_never_holds_the_key() -> None:
    key = f"sk-{'a1' * 12}"
    found = Found({Kind.LANGUAGE_MODEL: frozenset({"gpt-4o"})}, {"gpt-4o": model()}, {})
    assert key not in str(warnings(record(description=key, metadata={"a": key}), found))


def test_a_deprecated_connector_is_told() -> None:
    shown = with_server(server_url=None, connector_id="connector_old")
    field = "tool_configurations.mcp_tools.0.connector_id"
    assert told(shown, connector={"connector_old"}) == [("connector_deprecated", field)]


def test_a_public_assistant_without_moderation_is_told() -> None:
    assert told(record(access_mode="public", moderation_enabled=False)) == [
        ("public_without_moderation", "moderation_enabled")
    ]
    assert told(record(access_mode="organization", moderation_enabled=False)) == []


def test_what_has_gone_since_it_was_stored_is_told_where_it_is_named() -> None:
    shown = record(vector_store_ids=["vs_a", "vs_gone"], avatar_id="avt_gone", access_users=["usr_gone"])
    assert sorted(told(shown, vector_store={"vs_a"})) == [
        ("stale_reference", "access_users.0"),
        ("stale_reference", "avatar_id"),
        ("stale_reference", "vector_store_ids.1"),
    ]


def test_a_model_that_has_been_retired_is_stale_and_no_longer_retires() -> None:
    gone = model(status="retired", retires_on=date(2026, 1, 1))
    assert told(record(), gone) == [("stale_reference", "default_model_key")]
