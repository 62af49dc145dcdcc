"""What the names in a form mean to the caller, and what a search finds."""

import pytest

from assistants.caller import EVERYONE, Caller
from assistants.choices import MembershipLevel, SharingPolicy, Source
from assistants.models import Membership, Organization
from assistants.named import Kind
from assistants.queries.entries import DepartmentEntry, ModelEntry
from assistants.queries.known import meanings, search
from tests import factories
from tests.costs import capture

pytestmark = pytest.mark.django_db


@pytest.fixture
def home() -> Organization:
    return factories.OrganizationFactory.create()


def asking(home: Organization, *principals: str, level: MembershipLevel = MembershipLevel.MEMBER) -> Caller:
    return Caller(
        user_id="usr_me",
        organization_id=home.id,
        level=level,
        principals=frozenset({"usr_me", EVERYONE, *principals}),
        organization_sharing=SharingPolicy.MEMBERS,
        public_sharing=SharingPolicy.MEMBERS,
        source=Source.WIZARD,
    )


def test_a_model_is_told_with_what_the_catalogue_knows_of_it(home: Organization) -> None:
    model = meanings(asking(home), {Kind.LANGUAGE_MODEL: ()}).of(Kind.LANGUAGE_MODEL)["gpt-4o"]
    assert isinstance(model, ModelEntry)
    assert model.label == "gpt-4o (OpenAI)"
    assert model.detail == "128,000 tokens of context, 16,384 of output. Reads images. Does not reason."


def test_a_retired_model_is_told_only_where_it_is_chosen(home: Organization) -> None:
    provider = factories.ProviderFactory.create()
    factories.LanguageModelFactory.create(key="old", provider=provider, status="retired")
    assert "old" not in meanings(asking(home), {Kind.LANGUAGE_MODEL: ()}).of(Kind.LANGUAGE_MODEL)
    assert "old" in meanings(asking(home), {Kind.LANGUAGE_MODEL: ["old"]}).of(Kind.LANGUAGE_MODEL)


def test_of_a_model_of_which_nothing_is_known_nothing_is_said(home: Organization) -> None:
    model = factories.LanguageModelFactory.create(provider=factories.ProviderFactory.create())
    entry = meanings(asking(home), {Kind.LANGUAGE_MODEL: ()}).of(Kind.LANGUAGE_MODEL)[model.key]
    assert isinstance(entry, ModelEntry)
    assert (entry.detail, entry.ignores(["temperature"])) == ("", [])


def test_what_is_kept_for_others_has_no_name_for_the_caller(home: Organization) -> None:
    legal = factories.RoleFactory.create(organization=home)
    mine = factories.VectorStoreFactory.create(organization=home, name="Handbook")
    theirs = factories.VectorStoreFactory.create(organization=home, name="Contracts", only_for=[legal])
    strange = factories.VectorStoreFactory.create(name="Elsewhere")
    ids = {Kind.VECTOR_STORE: [mine.id, theirs.id, strange.id]}
    for caller, seen in (
        (asking(home), {mine.id}),
        (asking(home, legal.id), {mine.id, theirs.id}),
        (asking(home, level=MembershipLevel.ADMIN), {mine.id, theirs.id}),
    ):
        assert meanings(caller, ids).of(Kind.VECTOR_STORE).keys() == seen
        assert {entry.id for entry in search(caller, Kind.VECTOR_STORE, "")} == seen


def test_people_and_roles_are_those_of_the_organization(home: Organization) -> None:
    role = factories.RoleFactory.create(organization=home, name="Support")
    ann = factories.MembershipFactory.create(organization=home, user__name="Ann", roles=[role])
    gone = factories.MembershipFactory.create(organization=home, is_active=False, roles=[role])
    other: Membership = factories.MembershipFactory.create()
    found = meanings(asking(home), {Kind.MEMBER: [ann.user_id, gone.user_id, other.user_id], Kind.ROLE: [role.id]})
    assert [entry.label for entry in found.of(Kind.MEMBER).values()] == ["Ann"]
    assert [(entry.label, entry.detail) for entry in found.of(Kind.ROLE).values()] == [("Support", "1 person")]


def test_a_department_counts_the_people_in_it_and_below_once(home: Organization) -> None:
    top = factories.DepartmentFactory.create(organization=home)
    claims = factories.DepartmentFactory.create(organization=home, parent=top)
    motor = factories.DepartmentFactory.create(organization=home, parent=claims)
    factories.MembershipFactory.create(organization=home, departments=[motor, claims])
    factories.MembershipFactory.create(organization=home, departments=[top])
    factories.MembershipFactory.create(organization=home, departments=[claims], is_active=False)
    found = meanings(asking(home), {Kind.DEPARTMENT: ()}).of(Kind.DEPARTMENT)
    assert {id_: entry.detail for id_, entry in found.items()} == {
        top.id: "2 people",
        claims.id: "1 person",
        motor.id: "1 person",
    }
    entry = found[motor.id]
    assert isinstance(entry, DepartmentEntry)
    assert entry.parent == claims.id


def test_a_search_takes_any_text_and_tells_addresses_to_managers_alone(home: Organization) -> None:
    factories.MembershipFactory.create(organization=home, user__name="Zoë", user__email="zoe@example.com")
    assert search(asking(home), Kind.MEMBER, "\0" + "x" * 1_000) == ()
    assert [entry.detail for entry in search(asking(home), Kind.MEMBER, "zoë")] == [""]
    admin = asking(home, level=MembershipLevel.ADMIN)
    assert [entry.detail for entry in search(admin, Kind.MEMBER, "zoë")] == ["zoe@example.com"]


@pytest.mark.parametrize("number", [1, 3])
def test_however_much_is_named_each_kind_is_one_query(home: Organization, number: int) -> None:
    stores = factories.VectorStoreFactory.create_batch(number, organization=home)
    rules = factories.RuleFactory.create_batch(number, organization=home)
    ids = {Kind.VECTOR_STORE: [store.id for store in stores], Kind.RULE: [rule.id for rule in rules]}
    with capture() as queries:
        meanings(asking(home), ids)
    assert sum(query["sql"].startswith("SELECT") for query in queries) == 2
