"""The rules of access, stated once (contract, section 4).

Access comes from two things alone: managing the organization, and the grants of an assistant that are in force.
The six lists, the access mode and the creator are rows of grants, so the object's question (`access_of`), the
list's (`visible_to`) and the overview's (`people.py`) look at the same rows in the same way.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from django.db.models import Exists, OuterRef, Q

from assistants.choices import AccessLevel, MembershipLevel
from assistants.models import AccessGrant

# The six lists, and what each gives.
GRANT_FIELDS: Mapping[str, AccessLevel] = {
    "access_departments": AccessLevel.VIEW,
    "access_users": AccessLevel.VIEW,
    "editable_by_users": AccessLevel.EDIT,
    "editable_by_roles": AccessLevel.EDIT,
    "visible_to_roles": AccessLevel.VIEW,
    "visible_in_chat_to_users": AccessLevel.CHAT,
}
_STRENGTH = list(AccessLevel)


class Person(Protocol):
    """A member of an organization, by whatever way they came in."""

    @property
    def organization_id(self) -> str: ...
    @property
    def level(self) -> MembershipLevel: ...
    @property
    def is_manager(self) -> bool: ...
    @property
    def principals(self) -> Collection[str]: ...


class Grant(Protocol):
    """What a grant says, stored or only imagined."""

    principal: str
    level: str
    field: str
    in_force: bool


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that gives a person their access: what it gives, the field that says so, and whom that names.

    The field is one of the page's (`access_users`, `access_mode`…), `created_by`, or `membership` for those who
    manage the organization; then the principal is the membership's level.
    """

    level: AccessLevel
    field: str
    principal: str


@dataclass(frozen=True, slots=True)
class Access:
    """A person's level, None for no access, with every reason, the strongest first."""

    level: AccessLevel | None
    reasons: tuple[Reason, ...]


NO_ACCESS = Access(None, ())


def is_in_force(level: AccessLevel, *, is_active: bool, is_deleted: bool) -> bool:
    """Whether a grant counts: an inactive assistant is seen only by those who may edit it, a deleted one by none."""
    return not is_deleted and (is_active or level in (AccessLevel.OWNER, AccessLevel.EDIT))


def access_of(person: Person, grants: Iterable[Grant], *, is_deleted: bool = False) -> Access:
    """What a person may do with an assistant of their organization, and why; `grants` are all of its grants.

    A deleted assistant has its owners left, who may restore it, and nobody else.
    """
    reasons = [Reason(AccessLevel.OWNER, "membership", person.level)] if person.is_manager else []
    reasons += [
        Reason(AccessLevel(grant.level), grant.field, grant.principal)
        for grant in grants
        if (grant.level == AccessLevel.OWNER if is_deleted else grant.in_force) and grant.principal in person.principals
    ]
    reasons.sort(key=lambda reason: _STRENGTH.index(reason.level))
    return Access(reasons[0].level if reasons else None, tuple(reasons))


def visible_to(person: Person, at_least: AccessLevel = AccessLevel.CHAT, *, with_deleted: bool = False) -> Q:
    """The assistants at which the person's level is so strong, as a condition on their own or their search's rows.

    With the deleted ones, those of them are there that the person owns.
    """
    own = Q(organization_id=person.organization_id) & (Q() if with_deleted else Q(deleted_at=None))
    if person.is_manager:
        return own
    granted = AccessGrant.objects.filter(
        # Of an assistant that is not deleted, the grants of its owners are in force anyway.
        Q(in_force=True) | Q(level=AccessLevel.OWNER) if with_deleted else Q(in_force=True),
        organization_id=person.organization_id,
        assistant_id=OuterRef("pk"),
        principal__any_of=person.principals,
    )
    levels = _STRENGTH[: _STRENGTH.index(at_least) + 1]
    return own & Q(Exists(granted if levels == _STRENGTH else granted.filter(level__in=levels)))
