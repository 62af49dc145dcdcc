"""A page of a list: its order, its search and what it says of the rest."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from assistants.models import Role
from assistants.queries.page import Page, Row, page_of
from assistants.spec.text import name_key
from tests.factories import OrganizationFactory, RoleFactory

pytestmark = pytest.mark.django_db


class Shown(Row):
    id: str
    name: str


def roles(**page: Any) -> dict[str, Any]:
    return page_of("roles", Shown, Role.objects.all(), Page(**page))


def names(**page: Any) -> list[str]:
    return [role["name"] for role in roles(**page)["roles"]]


def make(*given: str) -> None:
    organization = OrganizationFactory.create()
    for name in given:
        RoleFactory.create(organization=organization, name=name)


def test_an_empty_list_is_a_page_too() -> None:
    nothing = {"total": 0, "limit": 50, "offset": 0, "has_more": False}

    assert roles() == {"roles": [], "total": 0, "pagination": nothing}
    assert roles(search="a") == {"roles": [], "total": 0, "pagination": nothing}


def test_entries_come_by_name_whatever_its_case_and_then_by_identifier() -> None:
    for identifier, name in [("role_b", "Same"), ("role_d", "zebra"), ("role_a", "Same"), ("role_c", "apple")]:
        RoleFactory.create(id=identifier, name=name)

    assert [role["id"] for role in roles()["roles"]] == ["role_c", "role_a", "role_b", "role_d"]
    assert [role["id"] for role in roles(search="e")["roles"]] == ["role_c", "role_a", "role_b", "role_d"]


@pytest.mark.parametrize("search", ["", "role"])
def test_pages_cut_the_list_without_a_gap_or_a_repeat(search: str) -> None:
    make(*(f"Role {number:02}" for number in range(7)))

    pages = [roles(limit=3, offset=offset, search=search) for offset in (0, 3, 6)]

    assert [role["name"] for page in pages for role in page["roles"]] == [f"Role {number:02}" for number in range(7)]
    assert [page["pagination"]["has_more"] for page in pages] == [True, True, False]
    assert {page["total"] for page in pages} == {7}


@pytest.mark.parametrize("search", ["", "role"])
def test_a_page_that_ends_with_the_list_has_no_more(search: str) -> None:
    make("Role A", "Role B")

    assert roles(limit=2, search=search)["pagination"] == {"total": 2, "limit": 2, "offset": 0, "has_more": False}


@pytest.mark.parametrize("offset", [2, 3, 2**63 - 1])
@pytest.mark.parametrize("search", ["", "role"])
def test_behind_the_end_there_is_nothing_and_still_the_total(offset: int, search: str) -> None:
    make("Role A", "Role B")

    beyond = roles(offset=offset, search=search)

    assert (beyond["roles"], beyond["total"], beyond["pagination"]["has_more"]) == ([], 2, False)


@pytest.mark.parametrize(
    ("name", "search"),
    [
        ("Support", "support"),
        ("Support", "PPO"),
        ("Straße", "STRASSE"),
        ("ÖLPREIS", "ölpreis"),
        ("Öl", "o\u0308l"),
        ("ИСТОРИЯ", "история"),
        ("ΣΊΣΥΦΟΣ", "σίσυφος"),
        ("\N{FULLWIDTH LATIN CAPITAL LETTER A}BC", "abc"),
        ("zero\u200bwidth", "ZEROWIDTH"),
        ("two words", "  TWO   words "),
        ("100%", "0%"),
        ("under_score", "r_s"),
        ("back\\slash", "k\\s"),
        ("it's", "t's"),
    ],
)
def test_a_search_sees_no_case_in_any_script(name: str, search: str) -> None:
    make(name, "Other")

    assert names(search=search) == [name]


def test_a_search_takes_signs_for_themselves() -> None:
    make("Other")

    assert names(search="%") == names(search="o_h") == names(search="o.*") == []


def test_a_search_of_blanks_finds_everything() -> None:
    make("A", "B")

    assert names(search=" \u200b ") == ["A", "B"]


def test_a_search_finds_identifiers_too() -> None:
    RoleFactory.create(id="role_Élan", name="A")
    RoleFactory.create(id="role_other", name="B")

    assert names(search="ROLE_É") == ["A"]


@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=8), max_size=5), st.text())
def test_a_search_finds_just_the_names_whose_key_holds_its_key(given_names: list[str], search: str) -> None:
    Role.objects.all().delete()
    for number, name in enumerate(given_names):
        RoleFactory.create(id=str(number), name=name)

    expected = {
        str(number)
        for number, name in enumerate(given_names)
        if name_key(search) in name_key(name) or name_key(search) in str(number)
    }
    assert {role["id"] for role in roles(search=search)["roles"]} == expected


@pytest.mark.parametrize("number", [1, 30])
def test_a_page_takes_two_statements_and_a_search_one(
    number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make(*(f"Role {place}" for place in range(number)))

    with django_assert_num_queries(2):
        roles()
    with django_assert_num_queries(1):
        roles(search="role")
