"""The query of an address is read as strictly as a body."""

import pytest
from django.test import RequestFactory
from pydantic import Field

from assistants.api.query import parameters_of, query_of
from assistants.choices import AccessMode
from assistants.problems import Refused
from assistants.queries.page import Page
from assistants.spec.text import Boolean


class Filters(Page):
    """A page with filters of every kind that a list may take."""

    access_mode: AccessMode | None = Field(None, title="Visibility")
    is_active: Boolean | None = Field(None, title="Active")
    organization_id: str = Field(title="Organization")


def page(query: str) -> Page:
    return query_of(RequestFactory().get(f"/?{query}"), Page)


def filters(query: str) -> Filters:
    return query_of(RequestFactory().get(f"/?organization_id=org_a&{query}"), Filters)


def problems(query: str) -> list[tuple[str, str]]:
    with pytest.raises(Refused) as refusal:
        page(query)
    return [(problem.field, problem.code) for problem in refusal.value.problems]


def test_without_a_query_there_are_the_defaults() -> None:
    assert page("") == Page(limit=50, offset=0, search="")


def test_declared_keys_are_read_by_their_types() -> None:
    assert page("limit=10&offset=20&search=a+b%26c") == Page(limit=10, offset=20, search="a b&c")

    read = filters("access_mode=public&is_active=false")
    assert (read.access_mode, read.is_active, read.organization_id) == (AccessMode.PUBLIC, False, "org_a")


@pytest.mark.parametrize(
    ("text", "meant"),
    [("search=", ""), ("search", ""), ("search=%C3%9Cber", "Über"), ("search=Über", "Über"), ("search=%0D%0A", "\n")],
)
def test_a_text_arrives_as_it_was_meant(text: str, meant: str) -> None:
    assert page(text).search == meant


@pytest.mark.parametrize(("limit", "offset"), [(1, 0), (100, 2**63 - 1)])
def test_numbers_within_the_limits_pass(limit: int, offset: int) -> None:
    assert page(f"limit={limit}&offset={offset}") == Page(limit=limit, offset=offset)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("limit=0", [("limit", "out_of_range")]),
        ("limit=101", [("limit", "out_of_range")]),
        ("limit=-1", [("limit", "out_of_range")]),
        ("offset=-1", [("offset", "out_of_range")]),
        (f"offset={2**63}", [("offset", "out_of_range")]),
        (f"offset={'9' * 4000}", [("offset", "out_of_range")]),
        (f"offset={'9' * 4001}", [("offset", "wrong_type")]),
        ("limit=", [("limit", "wrong_type")]),
        ("limit=ten", [("limit", "wrong_type")]),
        ("limit=1.0", [("limit", "wrong_type")]),
        ("limit=1_0", [("limit", "wrong_type")]),
        ("limit=+1", [("limit", "wrong_type")]),
        ("limit=%201", [("limit", "wrong_type")]),
        ("limit=true", [("limit", "wrong_type")]),
        ("limit=%D9%A1", [("limit", "wrong_type")]),
        ("limit=1&limit=1", [("limit", "duplicate")]),
        ("search=a&search=b&search=c", [("search", "duplicate")]),
        ("Limit=1", [("Limit", "unknown_field")]),
        ("page=1", [("page", "unknown_field")]),
        ("=1", [("", "unknown_field")]),
        ("page=1&page=2", [("page", "duplicate"), ("page", "unknown_field")]),
        ("%FF=1&%FF=1", [("\\udcff", "invalid_character"), ("\\udcff", "duplicate")]),
        ("search=%00", [("search", "invalid_character")]),
        ("search=%FF", [("search", "invalid_character")]),
        ("search=%ED%A0%80", [("search", "invalid_character")]),
        ("search=%E2%80%AE", [("search", "invalid_character")]),
        ("limit=0&offset=x&page=1", [("limit", "out_of_range"), ("offset", "wrong_type"), ("page", "unknown_field")]),
    ],
)
def test_every_problem_is_told_at_its_key(query: str, expected: list[tuple[str, str]]) -> None:
    assert problems(query) == expected


@pytest.mark.parametrize("text", ["", "1", "True", "yes"])
def test_a_boolean_is_true_or_false(text: str) -> None:
    with pytest.raises(Refused):
        filters(f"is_active={text}")


def test_a_missing_key_that_must_be_there_is_told() -> None:
    with pytest.raises(Refused) as refusal:
        query_of(RequestFactory().get("/"), Filters)

    assert [(problem.field, problem.code) for problem in refusal.value.problems] == [("organization_id", "required")]


def test_an_unknown_key_is_answered_with_the_nearest_name() -> None:
    with pytest.raises(Refused) as refusal:
        page("ofset=1")

    assert refusal.value.problems[0].message == "There is no such field; did you mean “offset”?"


def test_the_document_tells_of_every_key() -> None:
    parameters = {parameter["name"]: parameter for parameter in parameters_of(Filters)}

    assert list(parameters) == list(Filters.model_fields)
    assert parameters["limit"]["schema"] == {
        "type": "integer",
        "title": "Limit",
        "default": 50,
        "minimum": 1,
        "maximum": 100,
    }
    assert [name for name, parameter in parameters.items() if parameter["required"]] == ["organization_id"]
