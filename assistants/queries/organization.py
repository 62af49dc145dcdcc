"""What the caller's organization keeps, and who belongs to it: what an assistant's definition may name."""

from typing import Any

from pydantic import Field

from assistants.caller import Caller
from assistants.models import (
    Automation,
    Department,
    Membership,
    PresetPrompt,
    Role,
    Rule,
    Thread,
    VectorStore,
)
from assistants.policy.members import active_in
from assistants.policy.resources import usable_by
from assistants.queries.page import Page, Row, page_of
from assistants.queries.record import Record


class ResourceRow(Row):
    """A vector store, rule, preset prompt, automation or thread."""

    id: str
    name: str


class DepartmentRow(Row):
    """A part of the organization; departments form a tree."""

    id: str = Field(examples=["dept_support"])
    name: str = Field(examples=["Support"])
    parent: str | None = Field(validation_alias="parent_id", description="The department above, if there is one.")


class RoleRow(Row):
    """A named set of members."""

    id: str = Field(examples=["role_reviewer"])
    name: str = Field(examples=["Reviewer"])


class UserRow(Row):
    """A member, as other members see them."""

    id: str = Field(validation_alias="user_id", examples=["usr_ann"])
    name: str = Field(validation_alias="user__name", examples=["Ann"])


class UserWithEmailRow(UserRow):
    """A member, as the organization's owners and admins see them."""

    email: str = Field(validation_alias="user__email", examples=["ann@example.com"])


def vector_stores(caller: Caller, page: Page) -> Record:
    """The vector stores that the caller may use."""
    return _usable("vector_stores", VectorStore, caller, page)


def rules(caller: Caller, page: Page) -> Record:
    """The rules that the caller may use."""
    return _usable("rules", Rule, caller, page)


def preset_prompts(caller: Caller, page: Page) -> Record:
    """The preset prompts that the caller may use."""
    return _usable("preset_prompts", PresetPrompt, caller, page)


def automations(caller: Caller, page: Page) -> Record:
    """The automations that the caller may use."""
    return _usable("automations", Automation, caller, page)


def threads(caller: Caller, page: Page) -> Record:
    """The threads that the caller may use."""
    return _usable("threads", Thread, caller, page)


def departments(caller: Caller, page: Page) -> Record:
    """The departments of the caller's organization, each with the one above it."""
    own = Department.objects.filter(organization_id=caller.organization_id)
    return page_of("departments", DepartmentRow, own, page)


def roles(caller: Caller, page: Page) -> Record:
    """The roles of the caller's organization."""
    return page_of("roles", RoleRow, Role.objects.filter(organization_id=caller.organization_id), page)


def users(caller: Caller, page: Page) -> Record:
    """The active members of the caller's organization; their e-mail addresses for its owners and admins only."""
    row = UserWithEmailRow if caller.is_manager else UserRow
    return page_of("users", row, Membership.objects.filter(active_in(caller.organization_id)), page)


def _usable(plural: str, model: Any, caller: Caller, page: Page) -> Record:
    return page_of(plural, ResourceRow, model.objects.filter(usable_by(caller)), page)
