import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps

from assistants.models import (
    ApiKey,
    AuditEvent,
    Department,
    Membership,
    Organization,
    ResourceAudience,
    Rule,
    User,
    VectorStore,
)
from assistants.problems import Refused
from assistants.services.provisioning import provision
from tests.factories import DepartmentFactory, MembershipFactory

pytestmark = pytest.mark.django_db

ACME: dict[str, Any] = {
    "organization": {"id": "org_abc123", "name": "Acme", "organization_sharing": "admins"},
    "departments": [{"id": "dept_b", "name": "Below", "parent": "dept_a"}, {"id": "dept_a", "name": "Top"}],
    "roles": [{"id": "role_a", "name": "Support"}],
    "members": [
        {
            "id": "usr_a",
            "email": "Ann@Example.com",
            "name": "Ann",
            "level": "owner",
            "departments": ["dept_b"],
            "roles": ["role_a"],
        }
    ],
    "vector_stores": [{"id": "vs_a", "name": "Docs", "departments": ["dept_a"]}],
    "rules": [{"id": "rule_a", "name": "Tone", "content": "Be kind."}],
    "api_keys": [
        {"name": "ci", "member": "usr_a", "scopes": ["assistants:read"], "expires_at": "2030-01-01T00:00:00Z"}
    ],
}


def changed(**parts: Any) -> dict[str, Any]:
    return deepcopy(ACME) | parts


def problems(description: dict[str, Any]) -> list[tuple[str, str]]:
    with pytest.raises(Refused) as refusal:
        provision(description)
    return [(problem.field, problem.code) for problem in refusal.value.problems]


def test_a_description_becomes_an_organization_with_everything_in_its_place() -> None:
    made = provision(ACME)
    membership = Membership.objects.get(organization="org_abc123", user="usr_a")
    assert (membership.level, membership.user.email) == ("owner", "ann@example.com")
    assert list(membership.departments.values_list("id", flat=True)) == ["dept_b"]
    assert list(membership.roles.values_list("id", flat=True)) == ["role_a"]
    assert Department.objects.get(id="dept_b").parent_id == "dept_a"
    assert Organization.objects.get().organization_sharing == "admins"
    assert made["api_keys"][0].keys() == {"name", "member", "key"}
    assert AuditEvent.objects.get().action == "organization.provisioned"


def test_the_demo_organization_is_a_description_that_fits() -> None:
    demo = Path(apps.get_app_config("assistants").path, "data", "demo.json")
    assert provision(json.loads(demo.read_text()))["organization"] == "org_abc123"


def test_the_same_description_again_changes_nothing_and_shows_no_key() -> None:
    provision(ACME)
    rows = list(Department.objects.order_by("id").values()), list(Membership.objects.values())
    assert provision(ACME) == {"organization": "org_abc123", "api_keys": []}
    assert rows == (list(Department.objects.order_by("id").values()), list(Membership.objects.values()))
    assert ApiKey.objects.count() == 1


def test_what_is_left_out_is_kept() -> None:
    provision(ACME)
    provision(
        {
            "organization": {"id": "org_abc123", "name": "Acme Ltd"},
            "departments": [{"id": "dept_b", "name": "Lower"}],
            "members": [{"id": "usr_a", "email": "ann@example.com", "name": "Ann"}],
            "vector_stores": [{"id": "vs_a", "name": "Documents"}],
        }
    )
    organization, membership = Organization.objects.get(), Membership.objects.get()
    assert (organization.name, organization.organization_sharing) == ("Acme Ltd", "admins")
    assert (membership.level, membership.roles.count()) == ("owner", 1)
    assert Department.objects.get(id="dept_b").parent_id == "dept_a"
    assert (VectorStore.objects.get().name, VectorStore.objects.get().is_restricted) == ("Documents", True)
    assert Rule.objects.count() == 1


def test_a_null_parent_moves_a_department_to_the_top() -> None:
    provision(ACME)
    provision(changed(departments=[{"id": "dept_b", "name": "Below", "parent": None}]))
    assert Department.objects.get(id="dept_b").parent_id is None


def test_a_resource_with_departments_or_roles_is_for_them_alone() -> None:
    provision(ACME)
    assert VectorStore.objects.get().is_restricted
    assert ResourceAudience.objects.get().principal == "dept_a"
    assert not Rule.objects.get().is_restricted


def test_every_problem_is_told_at_its_path_and_nothing_is_written() -> None:
    description = changed(
        departments=[{"id": "dept_a", "name": "Top", "parent": "dept_x"}],
        members=[{"id": "usr_a", "email": "ann@example.com", "name": "Ann", "roles": ["role_x"]}],
        vector_stores=[{"id": "vs_a", "name": "Docs", "departments": ["dept_y"]}],
        api_keys=[{"name": "ci", "member": "usr_x"}],
    )
    assert problems(description) == [
        ("departments.0.parent", "not_found"),
        ("members.0.roles.0", "not_found"),
        ("vector_stores.0.departments.0", "not_found"),
        ("api_keys.0.member", "not_found"),
    ]
    assert not Organization.objects.exists()
    assert not User.objects.exists()


def test_shapes_are_checked_as_strictly_as_a_request() -> None:
    description = changed(
        organization={"id": "org_abc123", "name": "Acme", "public_sharing": "everyone"},
        members=[{"id": "usr_a", "email": "nobody", "name": "Ann\u0000"}],
        api_keys=[{"name": "ci", "member": "usr_a", "scopes": ["all"], "expires_at": "soon"}],
        vectorstores=[],
    )
    assert sorted(problems(description)) == [
        ("api_keys.0.expires_at", "invalid_format"),
        ("api_keys.0.scopes.0", "invalid_choice"),
        ("members.0.email", "invalid_format"),
        ("members.0.name", "invalid_character"),
        ("organization.public_sharing", "invalid_choice"),
        ("vectorstores", "unknown_field"),
    ]


def test_departments_cannot_stand_below_themselves() -> None:
    provision(ACME)
    circle = [{"id": "dept_a", "name": "Top", "parent": "dept_b"}]
    assert problems(changed(departments=circle)) == [("departments.0.parent", "conflict")]
    assert Department.objects.get(id="dept_a").parent_id is None


def test_what_belongs_to_another_organization_is_not_touched() -> None:
    foreign = DepartmentFactory.create(id="dept_a", name="Theirs")
    assert ("departments.1.id", "conflict") in problems(ACME)
    foreign.refresh_from_db()
    assert foreign.name == "Theirs"


def test_an_e_mail_address_belongs_to_one_person() -> None:
    MembershipFactory.create(user__email="ann@example.com")
    assert ("members.0.email", "conflict") in problems(ACME)
