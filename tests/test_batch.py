from contextlib import suppress

import pytest
from django.db import DataError, IntegrityError

from assistants.batch import Batch
from assistants.models import Organization, ResourceAudience, Role
from assistants.prepared import Parameter, Prepared
from tests.costs import capture
from tests.factories import OrganizationFactory

pytestmark = pytest.mark.django_db

NAMES = Prepared(
    lambda: (
        Role.objects.filter(organization_id=Parameter("organization"), name__any_of=Parameter("names"))
        .order_by("name")
        .values_list("name", "created_at")
    )
)


def test_rows_of_one_model_go_in_one_statement_however_many_they_are() -> None:
    acme = OrganizationFactory.create()
    for count in (1, 2, 300):
        rows = [
            ResourceAudience(organization=acme, resource_id=f"vs_{count}", principal=f"role_{n}") for n in range(count)
        ]
        batch = Batch()
        batch.insert(rows)
        with capture() as queries:
            batch.send()
        assert len([query for query in queries if "INSERT" in query["sql"]]) == 1
        assert ResourceAudience.objects.filter(resource_id=f"vs_{count}").count() == count


@pytest.mark.parametrize("text", ['{"a","b"}', "NULL", "", "\\", '"', "a,b", "ä\n\t€😀", "%s %%"])
def test_every_text_comes_back_as_it_went_in(text: str) -> None:
    acme = OrganizationFactory.create()
    for names in ([f"{text}1"], [f"{text}2", f"{text}3"]):
        batch = Batch()
        batch.insert([Role(organization=acme, name=name, created_at="2026-01-01T00:00:00Z") for name in names])
        batch.send()
        assert sorted(Role.objects.filter(name__in=names).values_list("name", flat=True)) == names


def test_a_text_that_is_too_long_is_never_cut() -> None:
    acme = OrganizationFactory.create()
    batch = Batch()
    batch.insert([Role(organization=acme, name="x" * 257), Role(organization=acme, name="y")])
    # PostgreSQL refuses it; SQLite knows no lengths, and keeps it whole.
    with suppress(DataError):
        batch.send()
    assert not Role.objects.filter(name="x" * 256).exists()


def test_a_batch_writes_everything_or_nothing() -> None:
    acme = OrganizationFactory.create()
    audience = {"organization": acme, "resource_id": "vs_1", "principal": "role_1"}
    batch = Batch()
    batch.insert([Role(organization=acme, name="Support")])
    batch.insert([ResourceAudience(**audience), ResourceAudience(**audience)])
    with pytest.raises(IntegrityError):
        batch.send()
    assert not Role.objects.exists()


def test_a_prepared_queryset_is_compiled_once_and_takes_lists_of_any_length() -> None:
    acme, other = OrganizationFactory.create_batch(2)
    for name in ("a", "b", "c"):
        Role.objects.create(organization=acme, name=name)
        Role.objects.create(organization=other, name=name)
    for names in (set(), {"a"}, {"a", "c", "x"}):
        batch = Batch()
        rows = batch.select(NAMES, organization=acme.id, names=names)
        batch.send()
        assert [name for name, _ in rows] == sorted(names - {"x"})
    statement, _ = NAMES.bound({"organization": "", "names": []})
    assert statement == NAMES.bound({"organization": "", "names": ["a", "b"]})[0]


def test_a_prepared_queryset_answers_python_values() -> None:
    role = Role.objects.create(organization=OrganizationFactory.create(), name="a")
    batch = Batch()
    rows = batch.select(NAMES, organization=role.organization_id, names=["a"])
    batch.send()
    assert list(rows) == [("a", role.created_at)]


@pytest.mark.django_db(transaction=True)
def test_a_batch_writes_nothing_where_what_it_requires_is_not_there() -> None:
    def send(required: str) -> None:
        batch = Batch()
        batch.require("SELECT 1 FROM organization WHERE id = %s", ["org_there"], LookupError("org_there"))
        batch.require("SELECT 1 FROM organization WHERE id = %s", [required], LookupError(required))
        batch.insert([Organization(id="org_new", name="New")])
        batch.send()

    Organization.objects.create(id="org_there", name="There")

    with pytest.raises(LookupError, match="org_nowhere"):
        send("org_nowhere")
    assert not Organization.objects.filter(id="org_new").exists()
    send("org_there")
    assert Organization.objects.filter(id="org_new").exists()


def test_a_batch_of_nothing_asks_the_database_nothing() -> None:
    batch = Batch()
    batch.insert([])
    with capture() as queries:
        batch.send()
    assert len(queries) == 0
