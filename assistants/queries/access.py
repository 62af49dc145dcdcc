"""Who has access to an assistant, and why (contract, section 6, "GET …/access")."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from pydantic import BaseModel, Field

from assistants.caller import Caller
from assistants.choices import AccessLevel, MembershipLevel
from assistants.ids import may_name
from assistants.models import AccessGrant
from assistants.policy.access import Access, Reason
from assistants.policy.people import (
    Change,
    Member,
    Tree,
    access_of_member,
    people_of,
    people_with_access,
    person_in,
)
from assistants.policy.rights import require_level
from assistants.queries.assistants import known_to
from assistants.queries.page import Page, Pagination, holds, paged
from assistants.queries.record import Record
from assistants.spec.text import name_key


class NamedPart(BaseModel):
    """A role or department."""

    id: str = Field(examples=["role_builders"])
    name: str = Field(examples=["Assistant builders"])


class ReasonRow(BaseModel):
    """One thing that gives a person their access."""

    level: AccessLevel = Field(description="The level that it gives.")
    field: str = Field(
        description="What says so: one of the six lists, access_mode, created_by, or membership for those who manage "
        "the organization.",
        examples=["editable_by_roles"],
    )
    role: NamedPart | None = Field(description="The role that is named, and that the person has.")
    department_path: list[NamedPart] | None = Field(
        description="From the department that is named down to the person's own."
    )
    membership_level: MembershipLevel | None = Field(description="The membership level that is enough by itself.")


class AccessRow(BaseModel):
    """What a person may do, and why."""

    access_level: AccessLevel | None = Field(description="Null for no access.")
    reasons: list[ReasonRow] = Field(description="Everything that gives access, the strongest first.")


class _PersonRow(BaseModel):
    id: str = Field(examples=["usr_abc123"])
    name: str = Field(examples=["Ann Ito"])


class PersonRow(AccessRow, _PersonRow):
    """A person with access, and why."""

    access_level: AccessLevel


class PeoplePage(BaseModel):
    """One page of the people with access, by name."""

    people: list[PersonRow]
    total: int
    pagination: Pagination


class MemberRow(AccessRow, _PersonRow):
    """A member, with or without access."""

    is_active: bool = Field(description="Whoever is deactivated has no access.")


class ChangeRow(_PersonRow):
    """A person whose access changes."""

    before: AccessRow
    after: AccessRow


class ChangesRow(BaseModel):
    """Everyone whose level changes."""

    gains: list[ChangeRow] = Field(description="Who has no access now, and would have it.")
    loses: list[ChangeRow] = Field(description="Who has access now, and would have none.")
    changes: list[ChangeRow] = Field(description="Who has access now and then, at another level.")


class Shared(NamedTuple):
    """An assistant's grants, and the organization whose people they may reach."""

    organization_id: str
    grants: Sequence[AccessGrant]


def shared(caller: Caller, assistant_id: str) -> Shared:
    """With whom an assistant is shared, for its owners; raises `AssistantNotFound`, `Forbidden` below that level."""
    rows, level = known_to(caller, assistant_id)
    require_level(level, AccessLevel.OWNER)
    return Shared(caller.organization_id, rows.grants)


def people(of: Shared, page: Page) -> Record:
    """One page of everyone with access, by name, with the level and every reason for it."""
    tree, members = people_of(of.organization_id)
    found = people_with_access(members, of.grants)
    if sought := name_key(page.search):
        found = (entry for entry in found if holds(sought, entry[0].name, entry[0].user_id))
    everyone = list(found)
    part = everyone[page.offset : page.offset + page.limit]
    rows = [_named(member) | shown(access, member, tree) for member, access in part]
    return paged("people", rows, len(everyone), page)


class Standing(NamedTuple):
    """Where an active member stands: what they may do, and the reasons as they are shown."""

    member: Member
    level: AccessLevel | None
    reasons: list[Record]
    departments: list[str]


def standing(of: Shared) -> list[Standing]:
    """Every active member by name, with or without access, and with the names of their own departments."""
    tree, members = people_of(of.organization_id)
    found = []
    for member in members:
        access = access_of_member(member, of.grants)
        own = [tree.names[path[0]] for path in member.paths]
        found.append(Standing(member, access.level, shown(access, member, tree)["reasons"], own))
    return found


def person(of: Shared, user_id: str) -> Record | None:
    """One member's level and the reasons for it; None for who is no member."""
    if not may_name(user_id):
        return None
    tree, member = person_in(of.organization_id, user_id)
    if member is None:
        return None
    access = access_of_member(member, of.grants)
    return _named(member) | {"is_active": member.is_active} | shown(access, member, tree)


def shown_changes(changes: Iterable[Change], tree: Tree) -> Record:
    """Who gains access, who loses it, and who keeps it at another level."""
    rows: dict[str, list[Record]] = {"gains": [], "loses": [], "changes": []}
    for change in changes:
        kind = "gains" if change.before.level is None else "loses" if change.after.level is None else "changes"
        before, after = shown(change.before, change.was, tree), shown(change.after, change.becomes, tree)
        rows[kind].append(_named(change.was) | {"before": before, "after": after})
    return rows


def shown(access: Access, member: Member, tree: Tree) -> Record:
    """A member's level, and the reasons in the words of the organization."""
    reasons = [row for reason in access.reasons for row in _reasons(reason, member, tree)]
    return {"access_level": access.level, "reasons": reasons}


def _named(member: Member) -> Record:
    return {"id": member.user_id, "name": member.name}


def _reasons(reason: Reason, member: Member, tree: Tree) -> list[Record]:
    """One row for a reason, but for a department: that reaches a member along each of their paths to it."""
    row: dict[str, Any] = {
        "level": reason.level,
        "field": reason.field,
        "role": None,
        "department_path": None,
        "membership_level": None,
    }
    if reason.field == "membership":
        return [row | {"membership_level": reason.principal}]
    if reason.principal in member.roles:
        return [row | {"role": {"id": reason.principal, "name": member.roles[reason.principal]}}]
    down = [path[path.index(reason.principal) :: -1] for path in member.paths if reason.principal in path]
    named = [[{"id": step, "name": tree.names[step]} for step in path] for path in down]
    return [row | {"department_path": path} for path in named] or [row]
