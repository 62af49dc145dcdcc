"""JSON of our own API, pasted into the wizard."""

import json
from copy import deepcopy
from typing import Any

import pytest

from assistants.choices import Scope
from assistants.forms import FORMS, body_of
from assistants.models import Organization
from assistants.wizard.pasted import Dropped, Unreadable, read
from tests.api.client import ApiClient
from tests.doors.test_page import PAGE
from tests.factories import MembershipFactory, api_key

HOME = "org_home"
CANARY = "canary-7f3a91"
OWN = "Every assistant gets its own; nobody can set it."
SECRET = "Secrets are never taken from a paste; type it where the server is."


def pasted(value: Any, organization_id: str = HOME) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    found = read(value if isinstance(value, str) else json.dumps(value), organization_id)
    return found.body, [(dropped.path, dropped.why) for dropped in found.dropped]


def unreadable(text: str) -> Unreadable:
    with pytest.raises(Unreadable) as refused:
        read(text, HOME)
    return refused.value


def test_the_whole_request_of_the_page_comes_along_without_its_secrets() -> None:
    body, dropped = pasted(PAGE)
    [server] = body["tool_configurations"].pop("mcp_tools")
    page: dict[str, Any] = deepcopy(PAGE)
    [given] = page["tool_configurations"].pop("mcp_tools")

    assert {"organization_id": HOME, **body} == page
    assert server == {name: value for name, value in given.items() if name not in ("authorization", "headers")}
    assert dropped == [
        ("tool_configurations.mcp_tools.0.authorization", SECRET),
        ("tool_configurations.mcp_tools.0.headers.X-A", SECRET),
    ]


@pytest.mark.django_db
def test_what_the_api_answers_can_be_pasted_and_makes_the_same_again() -> None:
    organization = Organization.objects.create(id=HOME, name="Home")
    client = ApiClient(api_key(MembershipFactory.create(organization=organization, level="owner"), list(Scope)))
    server = {"server_label": "crm", "type": "mcp", "server_url": "https://mcp.example.com", "authorization": CANARY}
    made = client.post("/v1/assistants", {"name": "Ann", "organization_id": HOME, "mcp_tools": [server]}).json

    body, dropped = pasted(made)

    assert dropped == [
        *[(name, OWN) for name in made if name not in body and name != "organization_id"],
        ("tool_configurations.mcp_tools.0.authorization", SECRET),
    ]
    again = client.post("/v1/assistants", {**body, "organization_id": HOME, "name": "Ann again"}).json
    alike = made.keys() - {name for name, _ in dropped} - {"name", "tool_configurations"}
    assert {name: again[name] for name in alike} == {name: made[name] for name in alike}
    assert again["tool_configurations"]["mcp_tools"][0]["authorization"] is None


def test_an_assistant_of_another_organization_is_made_in_this_one() -> None:
    body, dropped = pasted({"name": "Ann", "organization_id": "org_other"})

    assert body == {"name": "Ann"}
    assert dropped == [("organization_id", "The assistant is made in the organization in which you are now.")]


@pytest.mark.parametrize("nested", [True, False])
def test_secrets_are_dropped_wherever_they_stand_and_never_told(nested: bool) -> None:
    tools = {
        "mcp_tools": [
            {"server_label": "a", "authorization": CANARY, "headers": {"X-Key": CANARY, "Accept": CANARY}},
            {"server_label": "b", "authorization": {"set": True, "last4": "9f2c", "updated_at": 1}, "headers": {}},
            {"server_label": "c", "authorization": [CANARY], "headers": CANARY},
        ]
    }
    found = read(json.dumps({"tool_configurations": tools} if nested else tools), HOME)

    assert CANARY not in repr(found)
    place = "tool_configurations.mcp_tools" if nested else "mcp_tools"
    assert [dropped.path for dropped in found.dropped] == [
        f"{place}.0.authorization",
        f"{place}.0.headers.X-Key",
        f"{place}.0.headers.Accept",
        f"{place}.1.authorization",
        f"{place}.2.authorization",
    ]
    assert found.body["tool_configurations"]["mcp_tools"] == [{"server_label": label, "type": "mcp"} for label in "abc"]


@pytest.mark.parametrize(
    ("body", "path", "why"),
    [
        ({"temprature": 1}, "temprature", "There is no such field; did you mean “temperature”?"),
        ({"zzz": 1}, "zzz", "There is no such field."),
        ({"tool_configurations": {"mcp_tool": []}}, "tool_configurations.mcp_tool",
            "There is no such field; did you mean “mcp_tools”?"),
        ({"reasoning": {"efort": "low"}}, "reasoning.efort", "There is no such field; did you mean “effort”?"),
        ({"mcp_tools": [{"server_label": "a", "serverUrl": "https://a.example"}]}, "mcp_tools.0.serverUrl",
            "There is no such field; did you mean “server_url”?"),
        ({"system_message": [{"role": "user", "content": [{"type": "input_text", "text": "a", "x": 1}]}]},
            "system_message.0.content.0.x", "There is no such field."),
        ({"temperature": "warm"}, "temperature", "Temperature must be a number."),
        ({"stop_sequences": "END"}, "stop_sequences", "Stop sequences must be an array."),
        ({"stop_sequences": ["END", 1]}, "stop_sequences.1", "Entry 2 must be text."),
        ({"tool_configurations": []}, "tool_configurations", "Tool configurations must be an object."),
        ({"response_format": {"type": "xml"}}, "response_format",
            "The type must be 'text' or 'json_object' or 'json_schema'."),
        ({"response_format": {}}, "response_format", "The type must be 'text' or 'json_object' or 'json_schema'."),
        ({"metadata": {"a": 1}}, "metadata.a", "“a” must be text."),
    ],
)  # fmt: skip
def test_what_the_wizard_could_not_show_is_dropped_and_told(body: dict[str, Any], path: str, why: str) -> None:
    found, dropped = pasted(body)

    assert (path, why) in dropped
    assert pasted(found)[1] == []


