"""Who can use an assistant and why, as its owners see it."""

import re

import pytest

from tests.cast import Cast
from tests.dashboard.assistant.conftest import Visit
from tests.factories import DepartmentFactory, MembershipFactory, RoleFactory


def test_the_sentence_names_whom_it_reaches(cast: Cast, visit: Visit) -> None:
    role = RoleFactory.create(organization=cast.organization, name="Support")
    made = cast.assistant(access_mode="organization", editable_by_roles=[role.id])["id"]

    page = re.sub(r" +([.,])", r"\1", visit("ben").text(f"{made}/access/"))

    assert "Visible to everyone in the organization (6 people)." in page
    assert "Editable by Eve Example and the role Support." in page
    assert "It has no public page." in page


def test_a_private_one_reaches_those_who_are_named(cast: Cast, visit: Visit) -> None:
    page = visit("ben").text(f"{cast.assistant()['id']}/access/")

    assert "Visible to Vic Example : 5 of 6 people" in page
    assert "Chat only for Chad Example" in page


def test_each_person_has_a_level_and_the_reasons_for_it(cast: Cast, visit: Visit) -> None:
    top = DepartmentFactory.create(organization=cast.organization, name="Claims")
    below = DepartmentFactory.create(organization=cast.organization, name="Motor", parent=top)
    cast.people["vic"].departments.add(below)
    made = cast.assistant(access_departments=[top.id])["id"]

    page = visit("ben").text(f"{made}/access/")

    assert "Vic Example View" in page
    assert "Department Motor, below Claims" in page
    assert "Max Example" not in page


@pytest.mark.parametrize(
    ("level", "shown"),
    [
        ("", {"Ann", "Ben", "Eve", "Vic", "Chad"}),
        ("owner", {"Ann", "Ben"}),
        ("edit", {"Eve"}),
        ("view", {"Vic"}),
        ("chat", {"Chad"}),
        ("none", {"Max"}),
        ("nonsense", set()),
    ],
)
def test_the_people_are_filtered_by_level(cast: Cast, visit: Visit, level: str, shown: set[str]) -> None:
    source = visit("ann").get(f"{cast.assistant()['id']}/access/", level=level).content.decode()

    assert set(re.findall(r"<th role=\"rowheader\".*?<b>(\w+) Example", source, re.DOTALL)) == shown


def test_the_people_are_found_by_name_and_come_in_pages(cast: Cast, visit: Visit) -> None:
    for number in range(60):
        MembershipFactory.create(organization=cast.organization, user__name=f"Crowd {number:02}")
    made = cast.assistant(access_mode="organization")["id"]
    ben = visit("ben")

    assert "Crowd 44" not in ben.text(f"{made}/access/", search="crowd 45")
    first, second = ben.text(f"{made}/access/"), ben.text(f"{made}/access/", page="2")
    assert "1\N{EN DASH}50 of 66" in first
    assert "51\N{EN DASH}66 of 66" in second
    assert "Crowd 59" not in first
    assert "Crowd 59" in second


def test_a_checked_person_is_told_every_rule(cast: Cast, visit: Visit) -> None:
    page = visit("ben").text(f"{cast.assistant(access_users=['usr_vic', 'usr_eve'])['id']}/access/", person="eve")

    assert "Owner: no" in page
    assert "Edit: yes By name, as editor" in page
    assert "View: yes By name. Something stronger decides" in page
    assert "Chat only: no Not named for chat" in page


def test_a_person_without_access_is_told_apart_from_one_who_is_not_there(cast: Cast, visit: Visit) -> None:
    made = cast.assistant()["id"]

    assert "Max Example cannot see it or use it" in visit("ben").text(f"{made}/access/", person="Max Example")
    assert "is called “Nobody”" in visit("ben").text(f"{made}/access/", person="Nobody")
    assert "Oz Example cannot" not in visit("ben").text(f"{made}/access/", person="Oz Example")


def test_several_of_one_name_are_offered(cast: Cast, visit: Visit) -> None:
    page = visit("ben").text(f"{cast.assistant()['id']}/access/", person="example")

    assert "6 people are called so. Whom do you mean?" in page


def test_an_inactive_one_reaches_its_editors(cast: Cast, visit: Visit) -> None:
    page = visit("ben").text(f"{cast.assistant(is_active=False)['id']}/access/")

    assert "Inactive, so visible only to its owners and editors: 3 of 6 people" in page
