"""What a form makes of what was typed; whether it is right, intake decides."""

from typing import Any

import pytest
from django.template import Context, Template

from assistants.forms import FORMS, Known, body_of
from assistants.named import Kind
from assistants.problems import Code, Problem
from assistants.queries.entries import ModelEntry
from assistants.queries.known import Meanings

_PAGE = Template("{% load crispy_forms_tags %}{% crispy form %}")
BASICS, MODEL, OUTPUT, TOOLS, SERVERS = (
    FORMS[key] for key in ("basics", "language-model", "output", "tools", "mcp-servers")
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None),
        (" 0.5 ", 0.5),
        ("7", 7),
        ("-1e2", -100.0),
        ("\u22122", -2),
        (".5", 0.5),
        ("abc", "abc"),
        ("1_000", "1_000"),
        ("nan", "nan"),
        ("1e999", "1e999"),
        ("0,7", "0,7"),
        ("9" * 30, int("9" * 30)),
    ],
)
def test_a_number_is_read_or_stays_the_text_that_it_is(text: str, value: Any) -> None:
    assert MODEL.read({"temperature": [text]}).fields["temperature"] == value


def test_what_was_never_seen_is_left_out() -> None:
    fields = body_of({key: {} for key in FORMS}).body
    tools = fields.pop("tool_configurations")
    assert not any(fields.values())
    assert not any([*tools.pop("system_tools").values(), *tools.values()])


def test_a_switch_that_is_off_differs_from_one_that_was_never_seen() -> None:
    assert BASICS.read({"is_active": [""]}).fields["is_active"] is False
    assert BASICS.read({"is_active": ["", "on"]}).fields["is_active"] is True
    assert BASICS.read({}).fields["is_active"] is None


def test_a_built_in_tool_without_a_mode_is_not_configured() -> None:
    fields = TOOLS.read({"system_tools.web_search.mode": [""], "system_tools.web_search.sources": ["", "on"]}).fields
    assert fields["system_tools"]["web_search"] is None


def test_a_key_that_is_given_twice_is_told_at_the_second() -> None:
    posted = {"metadata.0.key": ["a"], "metadata.0.value": ["1"], "metadata.2.key": ["a"], "metadata.2.value": ["2"]}
    form = BASICS(posted, known=Known())
    assert form.body()["metadata"] == {"a": "1"}
    form.add(form.own_problems())
    assert form.errors == {"metadata.2.key": ["“a” is given twice; change or remove one."]}


def test_json_that_is_none_is_told_with_its_line_and_not_twice() -> None:
    posted = {"json_schemas.0.name": ["one"], "json_schemas.0.schema": ['{\n  "a": }']}
    form = OUTPUT(posted, known=Known())
    place = ("json_schemas", 0, "schema")
    form.add([*form.own_problems(), Problem(place, Code.WRONG_TYPE, "Schema must be an object.")])
    [line] = form.summary
    assert line.anchor == "id_json_schemas.0.schema"
    assert "line 2, column 8" in line.message
    assert form.body()["json_schemas"][0]["schema"] == '{\n  "a": }'


def test_problems_of_other_sections_are_not_told() -> None:
    form = BASICS({}, known=Known(), problems=[Problem(("temperature",), Code.OUT_OF_RANGE, "Too hot.")])
    assert not form.summary


def test_a_secret_is_in_the_body_where_its_plaintext_is_known() -> None:
    posted = {"mcp_tools.0.server_label": ["crm"], "mcp_tools.0.authorization.kept": ["sec_1"]}
    for secrets, value in (({"sec_1": "hush"}, "hush"), ({}, {"set": True})):
        [server] = body_of({"mcp-servers": posted}, secrets).body["tool_configurations"]["mcp_tools"]
        assert server["authorization"] == value


def test_places_of_a_whole_request_are_the_paths_of_the_request() -> None:
    whole = body_of({"mcp-servers": {"mcp_tools.1.server_label": ["crm"]}})
    place = ("tool_configurations", "mcp_tools", 0, "server_label")
    assert whole.places[place] == ("mcp-servers", "mcp_tools.1.server_label")


