"""What a list costs the database, in numbers that nothing it holds changes."""

from typing import Any

import pytest
from django.db import connection

from assistants.choices import MembershipLevel
from assistants.models import Organization
from tests.api.person import PATH, Person
from tests.costs import capture, statements_in
from tests.factories import MembershipFactory, OrganizationFactory, VectorStoreFactory

pytestmark = pytest.mark.django_db
POSTGRESQL = connection.vendor == "postgresql"


@pytest.fixture
def acme() -> Organization:
    return OrganizationFactory.create()


@pytest.fixture
def people(acme: Organization) -> list[Person]:
    """An owner and a member."""
    levels = (MembershipLevel.OWNER, MembershipLevel.MEMBER)
    return [Person(MembershipFactory.create(organization=acme, level=level)) for level in levels]


def statements(person: Person, **query: Any) -> int:
    """Those of a page of a hundred, but for the bounds of transactions."""
    person.page(limit=100, **query)
    with capture() as queries:
        person.page(limit=100, **query)
    return statements_in(queries)


def fill(acme: Organization, owner: Person, member: Person, numbers: range) -> None:
    """Assistants that name the same kinds of things, each as many more as there are before it, up to a hundred."""
    stores = [store.id for store in VectorStoreFactory.create_batch(3, organization=acme)]
    crowd = [MembershipFactory.create(organization=acme).user_id for _ in range(3)]
    for number in numbers:
        some = slice(0, number % 3 + 1)
        owner.make(
            f"a {number}",
            access_mode="organization",
            vector_store_ids=stores[some],
            access_users=[*crowd[some], member.id],
            visible_in_chat_to_users=crowd[some],
            preset_prompts=[],
            mcp_tools=[
                {
                    "type": "mcp",
                    "server_label": f"s{label}",
                    "server_url": "https://mcp.example.com",
                    "authorization": "x",
                }
                for label in range(number % 3)
            ],
        )


# The key, its holder's use of this minute, which assistants and how many, and their rows; of the whole rows also
# which of the models, members and vector stores that they name are there.
SUMMARY = 8 if POSTGRESQL else 7
WHOLE = SUMMARY + 6


@pytest.mark.parametrize(("fields", "expected"), [("summary", SUMMARY), ("standard", WHOLE), ("full", WHOLE)])
def test_a_list_costs_the_same_with_1_and_3_and_300_assistants_grants_and_versions(
    acme: Organization, people: list[Person], fields: str, expected: int
) -> None:
    owner, member = people
    found = []
    for numbers in (range(1), range(1, 3), range(3, 300)):
        fill(acme, owner, member, numbers)
        for number in numbers[:3]:
            owner.client.patch(f"{PATH}/{owner.items()[0]['id']}", {"description": f"Change {number}"})
        found += [statements(person, fields=fields) for person in people]
    assert found == [expected] * 6


# What is narrowed is read and counted by one statement.
NARROWED = 7


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"search": "a"}, NARROWED),
        ({"access_mode": "organization"}, NARROWED),
        ({"include_deleted": True}, NARROWED),
        ({"sort_by": "updated_at"}, SUMMARY),
    ],
    ids=lambda value: "" if isinstance(value, int) else next(iter(value)),
)
def test_what_narrows_or_sorts_a_list_costs_the_same_with_1_and_3_and_300_assistants(
    acme: Organization, people: list[Person], query: dict[str, Any], expected: int
) -> None:
    owner, member = people
    found = []
    for numbers in (range(1), range(1, 3), range(3, 300)):
        fill(acme, owner, member, numbers)
        found.append([statements(person, **query) for person in people])
    assert found == [[expected] * 2] * 3


def test_after_costs_one_more(acme: Organization, people: list[Person]) -> None:
    owner, member = people
    fill(acme, owner, member, range(3))
    first = owner.page(limit=1)["pagination"]["next_after"]
    assert [statements(person, after=first) for person in people] == [SUMMARY + 1] * 2
