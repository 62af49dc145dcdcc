"""What becomes of assistants and resources when a role goes."""

import pytest

from assistants.models import ResourceAudience, Role
from assistants.problems import Forbidden, Refused
from assistants.services import organization
from tests.factories import RoleFactory, VectorStoreFactory
from tests.services.organization.acme import Acme


def test_a_removed_role_s_grants_go_with_it_and_every_assistant_says_so(acme: Acme) -> None:
    role, other = (RoleFactory.create(organization=acme.organization) for _ in range(2))
    cleo = acme.join("carla", roles=[role])
    made = acme.assistant(editable_by_roles=[role.id, other.id], visible_to_roles=[role.id])
    assert acme.level(cleo, made) == "edit"

    organization.remove_role(role.id, caller=acme.ann)

    assert acme.level(cleo, made) is None
    assert acme.told(made) == [
        ("assistant.updated", "editable_by_roles", [role.id, other.id], [other.id]),
        ("assistant.updated", "visible_to_roles", [role.id], []),
    ]
    assert acme.versions(made) == [1, 2]
    assert acme.actions() == ["role.removed"]


def test_a_resource_that_was_for_a_removed_role_alone_opens_to_nobody(acme: Acme) -> None:
    role = RoleFactory.create(organization=acme.organization)
    store = VectorStoreFactory.create(organization=acme.organization, only_for=[role])

    organization.remove_role(role.id, caller=acme.ann)

    store.refresh_from_db()
    assert store.is_restricted
    assert not ResourceAudience.objects.exists()


def test_a_role_is_removed_by_owners_and_admins_of_its_organization(acme: Acme) -> None:
    role, elsewhere = RoleFactory.create(organization=acme.organization), RoleFactory.create()

    with pytest.raises(Forbidden):
        organization.remove_role(role.id, caller=acme.ben)
    with pytest.raises(Refused):
        organization.remove_role(elsewhere.id, caller=acme.ann)
    assert Role.objects.count() == 2
