"""What holds for every definition: it can be typed, comes back as it was, and what is refused is told where it is."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistants.caller import Caller
from assistants.forms import FORMS, Known, body_of, by_section
from assistants.forms.posted import EMPTY
from assistants.intake import intake
from assistants.models.draft import KEPT
from assistants.problems import Problem, Refused
from assistants.services import api_key as api_keys
from assistants.spec import AssistantSpec
from assistants.spec.nesting import flatten
from tests.doors.test_identity import whole_requests
from tests.doors.world import HOME
from tests.forms.browser import Page

Fields = dict[str, Any]
Sections = dict[str, dict[str, list[str]]]

# Nothing of the catalogue is known here: the names stand as they are.
NOTHING = Known()
MARKS = (KEPT, EMPTY)
SCRAPS = ["", " ", "x" * 300, "\x01", "-1", "abc", "1e999", "{", "9" * 30, "http://localhost/", "é\nü", "on", "\0"]


def definitions() -> st.SearchStrategy[Fields]:
    """Every field of a definition, with the tools side by side, and secrets as an answer shows them."""
    return whole_requests().map(defined)


def defined(body: Fields) -> Fields:
    fields = AssistantSpec.model_validate(flatten(body).fields).model_dump(mode="json")
    for place, server in enumerate(fields["mcp_tools"]):
        shown = {"set": True, "last4": None, "updated_at": place or None}
        server["authorization"] = server["authorization"] and shown
        server["headers"] = dict.fromkeys(server["headers"], shown)
    del fields["organization_id"]
    return fields


def typed(fields: Fields) -> Sections:
    """As a draft holds it: JSON."""
    return json.loads(json.dumps({section: form.posted_from(fields) for section, form in FORMS.items()}))  # type: ignore[no-any-return]


@given(fields=definitions())
@settings(max_examples=100)
def test_a_definition_that_is_typed_comes_back_as_it_was(fields: Fields) -> None:
    read = body_of(typed(fields))
    assert flatten(read.body).fields == fields
    assert not read.problems


@given(fields=definitions())
@settings(max_examples=25)
def test_a_page_that_is_shown_and_sent_changes_nothing(fields: Fields) -> None:
    sent = {}
    for section, posted in typed(fields).items():
        page = Page(FORMS[section](posted, known=NOTHING))
        sent[section], secrets = FORMS[section].split(page.data, {}, before=posted)
        assert not secrets
    assert flatten(body_of(sent).body).fields == fields


@pytest.fixture(scope="package")
def caller(keys: dict[str, str]) -> Caller:
    return api_keys.admit(keys["member"], writing=False, trace_id="")


def refused(body: Fields, caller: Caller) -> list[Problem]:
    try:
        intake(body | {"organization_id": HOME}, caller)
    except Refused as found:
        return list(found.problems)
    return []


@pytest.mark.django_db
@given(fields=definitions(), data=st.data())
@settings(max_examples=40)
def test_what_is_refused_is_told_at_an_input_that_is_there(fields: Fields, data: st.DataObject, caller: Caller) -> None:
    sections = typed(fields)
    inputs = [(section, name) for section, names in sections.items() for name in names if not name.endswith(MARKS)]
    for section, name in data.draw(st.lists(st.sampled_from(inputs), min_size=1, max_size=12)):
        sections[section][name] = [data.draw(st.sampled_from(SCRAPS))]
    whole = body_of(sections)
    problems = [*whole.problems, *refused(whole.body, caller)]
    told = by_section(problems)
    assert not told.get("")
    for section, found in told.items():
        form = FORMS[section](sections[section], known=NOTHING, problems=found)
        page = Page(form)
        assert {line.anchor for line in form.summary} <= set(page.ids)
        unreadable = {form.place(problem.path) for problem in form.own_problems()}
        for problem in found:
            place = form.place(problem.path[1:] if problem.path[0] == "tool_configurations" else problem.path)
            assert problem.message in form.errors[place] or place in unreadable
        assert set(page.described_by) <= set(page.ids)
