"""What PostgreSQL counts for the totals of lists is right after every statement, whatever writes the grants."""

from collections import Counter
from contextlib import suppress
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistants.caller import EVERYONE, Caller
from assistants.models import AccessGrant
from assistants.policy.access import GRANT_FIELDS
from tests.factories import MembershipFactory, OrganizationFactory, assistant, caller

# The database is rolled back after all examples of a test; each has an organization of its own.
examples = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
Audiences = Counter[tuple[bool, tuple[str, ...]]]
SHARED = {"access_mode", *(field for field in GRANT_FIELDS if not field.endswith("users"))}


def counted(organization_id: str) -> Audiences:
    """What the database has counted."""
    found: Audiences = Counter()
    with connection.cursor() as cursor:
        sql = "SELECT is_active, principals, assistants FROM audience WHERE organization_id = %s"
        for is_active, principals, number in cursor.execute(sql, [organization_id]).fetchall():
            found[is_active, tuple(principals)] += number
    return Counter({audience: number for audience, number in found.items() if number})


def recounted(organization_id: str) -> Audiences:
    """The same, from the grants."""
    named: dict[tuple[str, bool], set[str]] = {}
    for grant in AccessGrant.objects.filter(organization_id=organization_id, in_force=True):
        principals = named.setdefault((grant.assistant_id, grant.is_active), set())
        if grant.field in SHARED or grant.principal == EVERYONE:
            principals.add(grant.principal)
    return Counter(
        (is_active, (EVERYONE,) if EVERYONE in principals else tuple(sorted(principals)))
        for (_, is_active), principals in named.items()
    )


def grants() -> st.SearchStrategy[list[dict[str, Any]]]:
    one = st.fixed_dictionaries(
        {
            "assistant": st.integers(0, 2),
            "principal": st.sampled_from(["role_a", "role_b", "dept_a", EVERYONE]),
            "field": st.sampled_from(["access_mode", "created_by", *GRANT_FIELDS]),
            "is_active": st.booleans(),
            "in_force": st.booleans(),
        }
    )
    return st.lists(one, min_size=1, max_size=4)


def an_owner() -> Caller:
    return caller(MembershipFactory.create(organization=OrganizationFactory.create(), level="owner"))


def insert(organization_id: str, ids: list[str], drawn: list[dict[str, Any]]) -> None:
    AccessGrant.objects.bulk_create(
        [
            AccessGrant(
                organization_id=organization_id,
                position=0,
                level="view",
                name_key="a",
                **grant | {"assistant": None, "assistant_id": ids[grant["assistant"]]},
            )
            for grant in drawn
        ],
        ignore_conflicts=True,
    )


@pytest.mark.django_db
@examples
@given(st.data())
def test_the_count_is_right_after_every_statement(data: st.DataObject) -> None:
    owner = an_owner()
    organization = owner.organization_id
    ids = [assistant(owner, name=name)["id"] for name in "abc"]
    own = AccessGrant.objects.filter(organization_id=organization)
    for _ in range(data.draw(st.integers(1, 5))):
        drawn = data.draw(grants())
        some = own.filter(assistant_id__in={ids[grant["assistant"]] for grant in drawn})
        match data.draw(st.sampled_from(["insert", "update", "move", "delete", "delete all"])):
            case "insert":
                insert(organization, ids, drawn)
            case "update":
                some.update(in_force=drawn[0]["in_force"], is_active=drawn[0]["is_active"])
            case "move":
                first = own.filter(pk=own.order_by("pk").values("pk")[:1])
                with suppress(IntegrityError), transaction.atomic():  # that principal may be named there already
                    first.update(principal=drawn[0]["principal"])
            case "delete":
                some.filter(field=drawn[0]["field"]).delete()
            case "delete all":
                some.delete()
        assert counted(organization) == recounted(organization)


@pytest.mark.django_db
@pytest.mark.parametrize("field", ["created_by", "access_mode", *GRANT_FIELDS])
def test_an_audience_is_made_of_all_but_single_users(field: str) -> None:
    owner = an_owner()
    made = assistant(owner)["id"]

    AccessGrant.objects.create(
        organization_id=owner.organization_id,
        assistant_id=made,
        position=0,
        principal="named",
        level="view",
        field=field,
        name_key="a",
    )

    assert counted(owner.organization_id) == {(True, ("named",) if field in SHARED else ()): 1}


@pytest.mark.django_db(transaction=True)
def test_two_transactions_count_for_one_audience_without_waiting_for_each_other() -> None:
    owner = an_owner()
    one, two = (assistant(owner, name=name)["id"] for name in "ab")
    other = connection.copy()
    share = "UPDATE access_grant SET principal = '*', field = 'access_mode' WHERE assistant_id = %s"
    try:
        with transaction.atomic(), connection.cursor() as cursor, other.cursor() as beside:
            cursor.execute(share, [one])
            beside.execute("SET lock_timeout = '10s'")
            beside.execute(share, [two])
    finally:
        other.close()

    assert counted(owner.organization_id) == {(True, (EVERYONE,)): 2}


@pytest.mark.django_db(transaction=True)
def test_nothing_is_left_when_the_grants_are_emptied() -> None:
    owner = an_owner()
    assistant(owner)

    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE access_grant")

    assert counted(owner.organization_id) == {}


@pytest.mark.django_db(transaction=True)
def test_what_was_there_before_is_counted_once_the_database_counts() -> None:
    owner = an_owner()
    for name, mode in (("a", "private"), ("b", "organization"), ("c", "organization")):
        assistant(owner, name=name, access_mode=mode)
    assistant(owner, name="d", is_active=False)
    before = counted(owner.organization_id)

    call_command("migrate", "assistants", "0008", verbosity=0)
    call_command("migrate", "assistants", verbosity=0)

    assert counted(owner.organization_id) == before == {(True, ()): 1, (True, (EVERYONE,)): 2, (False, ()): 1}
