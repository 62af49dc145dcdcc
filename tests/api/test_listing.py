"""The lists of what a create call may name, as a program reads them."""

from collections.abc import Callable
from typing import Any, NamedTuple

import pytest
from pytest_django import DjangoAssertNumQueries

from assistants.choices import MembershipLevel, Scope
from assistants.models import Membership
from tests.api.client import ApiClient
from tests.factories import (
    AutomationFactory,
    AvatarFactory,
    ConnectorFactory,
    DepartmentFactory,
    IconFactory,
    LanguageModelFactory,
    MembershipFactory,
    OrganizationFactory,
    PresetPromptFactory,
    ProviderFactory,
    RoleFactory,
    RuleFactory,
    ThreadFactory,
    VectorStoreFactory,
    api_key,
)

pytestmark = pytest.mark.django_db


class List(NamedTuple):
    """A list of the API: its name, its address, what makes an entry, and what an entry shows."""

    plural: str
    make: Callable[..., Any]
    shown: set[str]
    owned: bool = True

    @property
    def path(self) -> str:
        return f"/v1/{self.plural.replace('_', '-')}"

    def fill(self, number: int, member: Membership) -> None:
        self.make(number, **({"organization": member.organization} if self.owned else {}))


MODEL = {
    "key",
    "name",
    "provider",
    "status",
    "context_window",
    "max_output_tokens",
    "reasons",
    "vision",
    "takes",
    "released",
    "retires_on",
    "successor",
}
LISTS = [
    List("models", LanguageModelFactory.create_batch, MODEL, owned=False),
    List("providers", ProviderFactory.create_batch, {"id", "name", "homepage"}, owned=False),
    List("avatars", AvatarFactory.create_batch, {"id", "name", "svg"}, owned=False),
    List("icons", IconFactory.create_batch, {"id", "name", "svg"}, owned=False),
    List("connectors", ConnectorFactory.create_batch, {"id", "name", "service", "status"}, owned=False),
    List("vector_stores", VectorStoreFactory.create_batch, {"id", "name"}),
    List("rules", RuleFactory.create_batch, {"id", "name"}),
    List("preset_prompts", PresetPromptFactory.create_batch, {"id", "name"}),
    List("automations", AutomationFactory.create_batch, {"id", "name"}),
    List("threads", ThreadFactory.create_batch, {"id", "name"}),
    List("departments", DepartmentFactory.create_batch, {"id", "name", "parent"}),
    List("roles", RoleFactory.create_batch, {"id", "name"}),
    List("users", MembershipFactory.create_batch, {"id", "name"}),
]
every_list = pytest.mark.parametrize("of", LISTS, ids=lambda of: of.plural)


@pytest.fixture
def member() -> Membership:
    return MembershipFactory.create()


@every_list
def test_a_list_answers_its_entries_their_total_and_where_the_page_stands(of: List, member: Membership) -> None:
    of.fill(2, member)

    answer = ApiClient(api_key(member)).get(of.path, {"limit": 1})

    assert answer.status == 200
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["Cache-Control"] == "no-store"
    (entry,) = answer.json[of.plural]
    assert set(entry) == of.shown
    assert answer.json["total"] >= 2
    assert answer.json["pagination"] == {"total": answer.json["total"], "limit": 1, "offset": 0, "has_more": True}
    assert set(answer.json) == {of.plural, "total", "pagination"}


@every_list
def test_a_page_holds_fifty_entries_unless_told_otherwise(of: List, member: Membership) -> None:
    of.fill(51, member)

    answer = ApiClient(api_key(member)).get(of.path)

    assert len(answer.json[of.plural]) == answer.json["pagination"]["limit"] == 50


@every_list
def test_a_search_narrows_a_list_down(of: List, member: Membership) -> None:
    of.fill(2, member)
    client = ApiClient(api_key(member))
    wanted = client.get(of.path).json[of.plural][0]
    identifier = wanted.get("id") or wanted["key"]

    found = client.get(of.path, {"search": identifier.upper()}).json[of.plural]

    assert wanted in found
    assert client.get(of.path, {"search": "nobody is called this"}).json[of.plural] == []


@every_list
def test_a_list_needs_a_key_with_the_scope_to_read_the_organization(of: List, member: Membership) -> None:
    other_scopes = [scope for scope in Scope if scope != Scope.ORGANIZATION_READ]

    assert ApiClient().get(of.path).code == "AUTHENTICATION_REQUIRED"
    assert ApiClient(api_key(member, [Scope.ORGANIZATION_READ])).get(of.path).status == 200

    # The scope is judged before the query.
    refused = ApiClient(api_key(member, other_scopes)).get(of.path, "limit=0")
    assert (refused.status, refused.code) == (403, "INSUFFICIENT_PERMISSIONS")


@every_list
def test_a_query_that_no_list_knows_is_refused_with_all_that_is_wrong(of: List, member: Membership) -> None:
    refused = ApiClient(api_key(member)).get(of.path, "limit=101&offset=-1&organization_id=org_a&search=a&search=a")

    assert (refused.status, refused.code) == (422, "VALIDATION_ERROR")
    assert sorted(refused.problems) == [
        ("limit", "out_of_range"),
        ("offset", "out_of_range"),
        ("organization_id", "unknown_field"),
        ("search", "duplicate"),
    ]


@every_list
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_a_list_is_only_read(of: List, method: str, member: Membership) -> None:
    refused = ApiClient(api_key(member)).send(method, of.path, {})

    assert (refused.status, refused.code) == (405, "METHOD_NOT_ALLOWED")


@every_list
@pytest.mark.parametrize("number", [1, 30])
def test_a_list_takes_as_many_statements_whatever_its_length(
    of: List, number: int, member: Membership, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    of.fill(number, member)
    client = ApiClient(api_key(member))

    # The key's batch is three statements, in a savepoint of the test's transaction; then the total and the page.
    with django_assert_num_queries(2 + 3 + 2):
        client.get(of.path, {"limit": number})
    with django_assert_num_queries(2 + 3 + 1):
        client.get(of.path, {"limit": number, "search": "a"})


def test_email_addresses_are_shown_to_owners_and_admins_alone() -> None:
    acme = OrganizationFactory.create()
    for level in MembershipLevel:
        key = api_key(MembershipFactory.create(organization=acme, level=level))
        shown = ApiClient(key).get("/v1/users").json["users"]

        assert all(("email" in user) == (level != MembershipLevel.MEMBER) for user in shown)


def test_the_model_of_a_bare_create_call_is_listed(member: Membership) -> None:
    (model,) = ApiClient(api_key(member)).get("/v1/models", {"search": "GPT-4O", "limit": 1}).json["models"]

    assert (model["key"], model["provider"]) == ("gpt-4o", "openai")
