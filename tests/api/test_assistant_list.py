"""The list of assistants, as programs of different people read it."""

from collections.abc import Callable
from typing import Any

import pytest

from assistants.choices import MembershipLevel, Scope
from assistants.models import Organization
from assistants.queries.assistant_items import STANDARD, SUMMARY
from assistants.queries.cut import CHAT_FIELDS
from tests.api.client import ApiClient
from tests.api.person import Person
from tests.factories import MembershipFactory, OrganizationFactory, VectorStoreFactory, api_key

pytestmark = pytest.mark.django_db
PATH = "/v1/assistants"


@pytest.fixture
def acme() -> Organization:
    return OrganizationFactory.create()


@pytest.fixture
def join(acme: Organization) -> Callable[..., Person]:
    return lambda **fields: Person(MembershipFactory.create(organization=acme, **fields))


@pytest.fixture
def ann(join: Callable[..., Person]) -> Person:
    """An owner of the organization."""
    return join(level=MembershipLevel.OWNER)


@pytest.fixture
def ben(join: Callable[..., Person]) -> Person:
    """A member."""
    return join()


def test_an_empty_list_says_how_it_was_read(ann: Person, acme: Organization) -> None:
    assert ann.page() == {
        "assistants": [],
        "total": 0,
        "organization_id": acme.id,
        "pagination": {"total": 0, "limit": 50, "offset": 0, "has_more": False, "next_after": None},
        "filters_applied": {
            "search": None,
            "access_mode": None,
            "is_active": None,
            "model_key": None,
            "provider": None,
            "vector_store_id": None,
            "include_inactive": False,
            "include_deleted": False,
        },
    }


def test_everyone_sees_what_their_level_shows(ann: Person, ben: Person, join: Callable[..., Person]) -> None:
    carl = join()
    ann.make("A private")
    ann.make("B viewed", access_users=[ben.id])
    ann.make("C edited", editable_by_users=[ben.id], visible_in_chat_to_users=[ben.id])
    ann.make("D chatted", visible_in_chat_to_users=[ben.id])
    ann.make("E for all", access_mode="organization")
    ben.make("F of Ben")

    levels = {item["name"]: item["user_access_level"] for item in ben.items()}

    assert ann.names() == ["A private", "B viewed", "C edited", "D chatted", "E for all", "F of Ben"]
    assert levels == {
        "B viewed": "view",
        "C edited": "edit",
        "D chatted": "chat",
        "E for all": "view",
        "F of Ben": "owner",
    }
    assert carl.names() == ["E for all"]


def test_nothing_of_another_organization_is_there(ann: Person) -> None:
    Person(MembershipFactory.create()).make("Elsewhere", access_mode="organization")

    assert ann.page()["total"] == 0


@pytest.mark.parametrize(("fields", "expected"), [("summary", SUMMARY), ("standard", STANDARD)])
def test_a_set_of_fields_is_answered_in_its_order(
    ann: Person, ben: Person, fields: str, expected: tuple[str, ...]
) -> None:
    ann.make("Claims", access_mode="organization")

    assert tuple(ann.items(fields=fields)[0]) == expected
    assert tuple(ben.items(fields=fields)[0]) == expected


@pytest.mark.parametrize("fields", ["summary", "standard", "full"])
def test_at_the_level_chat_there_are_the_fields_of_chat_whatever_is_asked_for(
    ann: Person, ben: Person, fields: str
) -> None:
    ann.make("Claims", visible_in_chat_to_users=[ben.id])

    assert [tuple(item) for item in ben.items(fields=fields)] == [CHAT_FIELDS]


def test_the_full_objects_are_those_that_get_answers(ann: Person, ben: Person, acme: Organization) -> None:
    store = VectorStoreFactory.create(organization=acme)
    server = {
        "type": "mcp",
        "server_label": "crm",
        "server_url": "https://mcp.example.com/secret",
        "authorization": "x" * 20,
    }
    shared = {
        "vector_store_ids": [store.id],
        "mcp_tools": [server, server | {"server_label": "mail"}],
        "metadata": {"a": "b"},
    }
    ann.make("Viewed", **shared, access_users=[ben.id], instructions="Bearer 0123456789abcdef0123")
    ann.make("Edited", **shared, editable_by_users=[ben.id], output_mode="json")
    ann.make("Chatted", **shared, visible_in_chat_to_users=[ben.id])
    ben.make("Own")

    for person in (ann, ben):
        for item in person.items(fields="full"):
            assert item == person.client.get(f"{PATH}/{item['id']}").json


def test_a_picture_of_ones_own_is_told_of_but_not_sent(ann: Person) -> None:
    pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
    made = ann.make("Claims", icon_data=pixel)

    for fields in ("summary", "standard"):
        [item] = ann.items(fields=fields)
        assert (item["icon_type"], item["icon_url"]) == ("custom", f"{PATH}/{made}/icon")
        assert "icon_data" not in item
    assert ann.items(fields="full")[0]["icon_data"]


