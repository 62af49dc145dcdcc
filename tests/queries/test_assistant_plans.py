"""How PostgreSQL reads a list at a few thousand assistants: from indexes, whoever asks (performance.md).

The plans are those of the statements as they are sent, told by PostgreSQL's own auto_explain.
"""

import json
from collections.abc import Iterator
from typing import Any, NamedTuple, cast

import psycopg
import pytest
from django.db import connection

from assistants.caller import Caller
from assistants.queries.assistant_list import assistants
from assistants.queries.assistant_query import AssistantQuery
from assistants.services import api_key
from assistants.services.provisioning import provision
from tests.factories import assistant
from tests.many import ACME, DENSE, ORGANIZATION, OWNER, SPARSE, multiply

pytestmark = pytest.mark.django_db(transaction=True)
NUMBER = 20_000


class Node(NamedTuple):
    """A step of a plan that reads a table: how, which, by which index, and how many rows in all."""

    kind: str
    table: str
    by: str | None
    rows: int


@pytest.fixture
def people() -> dict[str, Caller]:
    """Those who look at the assistants."""
    keys = {key["name"]: key["key"] for key in provision(ACME)["api_keys"]}
    found = {name: api_key.admit(key, writing=False, trace_id="") for name, key in keys.items()}
    made = assistant(found[OWNER], instructions="Be brief. " * 300)
    with connection.cursor() as cursor:

        def execute(sql: str, values: list[Any]) -> Any:
            cursor.execute(sql, values)
            return cursor

        multiply(execute, made["id"], NUMBER)
        cursor.execute("VACUUM ANALYZE")
    return found


@pytest.fixture
def plans(people: dict[str, Caller]) -> Iterator[list[Any]]:
    """The plan of every statement from here on."""
    found: list[Any] = []

    def note(message: psycopg.errors.Diagnostic) -> None:
        found.append(json.loads((message.message_primary or "").partition("plan:\n")[2])["Plan"])

    link = cast("psycopg.Connection[Any]", connection.connection)
    with connection.cursor() as cursor:
        cursor.execute("LOAD 'auto_explain'")
        for setting, value in {
            "log_min_duration": "0",
            "log_analyze": "on",
            "log_format": "json",
            "log_level": "notice",
        }.items():
            cursor.execute(f"SET auto_explain.{setting} = {value}")
    link.add_notice_handler(note)
    yield found
    connection.close()


def nodes(plan: Any) -> Iterator[Node]:
    if "Relation Name" in plan:
        rows = plan["Actual Rows"] * plan["Actual Loops"]
        yield Node(plan["Node Type"], plan["Relation Name"], plan.get("Index Name"), rows)
    if plan["Node Type"] == "Bitmap Index Scan":
        yield Node(plan["Node Type"], "", plan["Index Name"], plan["Actual Rows"] * plan["Actual Loops"])
    for part in plan.get("Plans", ()):
        yield from nodes(part)


# The statement that counts is a sum, or a sum of two; no other begins with one.
COUNTS = ("Aggregate", "Result")


def read(plans: list[Any], person: Caller, *, counts: bool = False, **query: Any) -> list[Node]:
    """What a page reads, but for its total; or what its total reads."""
    wanted = AssistantQuery(organization_id=ORGANIZATION, limit=20, **query)
    for _ in range(6):  # from the sixth use on, PostgreSQL may keep one plan for all values
        assistants(person, wanted)
    plans.clear()
    assistants(person, wanted)
    return [node for plan in plans if (plan["Node Type"] in COUNTS) == counts for node in nodes(plan)]


def test_no_table_is_read_from_end_to_end(people: dict[str, Caller], plans: list[Any]) -> None:
    orders: list[dict[str, Any]] = [
        {},
        {"include_inactive": True},
        {"sort_order": "desc"},
        {"offset": 20},
        {"sort_by": "updated_at", "sort_order": "desc"},
        {"sort_by": "created_at"},
        {"search": "helper 1234"},
    ]
    found = {
        (name, str(order)): [node for node in read(plans, person, **order) if node.kind == "Seq Scan"]
        for name, person in people.items()
        for order in orders
    }
    big = ("assistant", "access_grant", "assistant_search")
    assert [asked for asked, scans in found.items() if any(scan.table in big for scan in scans)] == []


@pytest.mark.parametrize("person", [DENSE, SPARSE])
def test_a_members_page_by_name_takes_a_page_of_each_principal_from_the_index_alone(
    people: dict[str, Caller], plans: list[Any], person: str
) -> None:
    caller = people[person]
    middle = assistants(caller, AssistantQuery(organization_id=ORGANIZATION, limit=30))["pagination"]["next_after"]

    for query in ({}, {"after": middle, "sort_order": "desc"}):
        [walk] = [node for node in read(plans, caller, **query) if node.by == "access_grant_by_name"]
        assert walk.kind == "Index Only Scan"
        assert walk.rows <= len(caller.principals) * 21


def test_an_owners_page_takes_no_more_rows_than_it_has_from_the_index_alone(
    people: dict[str, Caller], plans: list[Any]
) -> None:
    for column in ("name_key", "created_at", "updated_at"):
        order: dict[str, Any] = {"sort_by": column.removesuffix("_key"), "sort_order": "desc"}
        [walk] = [node for node in read(plans, people[OWNER], **order) if node.by == f"assistant_by_{column}"]
        assert walk == Node("Index Only Scan", "assistant", f"assistant_by_{column}", 21)


@pytest.mark.parametrize(
    ("person", "audiences", "named"),
    [
        (OWNER, 4, 0),  # of those that are active: all
        (DENSE, 3, 0),  # the role, the department, and both
        (SPARSE, 0, 58),  # of 60, two are inactive
    ],
)
def test_a_total_reads_the_audiences_and_what_names_the_member_and_nothing_else(
    people: dict[str, Caller], plans: list[Any], person: str, audiences: int, named: int
) -> None:
    found = read(plans, people[person], counts=True)
    big = [node for node in found if node.table == "access_grant"]
    assert sum(node.rows for node in found if node.table == "audience") == audiences
    assert sum(node.rows for node in big) == named
    assert {node.kind for node in big} <= {"Index Only Scan", "Index Scan"}


def test_a_search_reads_the_index_of_the_text(people: dict[str, Caller], plans: list[Any]) -> None:
    for person in (OWNER, DENSE):
        assert "assistant_search_text" in {node.by for node in read(plans, people[person], search="helper 1234")}
