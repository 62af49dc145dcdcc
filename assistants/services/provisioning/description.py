"""The file of `manage.py provision`: an organization, its people, and what they use (contract, section 7)."""

from datetime import datetime
from typing import Annotated, ClassVar

from django.core.exceptions import ValidationError as InvalidEmail
from django.core.validators import validate_email
from django.utils.dateparse import parse_datetime
from pydantic import AfterValidator, BeforeValidator, Field

from assistants.choices import MembershipLevel, Scope, SharingPolicy
from assistants.problems import Code
from assistants.spec.bounds import Length
from assistants.spec.explain import wrong
from assistants.spec.section import Strict
from assistants.spec.text import ONE_LINE, UNIQUE, Identifier, Text
from assistants.spec.whole import distinct

Title = Annotated[Text, Length(1, 256), ONE_LINE]
Identifiers = Annotated[list[Identifier], UNIQUE]


def _email(value: str) -> str:
    try:
        validate_email(value)
    except InvalidEmail:
        raise wrong(Code.INVALID_FORMAT, "must be an e-mail address.") from None
    return value.lower()


def _moment(value: object) -> datetime:
    moment = parse_datetime(value) if isinstance(value, str) else None
    if moment is None or moment.tzinfo is None:
        raise wrong(Code.INVALID_FORMAT, "must be a date and time with its offset, as in 2026-11-24T16:46:23Z.")
    return moment


class OrganizationPart(Strict):
    """The organization itself."""

    id: Identifier
    name: Title
    organization_sharing: SharingPolicy = SharingPolicy.MEMBERS
    public_sharing: SharingPolicy = SharingPolicy.ADMINS


class DepartmentPart(Strict):
    """A department, and the one above it."""

    id: Identifier
    name: Title
    parent: Identifier | None = None


class RolePart(Strict):
    """A named set of members."""

    id: Identifier
    name: Title


class MemberPart(Strict):
    """A person, and their place in the organization."""

    id: Identifier
    email: Annotated[Text, Length(3, 254), AfterValidator(_email)]
    name: Title
    level: MembershipLevel = MembershipLevel.MEMBER
    departments: Identifiers = []
    roles: Identifiers = []


class ResourcePart(Strict):
    """A vector store, automation or thread; `departments` and `roles` say who may use it, left out: everyone."""

    id: Identifier
    name: Title
    departments: Identifiers = []
    roles: Identifiers = []


class ContentPart(ResourcePart):
    """A rule or preset prompt."""

    content: Text


class ApiKeyPart(Strict):
    """A key for one of the members."""

    name: Title
    member: Identifier
    scopes: Annotated[list[Scope], UNIQUE] = Field(default_factory=lambda: list(Scope))
    expires_at: Annotated[datetime, BeforeValidator(_moment)] | None = None


class Description(Strict):
    """Everything; each list may be left out."""

    organization: OrganizationPart
    departments: Annotated[list[DepartmentPart], distinct("id")] = []
    roles: Annotated[list[RolePart], distinct("id")] = []
    members: Annotated[list[MemberPart], distinct("id"), distinct("email")] = []
    vector_stores: Annotated[list[ResourcePart], distinct("id")] = []
    rules: Annotated[list[ContentPart], distinct("id")] = []
    preset_prompts: Annotated[list[ContentPart], distinct("id")] = []
    automations: Annotated[list[ResourcePart], distinct("id")] = []
    threads: Annotated[list[ResourcePart], distinct("id")] = []
    api_keys: list[ApiKeyPart] = []

    # The lists that hold what assistants use.
    resources: ClassVar = ("vector_stores", "rules", "preset_prompts", "automations", "threads")
