"""The members of an organization, each with the names under which access is granted to them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import chain
from typing import NamedTuple

from django.db.models import Q

from assistants.batch import Batch, Row
from assistants.caller import EVERYONE
from assistants.choices import MembershipLevel
from assistants.models import Department, Membership
from assistants.policy.access import NO_ACCESS, Access, Grant, access_of
from assistants.policy.members import active_in
from assistants.prepared import Parameter, Prepared
from assistants.spec.text import name_key

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tree:
    """An organization's departments: the name of each, and the one above it."""

    names: Mapping[str, str]
    parents: Mapping[str, str | None]

    def path(self, department: str) -> Path:
        """The department and those above it, up to the top."""
        path = [department]
        while (above := self.parents.get(path[-1])) is not None and above not in path:
            path.append(above)
        return tuple(path)

    def moved(self, department: str, parent: str | None) -> "Tree":
        """The tree as it would be with the department below another one, or at the top."""
        return replace(self, parents={**self.parents, department: parent})


@dataclass(frozen=True)
class Member:
    """A member of an organization: level, roles with their names, and the path of each of their departments."""

    organization_id: str
    user_id: str
    name: str
    level: MembershipLevel
    is_active: bool
    roles: Mapping[str, str]
    paths: tuple[Path, ...]

    @property
    def is_manager(self) -> bool:
        return self.level.manages

    @cached_property
    def principals(self) -> frozenset[str]:
        return frozenset({self.user_id, EVERYONE, *self.roles}.union(*self.paths))

    def within(self, tree: Tree) -> "Member":
        """The same member where the departments form another tree."""
        return replace(self, paths=tuple(tree.path(path[0]) for path in self.paths))


@dataclass(frozen=True, slots=True)
class Change:
    """What a person may do before and after something changes: their access, or their own place."""

    was: Member
    becomes: Member
    before: Access
    after: Access


class People(NamedTuple):
    """An organization's departments, and its active members by name."""

    tree: Tree
    members: list[Member]


def people_of(organization_id: str) -> People:
    """Everyone in an organization, in one round trip on PostgreSQL."""
    tree, found = _read(_ACTIVE, organization=organization_id)
    return People(tree, sorted(found, key=lambda member: (name_key(member.name), member.user_id)))


def person_in(organization_id: str, user_id: str) -> tuple[Tree, Member | None]:
    """An organization's departments, and one member of it, active or not."""
    tree, found = _read(_ONE, organization=organization_id, user=user_id)
    return tree, next(found, None)


def access_of_member(member: Member, grants: Iterable[Grant]) -> Access:
    """What a member may do with an assistant, and why; who is deactivated keeps grants that give nothing."""
    return access_of(member, grants) if member.is_active else NO_ACCESS


def people_with_access(members: Iterable[Member], grants: Sequence[Grant]) -> Iterator[tuple[Member, Access]]:
    """Each member whose level is not none, with the level and every reason for it."""
    naming = _finder(grants)
    for member in members:
        access = access_of_member(member, naming(member))
        if access.level is not None:
            yield member, access


def changes(
    members: Iterable[tuple[Member, Member]], before: Sequence[Grant], after: Sequence[Grant]
) -> Iterator[Change]:
    """Each member, as they were and as they become, whose level is another one under the grants `after`."""
    naming_before, naming_after = _finder(before), _finder(after)
    for was, becomes in members:
        old, new = access_of_member(was, naming_before(was)), access_of_member(becomes, naming_after(becomes))
        change = Change(was, becomes, old, new)
        if change.before.level != change.after.level:
            yield change


def _finder(grants: Sequence[Grant]) -> Callable[[Member], list[Grant]]:
    """Finds those of the grants that name a member, in their order.

    Thousands of grants may be asked about for thousands of members: nobody looks at each pair of them.
    """
    places = defaultdict(list)
    for place, grant in enumerate(grants):
        places[grant.principal].append(place)

    def naming(member: Member) -> list[Grant]:
        found = (places.get(principal, ()) for principal in member.principals)
        return [grants[place] for place in sorted(chain.from_iterable(found))]

    return naming


_ORGANIZATION, _USER = Parameter("organization"), Parameter("user")
_ABOUT = ("pk", "organization_id", "user_id", "user__name", "level", "is_active", "user__is_active")

_DEPARTMENTS = Prepared(
    lambda: Department.objects.filter(organization_id=_ORGANIZATION).values_list("id", "name", "parent_id")
)


class _Selects(NamedTuple):
    """Rows of some memberships, not models: there may be a hundred thousand."""

    about: Prepared
    roles: Prepared
    departments: Prepared


def _selects(which: Q) -> _Selects:
    def joined(many: str, *fields: str) -> Prepared:
        own = Membership.objects.filter(which, **{f"{many}__isnull": False})
        return Prepared(lambda: own.order_by(many).values_list("pk", many, *fields))

    about = Prepared(lambda: Membership.objects.filter(which).values_list(*_ABOUT))
    return _Selects(about, joined("roles", "roles__name"), joined("departments"))


_ACTIVE = _selects(active_in(_ORGANIZATION))
_ONE = _selects(Q(organization_id=_ORGANIZATION, user_id=_USER))


def _read(selects: _Selects, **given: str) -> tuple[Tree, Iterator[Member]]:
    batch = Batch()
    departments = batch.select(_DEPARTMENTS, **given)
    about, own_roles, own_departments = (batch.select(wanted, **given) for wanted in selects)
    batch.send()
    tree = Tree(
        names={id_: name for id_, name, _ in departments}, parents={id_: parent for id_, _, parent in departments}
    )
    roles: dict[int, dict[str, str]] = defaultdict(dict)
    for membership, role, name in own_roles:
        roles[membership][role] = name
    paths: dict[int, list[Path]] = defaultdict(list)
    path_to = cache(tree.path)
    for membership, department in own_departments:
        paths[membership].append(path_to(department))
    return tree, (_member(row, roles.get(row[0], {}), paths.get(row[0], ())) for row in about)


def _member(row: Row, roles: Mapping[str, str], paths: Iterable[Path]) -> Member:
    _, organization_id, user_id, name, level, is_active, is_active_user = row
    return Member(
        organization_id=organization_id,
        user_id=user_id,
        name=name,
        level=MembershipLevel(level),
        is_active=is_active and is_active_user,
        roles=roles,
        paths=tuple(paths),
    )
