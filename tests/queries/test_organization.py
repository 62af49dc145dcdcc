"""What a caller may name of their organization: no more than the create call would take from them."""

from collections.abc import Callable
from typing import Any

import pytest

from assistants.caller import Caller
from assistants.choices import MembershipLevel
from assistants.models import Organization
from assistants.queries import organization
from assistants.queries.page import Page
from assistants.queries.record import Record
from tests.factories import (
    AutomationFactory,
    DepartmentFactory,
    MembershipFactory,
    OrganizationFactory,
    PresetPromptFactory,
    RoleFactory,
    RuleFactory,
    ThreadFactory,
    UserFactory,
    VectorStoreFactory,
    caller,
)

pytestmark = pytest.mark.django_db

RESOURCES = [
    pytest.param(organization.vector_stores, VectorStoreFactory, id="vector_stores"),
    pytest.param(organization.rules, RuleFactory, id="rules"),
    pytest.param(organization.preset_prompts, PresetPromptFactory, id="preset_prompts"),
    pytest.param(organization.automations, AutomationFactory, id="automations"),
    pytest.param(organization.threads, ThreadFactory, id="threads"),
]
Read = Callable[[Caller, Page], Record]


@pytest.fixture
def acme() -> Organization:
    return OrganizationFactory.create(name="Acme")


def shown(read: Read, who: Caller, **page: Any) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = read(who, Page(**page))[read.__name__]
    return entries


def ids(read: Read, who: Caller) -> set[str]:
    return {entry["id"] for entry in shown(read, who)}


@pytest.mark.parametrize(("read", "factory"), RESOURCES)
def test_a_resource_for_everyone_is_shown_by_identifier_and_name(read: Read, factory: Any, acme: Organization) -> None:
    resource = factory.create(organization=acme, name="Handbook")

    assert shown(read, caller(MembershipFactory.create(organization=acme))) == [{"id": resource.id, "name": "Handbook"}]


@pytest.mark.parametrize(("read", "factory"), RESOURCES)
def test_what_is_inactive_or_of_another_organization_is_shown_to_nobody(
    read: Read, factory: Any, acme: Organization
) -> None:
    factory.create(organization=acme, is_active=False)
    factory.create(organization=OrganizationFactory.create())

    assert ids(read, caller(MembershipFactory.create(organization=acme, level=MembershipLevel.OWNER))) == set()


@pytest.mark.parametrize(("read", "factory"), RESOURCES)
def test_a_restricted_resource_is_shown_to_those_who_may_use_it(read: Read, factory: Any, acme: Organization) -> None:
    role = RoleFactory.create(organization=acme)
    top = DepartmentFactory.create(organization=acme)
    below = DepartmentFactory.create(organization=acme, parent=top)
    beside = DepartmentFactory.create(organization=acme)
    for_role = factory.create(organization=acme, only_for=[role]).id
    for_top = factory.create(organization=acme, only_for=[top]).id
    for_both = factory.create(organization=acme, only_for=[role, top]).id
    for_nobody = factory.create(organization=acme, only_for=[]).id

    def seen(**membership: Any) -> set[str]:
        return ids(read, caller(MembershipFactory.create(organization=acme, **membership)))

    assert seen() == set()
    assert seen(roles=[role]) == {for_role, for_both}
    assert seen(departments=[top]) == seen(departments=[below]) == {for_top, for_both}
    assert seen(departments=[beside]) == set()
    assert (
        seen(level=MembershipLevel.ADMIN)
        == seen(level=MembershipLevel.OWNER)
        == {
            for_role,
            for_top,
            for_both,
            for_nobody,
        }
    )


def test_departments_name_the_one_above_them(acme: Organization) -> None:
    top = DepartmentFactory.create(organization=acme, name="A")
    below = DepartmentFactory.create(organization=acme, name="B", parent=top)
    DepartmentFactory.create()

    assert shown(organization.departments, caller(MembershipFactory.create(organization=acme))) == [
        {"id": top.id, "name": "A", "parent": None},
        {"id": below.id, "name": "B", "parent": top.id},
    ]


def test_roles_are_those_of_the_organization(acme: Organization) -> None:
    role = RoleFactory.create(organization=acme, name="Reviewer")
    RoleFactory.create()

    assert shown(organization.roles, caller(MembershipFactory.create(organization=acme))) == [
        {"id": role.id, "name": "Reviewer"}
    ]


def test_users_are_the_active_members(acme: Organization) -> None:
    ann = UserFactory.create(name="Ann")
    me = MembershipFactory.create(organization=acme, user=ann)
    MembershipFactory.create(organization=acme, is_active=False)
    MembershipFactory.create(organization=acme, user=UserFactory.create(is_active=False))
    MembershipFactory.create(user=ann)
    MembershipFactory.create()

    assert shown(organization.users, caller(me)) == [{"id": ann.id, "name": "Ann"}]


@pytest.mark.parametrize(
    ("level", "told"),
    [(MembershipLevel.OWNER, True), (MembershipLevel.ADMIN, True), (MembershipLevel.MEMBER, False)],
)
def test_email_addresses_are_for_owners_and_admins(level: MembershipLevel, told: bool, acme: Organization) -> None:
    person = UserFactory.create(email="ann@example.com")
    me = caller(MembershipFactory.create(organization=acme, user=person, level=level))

    assert [entry.get("email") for entry in shown(organization.users, me)] == ["ann@example.com" if told else None]
    assert shown(organization.users, me, search="ann@") == []
