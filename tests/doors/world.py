"""The two organizations of the table of bodies: `org_home`, whose people ask, and `org_other`, a stranger."""

from collections.abc import Mapping
from typing import Any

from assistants import models
from assistants.choices import MembershipLevel, Scope, SharingPolicy
from tests import factories

HOME = "org_home"
KEEPS: Mapping[str, type[factories.ResourceFactory[Any]]] = {
    "vs": factories.VectorStoreFactory,
    "rule": factories.RuleFactory,
    "prompt": factories.PresetPromptFactory,
    "auto": factories.AutomationFactory,
    "thread": factories.ThreadFactory,
}
# One more than a list of references, and than a list of grants, may hold.
MANY_RESOURCES, MANY_PEOPLE = 101, 1_001


def build() -> dict[str, str]:
    """Make both organizations; the API keys of the `owner`, an `admin`, a `member`,
    a `reader` and a `writer`."""
    home = factories.OrganizationFactory.create(
        id=HOME, organization_sharing=SharingPolicy.MEMBERS, public_sharing=SharingPolicy.MEMBERS
    )
    other = factories.OrganizationFactory.create(id="org_other")
    legal = factories.RoleFactory.create(id="role_legal", organization=home)
    support = factories.RoleFactory.create(id="role_support", organization=home)
    for prefix, kind in KEEPS.items():
        kind.create(id=f"{prefix}_a", organization=home)
        kind.create(id=f"{prefix}_b", organization=home)
        kind.create(id=f"{prefix}_inactive", organization=home, is_active=False)
        kind.create(id=f"{prefix}_of_legal", organization=home, only_for=[legal])
        kind.create(id=f"{prefix}_of_support", organization=home, only_for=[support])
        kind.create(id=f"{prefix}_other", organization=other)
    factories.DepartmentFactory.create(id="dept_claims", organization=home)
    factories.DepartmentFactory.create(id="dept_other", organization=other)
    factories.RoleFactory.create(id="role_other", organization=other)
    factories.ConnectorFactory.create(id="connector_old", status="deprecated")
    factories.ConnectorFactory.create(id="connector_gone", status="retired")
    factories.MembershipFactory.create(organization=other, user__id="usr_other")
    factories.MembershipFactory.create(organization=home, user__id="usr_left", is_active=False)
    factories.MembershipFactory.create(organization=home, user__id="usr_off", user__is_active=False)
    _make_many(home)
    owner = factories.MembershipFactory.create(organization=home, user__id="usr_owner", level=MembershipLevel.OWNER)
    admin = factories.MembershipFactory.create(organization=home, user__id="usr_admin", level=MembershipLevel.ADMIN)
    member = factories.MembershipFactory.create(organization=home, user__id="usr_member", roles=[support])
    return {
        "owner": factories.api_key(owner),
        "admin": factories.api_key(admin),
        "member": factories.api_key(member),
        "reader": factories.api_key(member, [Scope.ASSISTANTS_READ]),
        "writer": factories.api_key(member, [Scope.ASSISTANTS_WRITE]),
    }


def _make_many(home: models.Organization) -> None:
    """As many of each kind as a list may hold, and one more: `vs_0`, `vs_1`, …"""
    for prefix, kind in KEEPS.items():
        keep: Any = kind._meta.model
        keep.objects.bulk_create(
            keep(id=f"{prefix}_{number}", organization=home, name=f"{number}") for number in range(MANY_RESOURCES)
        )
    people = range(MANY_PEOPLE)
    users = [models.User(id=f"usr_{number}", name=f"{number}", email=f"{number}@example.org") for number in people]
    models.User.objects.bulk_create(users)
    models.Membership.objects.bulk_create(models.Membership(organization=home, user=user) for user in users)
    models.Department.objects.bulk_create(
        models.Department(id=f"dept_{number}", organization=home, name=f"{number}") for number in people
    )
    models.Role.objects.bulk_create(
        models.Role(id=f"role_{number}", organization=home, name=f"{number}") for number in people
    )