def test_inactive_assistants_are_shown_to_those_who_may_edit_them_when_asked_for(ann: Person, ben: Person) -> None:
    ann.make("A", access_mode="organization")
    ann.make("B", access_mode="organization", is_active=False)
    ann.make("C", editable_by_users=[ben.id], is_active=False)

    assert ann.names() == ben.names() == ["A"]
    assert ann.names(include_inactive=True) == ["A", "B", "C"]
    assert ben.names(include_inactive=True) == ["A", "C"]
    assert ann.names(is_active=False) == ann.names(is_active=False, include_inactive=False) == ["B", "C"]
    assert ben.names(is_active=False) == ["C"]
    assert ann.names(is_active=True, include_inactive=True) == ["A"]
    assert ann.page(is_active=False)["filters_applied"]["include_inactive"] is True


def test_deleted_assistants_are_shown_to_their_owners_when_asked_for(
    ann: Person, ben: Person, join: Callable[..., Person]
) -> None:
    carl = join()
    for person, name in ((ann, "A of Ann"), (ben, "B of Ben")):
        made = person.make(name, access_mode="organization", editable_by_users=[carl.id])
        assert person.client.delete(f"{PATH}/{made}").status == 204
    ann.make("C alive", access_mode="organization")

    assert ann.names() == ben.names() == carl.names(include_deleted=True) == ["C alive"]
    assert ann.names(include_deleted=True) == ["A of Ann", "B of Ben", "C alive"]
    assert ben.names(include_deleted=True) == ["B of Ben", "C alive"]
    assert ben.names(include_deleted=True, search="of") == ["B of Ben"]
    [gone, alive] = ben.items(include_deleted=True, fields="full")
    assert gone["deleted_at"] is not None
    assert (gone["user_access_level"], alive["deleted_at"]) == ("owner", None)


def test_filters_narrow_the_list(ann: Person, acme: Organization) -> None:
    store = VectorStoreFactory.create(organization=acme)
    ann.make("A", access_mode="organization", default_model_key="gpt-4o")
    ann.make("B", default_model_key="gpt-4o", vector_store_ids=[store.id], rule_ids=[])
    ann.make("C", default_model_key="claude-sonnet-4-5")

    assert ann.names(access_mode="organization") == ["A"]
    assert ann.names(access_mode="private") == ["B", "C"]
    assert ann.names(model_key="gpt-4o") == ["A", "B"]
    assert ann.names(provider="anthropic") == ["C"]
    assert ann.names(vector_store_id=store.id) == ["B"]
    assert ann.names(model_key="gpt-4o", access_mode="private", search="b") == ["B"]
    assert ann.names(model_key="nothing") == []
    page = ann.page(access_mode="private", limit=1)
    assert (page["total"], page["filters_applied"]["access_mode"]) == (2, "private")


@pytest.mark.parametrize(
    "query",
    [
        {"access_mode": "private"},
        {"is_active": True},
        {"model_key": "gpt-4o"},
        {"provider": "openai"},
        {"vector_store_id": "vs_a"},
    ],
    ids=lambda query: next(iter(query)),
)
def test_a_filter_on_a_field_that_the_level_hides_never_matches(
    ann: Person, ben: Person, acme: Organization, query: dict[str, Any]
) -> None:
    VectorStoreFactory.create(organization=acme, id="vs_a")
    same = {"default_model_key": "gpt-4o", "vector_store_ids": ["vs_a"]}
    ann.make("A chatted", **same, visible_in_chat_to_users=[ben.id])
    ann.make("B viewed", **same, access_users=[ben.id])

    assert ben.names() == ["A chatted", "B viewed"]
    assert ben.names(**query) == ben.names(**query, search="e") == ["B viewed"]
    assert ann.names(**query) == ["A chatted", "B viewed"]


def test_a_search_is_for_everyone_who_sees_the_name(ann: Person, ben: Person) -> None:
    ann.make("Damage", description="Über offene Schäden", visible_in_chat_to_users=[ben.id])
    ann.make("Schaden")

    assert ben.names(search="uber") == ben.names(search="SCHADEN") == ["Damage"]
    assert ann.names(search="schaden") == ["Damage", "Schaden"]
    assert ann.page(search="schaden")["total"] == 2


def test_a_renamed_assistant_is_found_by_its_new_name_alone_and_stands_there(ann: Person, ben: Person) -> None:
    made = ann.make("Zebra", access_mode="organization")
    ann.make("Middle", access_mode="organization")
    ann.client.patch(f"{PATH}/{made}", {"name": "Aardvark", "description": "Striped"})

    for person in (ann, ben):
        assert person.names() == ["Aardvark", "Middle"]
        assert person.names(search="zebra") == []
        assert person.names(search="striped") == ["Aardvark"]
    ann.client.patch(f"{PATH}/{made}", {"is_active": False})
    assert ann.names(search="striped") == []
    assert ann.names(search="striped", include_inactive=True) == ["Aardvark"]