def test_what_the_chosen_model_ignores_is_said_where_it_stands() -> None:
    model = ModelEntry("m1", "m1", reasons=False, takes=("top_p",))
    known = Known(meanings=Meanings({Kind.LANGUAGE_MODEL: {"m1": model}}), chosen_model="m1")
    form = MODEL({}, known=known)
    assert form.line(["reasoning"]) == "m1 does not reason. What you set is kept, and ignored"
    page = _PAGE.render(Context({"form": form}))
    assert page.count("m1 does not take this. What you set is kept, and ignored.") == 5


def test_a_fold_says_what_is_inside_and_opens_for_a_value_or_an_error() -> None:
    assert MODEL({}, known=Known()).line(["seed", "top_p"], "Nothing") == "Nothing"
    form = MODEL({"seed": ["7"]}, known=Known())
    assert form.line(["seed", "top_p", "top_logprobs"]) == "Seed 7. Top P and top log probabilities at their defaults"
    assert _PAGE.render(Context({"form": form})).count('<details class="fold" open>') == 1
    wrong = MODEL({}, known=Known(), problems=[Problem(("seed",), Code.WRONG_TYPE, "Seed must be a whole number.")])
    assert _PAGE.render(Context({"form": wrong})).count('<details class="fold" open>') == 1


def server(**typed: str) -> dict[str, list[str]]:
    return {f"mcp_tools.0.{name}": [value] for name, value in {"server_label": "crm", **typed}.items()}


BOTH = {"server_url": "https://mcp.example.com", "connector_id": "connector_gmail"}


@pytest.mark.parametrize(
    ("way", "url", "connector"), [("url", BOTH["server_url"], None), ("connector", None, BOTH["connector_id"])]
)
def test_of_two_addresses_of_a_server_the_chosen_one_is_sent(way: str, url: str | None, connector: str | None) -> None:
    posted = server(**BOTH, **{"as": way})
    [sent] = SERVERS.read(posted).fields["mcp_tools"]
    assert (sent["server_url"], sent["connector_id"]) == (url, connector)

    again = SERVERS(posted, known=Known())
    assert {name: again.data[f"mcp_tools.0.{name}"] for name in BOTH} == BOTH


def test_a_server_without_an_address_is_told_at_the_one_that_was_chosen() -> None:
    problem = Problem(("tool_configurations", "mcp_tools", 0, "server_url"), Code.REQUIRED, "Give one.")
    form = SERVERS(server(**{"as": "connector"}), known=Known(), problems=[problem])
    assert list(form.errors) == ["mcp_tools.0.connector_id"]


def test_two_addresses_that_were_pasted_are_both_sent_to_be_refused() -> None:
    pasted = SERVERS.posted_from({"mcp_tools": [{"server_label": "crm", **BOTH}]})
    [sent] = SERVERS.read(pasted).fields["mcp_tools"]
    assert {name: sent[name] for name in BOTH} == BOTH


def test_a_header_without_a_value_says_what_to_do() -> None:
    form = SERVERS(server(**{"headers.0.key": "X-Tenant"}), known=Known())
    [problem] = form.own_problems()
    assert problem.message == "Type the value of the header “X-Tenant”, or remove its row."
    # The whole request has the servers in their nest.
    form.add([Problem(("tool_configurations", *problem.path), problem.code, problem.message)])
    assert list(form.errors) == ["mcp_tools.0.headers.0"]


def test_what_is_wrong_within_a_json_text_is_told_and_marked_at_its_line() -> None:
    text = '{\n "type": "object",\n "properties": {\n  "x": {"type": 5}\n }\n}'
    posted = {"json_schemas.0.name": ["claim"], "json_schemas.0.schema": [text]}
    path = ("json_schemas", 0, "schema", "properties", "x", "type")

    form = OUTPUT(posted, known=Known(), problems=[Problem(path, Code.INVALID_FORMAT, "Give a type.")])

    assert list(form.errors["json_schemas.0.schema"]) == ["Line 4, properties.x.type: Give a type."]
    assert 'data-bad-line="4"' in _PAGE.render(Context({"form": form}))
