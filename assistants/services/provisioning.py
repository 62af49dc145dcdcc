"""Make or update an organization from a description: idempotent by id, and nothing is ever removed."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Annotated, Any, TypedDict

from django.core.exceptions import ValidationError as InvalidEmail
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Model
from pydantic import AfterValidator, AwareDatetime, Field, ValidationError

from assistants.choices import MembershipLevel, Scope, SharingPolicy
from assistants.models import (
    ApiKey,
    Automation,
    Department,
    Membership,
    Organization,
    PresetPrompt,
    Resource,
    ResourceAudience,
    Role,
    Rule,
    Thread,
    User,
    VectorStore,
)
from assistants.problems import Code, Problem, Refused
from assistants.services import api_key
from assistants.spec.bounds import Length, distinct
from assistants.spec.explain import problems_of, wrong
from assistants.spec.section import Strict
from assistants.spec.text import ONE_LINE, UNIQUE, Identifier, Text, cleaned

Title = Annotated[Text, Length(1, 256), ONE_LINE]
Identifiers = Annotated[list[Identifier], UNIQUE]


def _email(value: str) -> str:
    try:
        validate_email(value)
    except InvalidEmail:
        raise wrong(Code.INVALID_FORMAT, "must be an e-mail address.") from None
    return value.lower()


class OrganizationPart(Strict):
    id: Identifier
    name: Title
    organization_sharing: SharingPolicy | None = None
    public_sharing: SharingPolicy | None = None


class DepartmentPart(Strict):
    id: Identifier
    name: Title
    parent: Identifier | None = None


class RolePart(Strict):
    id: Identifier
    name: Title


class MemberPart(Strict):
    id: Identifier
    email: Annotated[Text, Length(3, 254), AfterValidator(_email)]
    name: Title
    level: MembershipLevel = MembershipLevel.MEMBER
    departments: Identifiers | None = None
    roles: Identifiers | None = None


class ResourcePart(Strict):
    id: Identifier
    name: Title
    departments: Identifiers | None = None
    roles: Identifiers | None = None


class ContentPart(ResourcePart):
    content: Text


class ApiKeyPart(Strict):
    name: Title
    member: Identifier
    scopes: Annotated[list[Scope], UNIQUE] = Field(default_factory=lambda: list(Scope))
    expires_at: AwareDatetime | None = None


class Description(Strict):
    """The file of `manage.py provision` (contract, section 7)."""

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
