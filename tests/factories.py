# mypy: untyped-calls-exclude=factory
"""What tests start from: an organization's people and things, made without ceremony.

Call `create` on a factory: its answer has the model's type. What the product makes by itself (keys, callers,
assistants) comes from its own services.
"""

from collections.abc import Iterable
from typing import Any, TypeVar

from factory.declarations import SelfAttribute, Sequence, SubFactory
from factory.django import DjangoModelFactory

from assistants import models
from assistants.caller import Caller
from assistants.choices import Scope
from assistants.queries.record import Record
from assistants.services import api_key as api_keys
from assistants.services import assistant as assistants

Made = TypeVar("Made")


class Factory(DjangoModelFactory[Made]):
    """A factory of one model; `create(**fields)` and `create_batch(number, **fields)` make its rows."""

    class Meta:
        abstract = True

    @classmethod
    def create(cls, **fields: Any) -> Made:
        return super().create(**fields)

    @classmethod
    def create_batch(cls, size: int, **fields: Any) -> list[Made]:
        return super().create_batch(size, **fields)


class OrganizationFactory(Factory[models.Organization]):
    class Meta:
        model = models.Organization

    name = Sequence("Organization {}".format)


class UserFactory(Factory[models.User]):
    class Meta:
        model = models.User

    name = Sequence("Person {}".format)
    email = Sequence("person{}@example.com".format)


class DepartmentFactory(Factory[models.Department]):
    class Meta:
        model = models.Department

    organization = SubFactory(OrganizationFactory)
    name = Sequence("Department {}".format)


class RoleFactory(Factory[models.Role]):
    class Meta:
        model = models.Role

    organization = SubFactory(OrganizationFactory)
    name = Sequence("Role {}".format)


class MembershipFactory(Factory[models.Membership]):
    """A person in an organization, by default a member of a new one without departments and roles."""

    class Meta:
        model = models.Membership

    organization = SubFactory(OrganizationFactory)
    user = SubFactory(UserFactory)

    @classmethod
    def create(
        cls, departments: Iterable[models.Department] = (), roles: Iterable[models.Role] = (), **fields: Any
    ) -> models.Membership:
        membership = super().create(**fields)
        membership.departments.set(departments)
        membership.roles.set(roles)
        return membership


class ResourceFactory(Factory[Made]):
    class Meta:
        abstract = True

    organization = SubFactory(OrganizationFactory)
    name = Sequence("Resource {}".format)

    @classmethod
    def create(cls, only_for: Iterable[models.Role | models.Department] | None = None, **fields: Any) -> Made:
        """A resource for every member, or `only_for` some roles and departments."""
        resource = super().create(**fields, is_restricted=only_for is not None)
        assert isinstance(resource, models.Resource)
        for principal in only_for or ():
            models.ResourceAudience.objects.create(
                organization=resource.organization, resource_id=resource.pk, principal=principal.pk
            )
        return resource


class VectorStoreFactory(ResourceFactory[models.VectorStore]):
    class Meta:
        model = models.VectorStore


class RuleFactory(ResourceFactory[models.Rule]):
    class Meta:
        model = models.Rule

    content = "Be brief."


class PresetPromptFactory(ResourceFactory[models.PresetPrompt]):
    class Meta:
        model = models.PresetPrompt

    content = "What can you do?"


class AutomationFactory(ResourceFactory[models.Automation]):
    class Meta:
        model = models.Automation


class ThreadFactory(ResourceFactory[models.Thread]):
    class Meta:
        model = models.Thread


class ProviderFactory(Factory[models.Provider]):
    class Meta:
        model = models.Provider

    id = Sequence("provider{}".format)
    name = Sequence("Provider {}".format)
    homepage = "https://example.com"


class LanguageModelFactory(Factory[models.LanguageModel]):
    """A model of which the catalogue knows nothing but its name."""

    class Meta:
        model = models.LanguageModel

    key = Sequence("model-{}".format)
    provider = SubFactory(ProviderFactory)
    name = SelfAttribute("key")


class ConnectorFactory(Factory[models.Connector]):
    class Meta:
        model = models.Connector

    id = Sequence("connector_{}".format)
    name = Sequence("Connector {}".format)
    service = SelfAttribute("name")


class AvatarFactory(Factory[models.Avatar]):
    class Meta:
        model = models.Avatar

    name = Sequence("Avatar {}".format)
    svg = '<svg xmlns="http://www.w3.org/2000/svg"/>'


class IconFactory(Factory[models.Icon]):
    class Meta:
        model = models.Icon

    name = Sequence("Icon {}".format)
    svg = '<svg xmlns="http://www.w3.org/2000/svg"/>'


def api_key(membership: models.Membership, scopes: Iterable[Scope] = tuple(Scope), **fields: Any) -> str:
    """A new key of a member, with every scope unless told otherwise; `fields` may hold `expires_at`."""
    number = models.ApiKey.objects.count()
    return api_keys.issue(membership, f"Key {number}", scopes, **fields)


def caller(membership: models.Membership, scopes: Iterable[Scope] = tuple(Scope)) -> Caller:
    """The member as the API knows them, let in with a new key."""
    return api_keys.admit(api_key(membership, scopes), writing=False, trace_id="")


def assistant(creator: Caller, **fields: Any) -> Record:
    """An assistant of the creator's organization, made by the service; `fields` are those of the request."""
    number = models.Assistant.objects.count()
    body = {"name": f"Assistant {number}", "organization_id": creator.organization_id, **fields}
    return assistants.create(body, caller=creator).record
