"""Organizations as the product has them, with what the oracle believes of them kept beside."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from assistants.caller import EVERYONE, Caller
from assistants.choices import MembershipLevel, SharingPolicy, Source
from assistants.models import Department, Membership, Organization, Role, User
from tests.access import oracle
from tests.api.client import Answer, ApiClient
from tests.factories import MembershipFactory, OrganizationFactory, UserFactory, api_key

NUMBERS = count()


@dataclass
class Member:
    """A member: what the oracle knows, the row, and the program that acts for them."""

    house: "House"
    person: oracle.Person
    membership: Membership
    client: ApiClient
    removed: bool = False

    @property
    def gone(self) -> bool:
        return self.removed or not self.person.active

    @property
    def is_last_owner(self) -> bool:
        return [self] == [other for other in self.house.members if not other.gone and other.person.level == "owner"]


@dataclass
class Made:
    """An assistant: where it is, and what the oracle knows."""

    id: str
    house: "House"
    facts: oracle.Assistant


@dataclass
class House:
    """An organization: its departments with the one above each, its roles, members and assistants."""

    organization: Organization
    manager: Caller
    above: dict[str, str | None] = field(default_factory=dict)
    roles: list[str] = field(default_factory=list)
    members: list[Member] = field(default_factory=list)
    assistants: list[Made] = field(default_factory=list)

    @property
    def present(self) -> list[Member]:
        return [member for member in self.members if not member.removed]

    @property
    def users(self) -> list[str]:
        """Whom a request may name: the active members."""
        return [member.person.user for member in self.members if not member.gone]

    def level(self, member: Member, made: Made) -> str | None:
        if member.house is not made.house or member.removed:
            return None
        return oracle.level(member.person, made.facts, self.above)

    def join(self, user: User, level: str, roles: set[str], departments: set[str]) -> Member:
        membership = MembershipFactory.create(organization=self.organization, user=user, level=level)
        place(membership, roles, departments)
        person = oracle.Person(user.id, level, roles=set(roles), departments=set(departments))
        member = Member(self, person, membership, ApiClient(api_key(membership)))
        self.members.append(member)
        return member

    def forget(self, principal: str) -> None:
        """What was granted to someone or something that is gone is gone."""
        for made in self.assistants:
            for name, listed in made.facts.lists.items():
                made.facts.lists[name] = [other for other in listed if other != principal]


def place(membership: Membership, roles: Iterable[str], departments: Iterable[str]) -> None:
    """Give a member these roles and departments, and no others."""
    membership.roles.set(Role.objects.filter(pk__in=roles))
    membership.departments.set(Department.objects.filter(pk__in=departments))


def found() -> House:
    """An organization without members; a user from outside manages it, as a command would."""
    organization = OrganizationFactory.create(organization_sharing=SharingPolicy.MEMBERS)
    manager = Caller(
        user_id=UserFactory.create(id=f"usr_operator_{next(NUMBERS)}").id,
        organization_id=organization.id,
        level=MembershipLevel.OWNER,
        principals=frozenset({EVERYONE}),
        organization_sharing=SharingPolicy.MEMBERS,
        public_sharing=SharingPolicy.ADMINS,
        source=Source.COMMAND,
    )
    return House(organization, manager)


def listed(member: Member) -> Answer:
    """Everything that the member finds in their organization."""
    query = {"organization_id": member.house.organization.id, "include_inactive": "true"}
    return member.client.get("/v1/assistants", query)


def ask(member: Member, made: Made, what: str, body: Any = None) -> Answer:
    """Send one of the oracle's requests."""
    path, client = f"/v1/assistants/{made.id}", member.client
    match what:
        case "get":
            return client.get(path)
        case "icon" | "versions" | "history" | "access":
            return client.get(f"{path}/{what}")
        case "delete":
            return client.delete(path, body)
        case "restore" | "transfer":
            return client.post(f"{path}/{what}", body)
        case _:
            return client.patch(path, body or {})
