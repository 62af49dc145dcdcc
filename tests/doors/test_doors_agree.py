"""The same body by the API and typed into the wizard: the same verdict, at the same field, in the same words."""

import re
from collections.abc import Iterator
from html import escape
from types import ModuleType
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from assistants.caller import Caller
from assistants.forms import SectionForm
from assistants.forms.posted import EMPTY
from assistants.models import Organization, User
from assistants.models.draft import KEPT
from assistants.problems import Problem
from assistants.services import api_key as api_keys
from assistants.services import draft as drafts
from tests.api.client import ApiClient
from tests.doors.bodies import SECTIONS
from tests.doors.bodies.row import BASE, Row
from tests.doors.test_boundaries import ENTRIES, MODEL, boundaries, value_of, wrong_types
from tests.doors.typed import can_be_typed, field_of, judged, told, typed
from tests.doors.world import HOME

pytestmark = pytest.mark.django_db

WITHIN = {**BASE, **MODEL}
BOUNDS = [(field, value_of(field, bound, size), code) for field, bound, size, code in sorted(boundaries(), key=str)]
# The draft knows its organization, and nobody types it.
WRONG_TYPES = [(field, value) for field, value in wrong_types() if field != "organization_id"]
# One beyond a bound for each field that has one, but for an empty input, and for pages of thousands of inputs.
BEYOND = {field: value for field, value, code in BOUNDS if code and value not in ("", []) and field not in ENTRIES}
# What is refused for nothing else can be typed.
OF_WHAT_IS_TYPED = {"too_long", "too_many", "too_large", "out_of_range", "not_found"}


def caller_of(key: str) -> Caller:
    return api_keys.admit(key, writing=False, trace_id="")


def by_the_api(body: dict[str, Any], key: str) -> list[tuple[str, str, str]]:
    """Field, code and message of each problem that the API tells."""
    answer = ApiClient(key).post("/v1/assistants", body)
    found = [] if answer.status == 201 else answer.json["error"]["details"]["errors"]
    return sorted((problem["field"], problem["code"], problem["message"]) for problem in found)


def by_the_wizard(body: dict[str, Any], key: str) -> list[tuple[str, str, str]]:
    """The same of what the wizard tells, each at the input of its field."""
    given = typed(body)
    problems = judged(given, caller_of(key))
    for problem, form, place in told(given, problems):
        assert is_told(problem, form, place)
        assert field_of(problem) == place or field_of(problem).startswith(f"{place}.")
    return sorted((field_of(problem), problem.code, problem.message) for problem in problems)


def is_told(problem: Problem, form: SectionForm, place: str) -> bool:
    """Whether the form has it at the input; an area of JSON says the line first."""
    return any(str(text).endswith(problem.message) for text in form.errors[place])


@pytest.mark.parametrize(("field", "value", "code"), BOUNDS)
def test_a_bound_is_the_same_through_both_doors(field: str, value: Any, code: str | None, keys: dict[str, str]) -> None:
    body = {**WITHIN, field: value}
    if can_be_typed(body):
        assert by_the_wizard(body, keys["owner"]) == by_the_api(body, keys["owner"])
    else:
        # Nothing chosen is nothing, and not a text without characters.
        assert (value, code) == ("", "too_short")


def test_a_wrong_type_that_can_be_typed_is_the_same_through_both_doors(keys: dict[str, str]) -> None:
    bodies = [{**BASE, field: value} for field, value in WRONG_TYPES]
    can_be = [body for body in bodies if can_be_typed(body)]
    assert {value for body in can_be for value in body.values()} - {*BASE.values()} == {"one"}
    for body in can_be:
        assert by_the_wizard(body, keys["owner"]) == by_the_api(body, keys["owner"]) != []


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.__name__.rpartition(".")[2])
def test_the_wizard_finds_in_a_body_what_the_contract_finds(
    section: ModuleType, keys: dict[str, str], settings: Settings
) -> None:
    others: dict[str, Any] = {}
    for row in (row for row in section.ROWS if row.body.get("organization_id") == HOME):
        expected = {(field.removeprefix("tool_configurations."), code) for field, code in row.problems}
        settings.MCP_ALLOWED_HOSTS = frozenset(row.allowed_hosts)
        if can_be_typed(row.body):
            with transaction.atomic():
                found = found_in(row, keys[row.caller])
                transaction.set_rollback(True)
            others |= {row.says: (found, expected)} if found != expected else {}
        elif expected and {code for _, code in expected} <= OF_WHAT_IS_TYPED:
            others[row.says] = ("left out", expected)
    assert others == {}


def found_in(row: Row, key: str) -> set[tuple[str, str]]:
    """Field and code of what the wizard finds, where the organization is the row's."""
    if row.sharing:
        Organization.objects.filter(pk=HOME).update(**row.sharing)
    given = typed(row.body)
    problems = judged(given, caller_of(key))
    assert all(is_told(*line) for line in told(given, problems)), row.says
    return {(field_of(problem), problem.code) for problem in problems}


@pytest.mark.parametrize("field", BEYOND)
def test_the_page_tells_at_the_input_what_the_api_tells_at_the_field(field: str, keys: dict[str, str]) -> None:
    body = {**WITHIN, field: BEYOND[field]}
    given, before, owner = typed(body), typed(WITHIN), caller_of(keys["owner"])
    [step] = [step for step, posted in given.sections.items() if posted != before.sections[step]]
    draft = drafts.start(before.sections, caller=owner)
    browser = Client()
    browser.force_login(User.objects.get(pk=owner.user_id))
    # What stands for an empty text or a kept secret is the draft's, and no browser posts it.
    inputs = {name: values for name, values in given.sections[step].items() if not name.endswith((KEPT, EMPTY))}
    address = reverse("wizard:step", args=[HOME, draft.id, step])
    page = browser.post(address, {**inputs, "revision": draft.revision}, follow=True).content.decode()
    [(_, _, message)] = by_the_api(body, keys["owner"])
    assert escape(message) in "".join(errors_at(field, page))


def errors_at(name: str, page: str) -> Iterator[str]:
    """What a page says is wrong with an input."""
    for found in re.finditer(rf'id="id_{re.escape(name)}_error">(.*?)</span></span>', page, re.DOTALL):
        yield found[1]