@pytest.mark.parametrize("who", ["ann", "ben"])
@pytest.mark.parametrize("sort_by", ["name", "created_at", "updated_at"])
def test_pages_by_offset_and_after_are_the_list_in_its_order(ann: Person, ben: Person, who: str, sort_by: str) -> None:
    person = {"ann": ann, "ben": ben}[who]
    for name in "DBACFE":
        ann.make(name, access_mode="organization", access_users=[ben.id], visible_in_chat_to_users=[ben.id])
    whole = person.names(sort_by=sort_by)
    assert whole == (sorted(whole) if sort_by == "name" else list("DBACFE"))

    for order, expected in (("asc", whole), ("desc", whole[::-1])):
        by_offset = [person.page(sort_by=sort_by, sort_order=order, limit=4, offset=place) for place in (0, 4, 8)]
        assert [[item["name"] for item in page["assistants"]] for page in by_offset] == [expected[:4], expected[4:], []]
        assert [page["pagination"]["has_more"] for page in by_offset] == [True, False, False]
        assert [page["total"] for page in by_offset] == [6, 6, 6]
        assert [page["pagination"]["next_after"] for page in by_offset[1:]] == [None, None]
        last = by_offset[0]["pagination"]["next_after"]
        assert last == by_offset[0]["assistants"][-1]["id"]
        behind = person.page(sort_by=sort_by, sort_order=order, limit=4, after=last)
        assert [item["name"] for item in behind["assistants"]] == expected[4:]
        assert (behind["total"], behind["pagination"]["next_after"]) == (6, None)


def test_the_deepest_offset_is_an_empty_page(ann: Person, ben: Person) -> None:
    ann.make("A", access_mode="organization")
    for person in (ann, ben):
        for sort_by in ("name", "updated_at"):
            page = person.page(offset=2**63 - 1, limit=100, sort_by=sort_by)
            assert (page["assistants"], page["total"], page["pagination"]["has_more"]) == ([], 1, False)


def test_after_names_what_the_caller_sees(ann: Person, ben: Person) -> None:
    hidden = ann.make("Hidden")
    inactive = ann.make("Inactive", access_users=[ben.id], is_active=False)
    elsewhere = Person(MembershipFactory.create()).make("Elsewhere")

    answers = [ben.ask(after=id_) for id_ in (hidden, inactive, elsewhere, "asst_never")]

    assert {(answer.status, *answer.problems) for answer in answers} == {(422, ("after", "not_found"))}
    assert len({answer.json["error"]["details"]["errors"][0]["message"] for answer in answers}) == 1


def test_a_page_has_an_offset_or_comes_after_an_assistant(ann: Person) -> None:
    made = ann.make("A")

    assert ann.ask(after=made, offset=1).problems == [("after", "conflict")]
    assert ann.ask(after=made, offset=0).status == 200


@pytest.mark.parametrize("exists", [True, False])
def test_another_organization_is_denied_before_the_query_is_judged(ann: Person, exists: bool) -> None:
    other = OrganizationFactory.create().id if exists else "org_nowhere"

    answer = ann.client.get(PATH, {"organization_id": other, "limit": "x", "colour": "red"})

    assert (answer.status, answer.code) == (403, "ORGANIZATION_ACCESS_DENIED")


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ("", ("organization_id", "required")),
        ("organization_id={own}&organization_id={own}", ("organization_id", "duplicate")),
        ("organization_id={own}&colour=red", ("colour", "unknown_field")),
        ("organization_id={own}&limit=0", ("limit", "out_of_range")),
        ("organization_id={own}&limit=101", ("limit", "out_of_range")),
        ("organization_id={own}&sort_by=model", ("sort_by", "invalid_choice")),
        ("organization_id={own}&fields=all", ("fields", "invalid_choice")),
        ("organization_id={own}&is_active=yes", ("is_active", "wrong_type")),
        ("organization_id={own}&search=" + "a" * 257, ("search", "too_long")),
        ("organization_id={own}&search=%00", ("search", "invalid_character")),
    ],
)
def test_a_query_is_read_strictly(ann: Person, acme: Organization, query: str, problem: tuple[str, str]) -> None:
    answer = ann.client.get(PATH, query.replace("{own}", acme.id))

    assert (answer.status, answer.problems) == (422, [problem])


def test_the_scope_to_read_is_needed(ann: Person) -> None:
    client = ApiClient(api_key(ann.membership, [Scope.ASSISTANTS_WRITE]))

    assert client.get(PATH, {"organization_id": "org_other"}).code == "INSUFFICIENT_PERMISSIONS"
