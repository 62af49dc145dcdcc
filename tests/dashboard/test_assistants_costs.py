"""What the list costs the database: numbers that nothing it holds changes (performance.md: at most 12)."""

from django.db import connection

from assistants.models import Organization
from tests.costs import capture, statements_in
from tests.dashboard.conftest import Reader
from tests.factories import DepartmentFactory, MembershipFactory, VectorStoreFactory

# The session, its person and their place; which assistants, five tables of theirs and the names of what they name; the
# numbers of the views. On PostgreSQL the assistants of a list that nothing narrows are counted apart, in the same turn.
NARROWED = 11
WHOLE = 12 if connection.vendor == "postgresql" else 11


def statements(reader: Reader, query: str) -> int:
    reader.page(query)
    with capture() as queries:
        reader.page(query)
    return statements_in(queries)


def fill(ann: Reader, acme: Organization, numbers: range) -> None:
    stores = [store.id for store in VectorStoreFactory.create_batch(3, organization=acme)]
    departments = [DepartmentFactory.create(organization=acme).id for _ in range(3)]
    crowd = [MembershipFactory.create(organization=acme).user_id for _ in range(3)]
    for number in numbers:
        some = slice(0, number % 3 + 1)
        ann.make(
            f"a {number}",
            access_mode="organization",
            vector_store_ids=stores[some],
            access_departments=departments[some],
            access_users=crowd[some],
            tool_configurations={
                "system_tools": {"web_search": {}},
                "mcp_tools": [
                    {"type": "mcp", "server_label": f"s{label}", "server_url": "https://mcp.example.com"}
                    for label in range(number % 3)
                ],
            },
        )


def test_the_list_costs_the_same_with_1_and_300_assistants(ann: Reader, omar: Reader, acme: Organization) -> None:
    found = []
    for numbers in (range(1), range(1, 300)):
        fill(ann, acme, numbers)
        found += [
            statements(reader, query)
            for reader in (ann, omar)
            for query in ("?size=100", "?size=100&search=a&tool=web_search&provider=openai&layout=cards")
        ]

    assert found == [WHOLE, NARROWED] * 4