def test_what_is_wrong_but_has_a_place_in_the_wizard_comes_along() -> None:
    body = {
        "name": "",
        "temperature": 7.5,
        "seed": 2**70,
        "default_model_key": "no-such-model",
        "access_mode": "secret",
        "tool_configurations": {
            "mcp_tools": [{"server_label": "not a label", "type": "mcp", "server_url": "http://10.0.0.1"}]
        },
        "json_schemas": [{"name": "a", "schema": {"type": "no such type"}}],
    }

    assert pasted(body) == (body, [])


def test_what_the_api_takes_in_several_forms_comes_along_in_the_one_that_is_shown() -> None:
    schema = {"name": "a", "schema": {"type": "object"}}
    shown = {**schema, "description": None, "strict": None}
    body, dropped = pasted(
        {
            "system_message": [{"texts": ["Hello"]}],
            "response_format": {"type": "json_schema", **schema},
            "json_schemas": [{"type": "array"}],
            "streamline_tools": ["auto_a"],
            "mcp_tools": None,
        }
    )

    assert dropped == []
    assert body == {
        "system_message": [{"role": "user", "content": [{"type": "input_text", "text": "Hello"}]}],
        "response_format": {"type": "json_schema", "json_schema": shown},
        "json_schemas": [{**shown, "name": "schema_1", "schema": {"type": "array"}}],
        "tool_configurations": {"mcp_tools": None, "streamline_tools": ["auto_a"]},
    }


def test_a_tool_without_a_mode_comes_along_in_the_one_that_the_api_gives_it() -> None:
    tools = {"web_search": {}, "image_generation": {"mode": None, "provider": "clipdrop"}, "file_search": None}
    body, dropped = pasted({"name": "A", "tool_configurations": {"system_tools": tools}})
    assert dropped == []
    shown = {step: form.posted_from(body) for step, form in FORMS.items()}
    configured = body_of(shown).body["tool_configurations"]["system_tools"]
    assert configured["web_search"] == {"mode": "auto", "sources": None}
    assert configured["image_generation"] == {"mode": "auto", "provider": "clipdrop"}
    assert configured["file_search"] is None


def test_tools_that_are_given_at_both_places_are_taken_from_the_object_that_holds_them() -> None:
    body, dropped = pasted({"streamline_tools": ["auto_a"], "tool_configurations": {"streamline_tools": ["auto_b"]}})

    assert body == {"tool_configurations": {"streamline_tools": ["auto_b"]}}
    assert dropped == [("streamline_tools", "It is given in tool_configurations too, and that is taken.")]


def test_many_unknown_fields_are_told_in_the_order_in_which_they_stand() -> None:
    body, dropped = pasted({"stop_sequences": [1, "a", 2], **{f"x{number:03}": 1 for number in range(150)}})

    assert body == {"stop_sequences": ["a"]}
    assert [path for path, _ in dropped] == ["stop_sequences.0", "stop_sequences.2", *[f"x{n:03}" for n in range(150)]]


@pytest.mark.parametrize(
    "text", ['[{"name": "Ann"}]', '{"object": "list", "data": [{"name": "Ann"}]}', '{"assistants": [{"name": "Ann"}]}']
)
def test_the_only_one_of_a_list_is_taken(text: str) -> None:
    assert pasted(text) == ({"name": "Ann"}, [])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "Line 1, column 1: Paste JSON, which begins with {, or a command, which begins with curl."),
        ("\n  hello", "Line 2, column 3: Paste JSON, which begins with {, or a command, which begins with curl."),
        ('{\n  "name": "Ann"\n  "seed": 1\n}', "Line 3, column 3: This is not JSON: Expecting ',' delimiter."),
        ('{"name": "a",\n "name": "b"}', "Line 2, column 2: An object has the same key twice."),
        ('{"temperature": NaN}', "Line 1, column 17: NaN is not JSON; numbers must be finite."),
        ("[]", "Line 1, column 1: Paste the JSON object of one assistant, and these are 0."),
        ('{"assistants": [{}, {}]}', "Line 1, column 1: Paste the JSON object of one assistant, and these are 2."),
        ("[1]", "Line 1, column 1: Paste the JSON object of one assistant."),
    ],
)
def test_a_text_that_holds_no_assistant_is_refused_with_line_and_column(text: str, message: str) -> None:
    error = unreadable(text)

    assert error.message == message
    assert message.startswith(f"Line {error.line}, column {error.column}: ")


def test_what_was_dropped_is_a_pair_of_a_path_and_a_reason() -> None:
    [(path, why)] = read('{"id": "asst_1"}', HOME).dropped

    assert Dropped(path, why) == Dropped("id", OWN)
