"""What becomes of assistants when departments move or go."""

from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from assistants.models import Department, ResourceAudience
from assistants.problems import Forbidden, Refused
from assistants.services import organization
from tests.factories import DepartmentFactory, MembershipFactory, VectorStoreFactory
from tests.services.organization.acme import Acme


class Tree:
    """Top with Claims and Legal, Motor below Claims; Carla is in Motor."""

    def __init__(self, acme: Acme) -> None:
        self.top = self.make(acme, "top")
        self.claims = self.make(acme, "claims", parent=self.top)
        self.legal = self.make(acme, "legal", parent=self.top)
        self.motor = self.make(acme, "motor", parent=self.claims)
        self.carla = acme.join("carla", departments=[self.motor])

    def make(self, acme: Acme, name: str, **fields: Any) -> Department:
        return DepartmentFactory.create(organization=acme.organization, id=f"dept_{name}", name=name.title(), **fields)


@pytest.fixture
def tree(acme: Acme) -> Tree:
    return Tree(acme)


def levels(rows: list[dict[str, Any]]) -> list[tuple[str, str | None, str | None]]:
    return [(row["name"], row["before"]["access_level"], row["after"]["access_level"]) for row in rows]


def test_a_move_is_told_before_it_is_made_with_who_gains_and_who_loses(acme: Acme, tree: Tree) -> None:
    acme.assistant(name="Claims", access_departments=["dept_claims"])
    acme.assistant(name="Legal", access_departments=["dept_legal"])
    acme.assistant(name="Legal edits", access_departments=["dept_legal"], editable_by_users=["usr_carla"])
    acme.assistant(name="Top", access_departments=["dept_top"])
    acme.assistant(name="Asleep", access_departments=["dept_legal"], is_active=False)

    told = organization.preview_move("dept_motor", "dept_legal", caller=acme.ann)

    assert [(entry["name"], levels(entry["gains"]), levels(entry["loses"]), entry["changes"]) for entry in told] == [
        ("Claims", [], [("Carla", "view", None)], []),
        ("Legal", [("Carla", None, "view")], [], []),
    ]
    (reason,) = told[1]["gains"][0]["after"]["reasons"]
    assert [step["name"] for step in reason["department_path"]] == ["Legal", "Motor"]
    assert Department.objects.get(pk="dept_motor").parent_id == "dept_claims"


def test_a_move_does_what_was_told(acme: Acme, tree: Tree) -> None:
    made = acme.assistant(access_departments=["dept_legal"])
    told = organization.preview_move("dept_claims", "dept_legal", caller=acme.ann)

    assert organization.move_department("dept_claims", "dept_legal", caller=acme.ann) == told
    assert acme.level(tree.carla, made) == "view"
    organization.move_department("dept_claims", None, caller=acme.ann)
    assert acme.level(tree.carla, made) is None
    assert acme.actions() == ["department.moved", "department.moved"]
    assert acme.versions(made) == [1]


@pytest.mark.parametrize("parent", ["dept_claims", "dept_motor"])
def test_no_department_stands_below_itself(parent: str, acme: Acme, tree: Tree) -> None:
    for move in (organization.preview_move, organization.move_department):
        with pytest.raises(Refused) as refused:
            move("dept_claims", parent, caller=acme.ann)
        assert [(problem.field, problem.code) for problem in refused.value.problems] == [("parent", "conflict")]


def test_a_department_moves_within_its_organization_alone(acme: Acme, tree: Tree) -> None:
    elsewhere = DepartmentFactory.create().id

    for department, parent, field in (("dept_motor", elsewhere, "parent"), (elsewhere, None, "department_id")):
        with pytest.raises(Refused) as refused:
            organization.move_department(department, parent, caller=acme.ann)
        assert [(problem.field, problem.code) for problem in refused.value.problems] == [(field, "not_found")]


def test_a_department_with_others_below_it_is_not_removed(acme: Acme, tree: Tree) -> None:
    with pytest.raises(Refused, match="department_id: conflict") as refused:
        organization.remove_department("dept_top", caller=acme.ann)

    assert "Claims, Legal" in refused.value.problems[0].message


def test_a_removed_department_s_grants_go_with_it(acme: Acme, tree: Tree) -> None:
    made = acme.assistant(access_departments=["dept_motor", "dept_legal"])
    VectorStoreFactory.create(organization=acme.organization, only_for=[tree.motor])

    organization.remove_department("dept_motor", caller=acme.ann)

    assert acme.level(tree.carla, made) is None
    assert acme.told(made) == [
        ("assistant.updated", "access_departments", ["dept_motor", "dept_legal"], ["dept_legal"])
    ]
    assert not ResourceAudience.objects.exists()
    assert acme.actions() == ["department.removed"]


def test_departments_are_for_owners_and_admins(acme: Acme, tree: Tree) -> None:
    for change in (organization.preview_move, organization.move_department):
        with pytest.raises(Forbidden):
            change("dept_motor", None, caller=acme.ben)
    with pytest.raises(Forbidden):
        organization.remove_department("dept_motor", caller=acme.ben)


@pytest.mark.parametrize("number", [1, 3, 300])
def test_a_preview_takes_as_many_statements_whatever_the_number_of_people(
    number: int, acme: Acme, tree: Tree, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(number):
        MembershipFactory.create(organization=acme.organization, departments=[tree.motor])
    for _ in range(3):
        acme.assistant(access_departments=["dept_legal"])

    # In a batch (a savepoint here) the departments and the members with their roles and departments; then the grants
    # with their assistants.
    with django_assert_num_queries(2 + 4 + 1):
        told = organization.preview_move("dept_motor", "dept_legal", caller=acme.ann)
    assert [len(entry["gains"]) for entry in told] == [number + 1] * 3
