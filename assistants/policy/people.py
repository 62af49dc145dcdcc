"""Everyone who has access to an assistant, and why (contract, section 6, "GET …/access")."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistants.caller import EVERYONE
from assistants.choices import MembershipLevel
from assistants.models import Department, Membership
from assistants.policy.access import Access, Grant, access_of
from assistants.policy.members import active_in


@dataclass(frozen=True, slots=True)
class Member:
    """An active member of an organization, with the names under which access is granted to them."""

    organization_id: str
    user_id: str
    name: str
    level: MembershipLevel
    principals: frozenset[str]

    @property
    def is_manager(self) -> bool:
        return self.level in (MembershipLevel.OWNER, MembershipLevel.ADMIN)


@dataclass(frozen=True, slots=True)
class Tree:
    """An organization's departments, each with the one above it."""

    parents: dict[str, str | None]

    def path(self, department: str) -> list[str]:
        """The department and those above it, up to the top."""
        path = [department]
        while (above := self.parents.get(path[-1])) is not None and above not in path:
            path.append(above)
        return path


def tree_of(organization_id: str) -> Tree:
    """The departments of an organization."""
    return Tree(dict(Department.objects.filter(organization_id=organization_id).values_list("id", "parent_id")))


def members_of(organization_id: str, tree: Tree) -> list[Member]:
    """The active members of an organization, by name; four queries with `tree_of`, whatever their number."""
    memberships = Membership.objects.filter(active_in(organization_id)).select_related("user")
    return [
        Member(
            organization_id=organization_id,
            user_id=membership.user_id,
            name=membership.user.name,
            level=MembershipLevel(membership.level),
            principals=frozenset(_principals(membership, tree)),
        )
        for membership in memberships.prefetch_related("roles", "departments").order_by("user__name", "user_id")
    ]


def people_with_access(members: Iterable[Member], grants: list[Grant]) -> Iterator[tuple[Member, Access]]:
    """Each member whose level is not none, with the level and every reason for it."""
    for member in members:
        access = access_of(member, grants)
        if access.level is not None:
            yield member, access


def _principals(membership: Membership, tree: Tree) -> Iterator[str]:
    yield from (membership.user_id, EVERYONE)
    yield from (role.id for role in membership.roles.all())
    for department in membership.departments.all():
        yield from tree.path(department.id)
