"""The rules of access, each as it meets a program (security.md, "Access")."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from assistants.choices import MembershipLevel, SharingPolicy
from assistants.models import Assistant, Membership, Organization, Version
from assistants.policy.access import GRANT_FIELDS
from tests.api.client import Answer, ApiClient
from tests.factories import (
    DepartmentFactory,
    MembershipFactory,
    OrganizationFactory,
    RoleFactory,
    RuleFactory,
    UserFactory,
    VectorStoreFactory,
    api_key,
)

pytestmark = pytest.mark.django_db

SECRET = "a-token-that-nobody-sees-again"
SERVER = {
    "type": "mcp",
    "server_label": "crm",
    "server_url": "https://mcp.example.com/tenants/4711?key=hidden",
    "authorization": SECRET,
    "headers": {"X-Tenant": SECRET},
}
# Everything that may be asked of one assistant: the method, the rest of the address, the body.
REQUESTS: list[tuple[str, str, Any]] = [
    ("GET", "", None),
    ("PUT", "", {"description": "Changed"}),
    ("PATCH", "", {"description": "Changed"}),
    ("DELETE", "", None),
    ("GET", "/icon", None),
    ("GET", "/versions", None),
    ("GET", "/versions/1", None),
    ("GET", "/versions/1/diff/1", None),
    ("POST", "/versions/1/restore", None),
    ("GET", "/history", None),
    ("GET", "/access", None),
    ("GET", "/access/usr_ann", None),
    ("POST", "/access/preview", {}),
    ("POST", "/restore", None),
    ("POST", "/duplicate", None),
    ("POST", "/transfer", {"created_by": "usr_ann"}),
]
every_request = pytest.mark.parametrize("request_", REQUESTS, ids=lambda request: f"{request[0]} {request[1]}")


class Cast:
    """Acme: Ann owns it, Ben makes assistants, the others are what a test makes of them."""

    def __init__(self) -> None:
        self.acme: Organization = OrganizationFactory.create(name="Acme", public_sharing=SharingPolicy.MEMBERS)
        self.ann = self.join("ann", level=MembershipLevel.OWNER)
        self.ben, self.cleo = self.join("ben"), self.join("cleo")

    def join(self, name: str, **fields: Any) -> ApiClient:
        user = UserFactory.create(id=f"usr_{name}", name=name.title())
        return ApiClient(api_key(MembershipFactory.create(organization=self.acme, user=user, **fields)))

    def make(self, by: Any = None, **fields: Any) -> str:
        body = {"name": f"Assistant {Assistant.objects.count()}", "organization_id": self.acme.id, **fields}
        answer = (by or self.ben).post("/v1/assistants", body)
        assert answer.status == 201, answer.json
        made: str = answer.json["id"]
        return made


@pytest.fixture
def cast() -> Cast:
    return Cast()


def ask(client: ApiClient, assistant_id: str, request: tuple[str, str, Any]) -> Answer:
    method, rest, body = request
    return client.send(method, f"/v1/assistants/{assistant_id}{rest}", body)


def without_ids(answer: Answer, assistant_id: str) -> tuple[int, Any]:
    """An answer without what always differs."""
    error = json.loads(answer.content.replace(assistant_id.encode(), b"ID"))["error"]
    return answer.status, {name: value for name, value in error.items() if name not in ("trace_id", "timestamp")}


@every_request
def test_what_is_not_visible_is_answered_like_what_never_was(request_: tuple[str, str, Any], cast: Cast) -> None:
    stranger = ApiClient(api_key(MembershipFactory.create(level=MembershipLevel.OWNER)))
    hidden = cast.make(avatar_id="avt_fox")
    asleep = cast.make(is_active=False, access_users=["usr_cleo"])
    gone = cast.make(access_users=["usr_cleo"])
    cast.ben.delete(f"/v1/assistants/{gone}")

    expected = without_ids(ask(cast.cleo, "asst_never", request_), "asst_never")
    assert (expected[0], expected[1]["code"]) == (404, "ASSISTANT_NOT_FOUND")
    for client, unseen in ((stranger, hidden), (cast.cleo, hidden), (cast.cleo, asleep), (cast.cleo, gone)):
        assert without_ids(ask(client, unseen, request_), unseen) == expected


@pytest.mark.parametrize("list_", ["access_users", "visible_in_chat_to_users"])
@pytest.mark.parametrize("request_", [request for request in REQUESTS if request[0] in ("PUT", "PATCH", "DELETE")])
def test_what_is_visible_but_not_editable_is_forbidden(request_: tuple[str, str, Any], list_: str, cast: Cast) -> None:
    refused = ask(cast.cleo, cast.make(**{list_: ["usr_cleo"]}), request_)

    assert (refused.status, refused.code) == (403, "INSUFFICIENT_PERMISSIONS")


def test_an_identifier_that_the_caller_may_not_name_is_refused_in_the_words_of_one_that_never_was(cast: Cast) -> None:
    role = RoleFactory.create(organization=cast.acme)
    restricted = VectorStoreFactory.create(organization=cast.acme, only_for=[role]).id
    inactive = VectorStoreFactory.create(organization=cast.acme, is_active=False).id
    foreign = VectorStoreFactory.create().id
    body = {"name": "New", "organization_id": cast.acme.id}

    def refusal(identifier: str) -> tuple[int, Any]:
        sent = body | {"vector_store_ids": [identifier]}
        return without_ids(cast.ben.post("/v1/assistants", sent), identifier)

    expected = refusal("vs_never")
    assert expected[0] == 422
    assert refusal(restricted) == refusal(inactive) == refusal(foreign) == expected


@pytest.mark.parametrize("field", list(GRANT_FIELDS))
def test_nobody_is_granted_anything_outside_the_organization(field: str, cast: Cast) -> None:
    elsewhere = OrganizationFactory.create()
    MembershipFactory.create(organization=elsewhere, user=UserFactory.create(id="usr_stranger"))
    MembershipFactory.create(organization=cast.acme, user=UserFactory.create(id="usr_idle"), is_active=False)
    foreign = {
        "departments": [DepartmentFactory.create(organization=elsewhere).id],
        "roles": [RoleFactory.create(organization=elsewhere).id],
        "users": ["usr_stranger", "usr_idle"],
    }[field.rpartition("_")[2]]

    refused = cast.ben.patch(f"/v1/assistants/{cast.make()}", {field: foreign})

    assert (refused.status, refused.problems) == (
        422,
        [(f"{field}.{place}", "not_found") for place in range(len(foreign))],
    )


@pytest.mark.parametrize("number", [1, 3, 99])
def test_identifiers_of_a_kind_are_looked_up_at_once(
    number: int, cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    stores = [store.id for store in VectorStoreFactory.create_batch(number, organization=cast.acme)]
    rules = [rule.id for rule in RuleFactory.create_batch(number, organization=cast.acme)]
    body = {"name": "New", "organization_id": "org_elsewhere", "vector_store_ids": stores, "rule_ids": [*rules, "r"]}

    # The key's batch of three, and a batch of the model, the vector stores and the rules.
    with django_assert_num_queries(2 + 3 + 2 + 3):
        refused = cast.ben.post("/v1/assistants", body | {"organization_id": cast.acme.id})
    assert refused.problems == [(f"rule_ids.{number}", "not_found")]


def test_only_owners_and_admins_of_the_organization_set_the_default(cast: Cast) -> None:
    made = cast.make()

    refused = cast.ben.patch(f"/v1/assistants/{made}", {"is_default": True})
    assert (refused.status, refused.problems) == (403, [("is_default", "not_allowed")])
    assert cast.ann.patch(f"/v1/assistants/{made}", {"is_default": True}).json["is_default"] is True


def test_an_assistant_never_changes_its_organization(cast: Cast) -> None:
    made, elsewhere = cast.make(), OrganizationFactory.create().id

    for other in (elsewhere, "org_never"):
        refused = cast.ann.patch(f"/v1/assistants/{made}", {"organization_id": other})
        assert (refused.status, refused.code) == (403, "ORGANIZATION_ACCESS_DENIED")
    assert cast.ann.patch(f"/v1/assistants/{made}", {"organization_id": cast.acme.id}).json["version"] == 1


@pytest.mark.parametrize("field", list(GRANT_FIELDS))
def test_an_editor_who_names_a_list_of_access_is_refused_equal_or_not(field: str, cast: Cast) -> None:
    made = cast.make(editable_by_users=["usr_cleo"])
    stored = cast.ben.get(f"/v1/assistants/{made}").json[field]

    answers = [cast.cleo.patch(f"/v1/assistants/{made}", {field: value}) for value in (stored, ["nobody"], None, 5)]

    assert [(answer.status, answer.problems) for answer in answers] == [(403, [(field, "not_allowed")])] * 4


@pytest.mark.parametrize(
    "change", [{"access_mode": "organization"}, {"api_enabled": True}, {"is_default": True}], ids=str
)
def test_an_editor_may_send_what_is_the_owner_s_unchanged_alone(change: dict[str, Any], cast: Cast) -> None:
    made = cast.make(editable_by_users=["usr_cleo"])
    ((field, _),) = change.items()
    shown = cast.cleo.get(f"/v1/assistants/{made}").json

    refused = cast.cleo.patch(f"/v1/assistants/{made}", {**change, "description": "Changed"})
    assert (refused.status, refused.problems) == (403, [(field, "not_allowed")])
    passed = cast.cleo.patch(f"/v1/assistants/{made}", {field: shown[field], "description": "Changed"})
    assert (passed.status, passed.json["description"]) == (200, "Changed")


def test_an_editor_leaves_the_public_page_as_it_is(cast: Cast) -> None:
    made = cast.make(by=cast.ann, access_mode="public", public_enabled=True, editable_by_users=["usr_cleo"])

    refused = cast.cleo.patch(f"/v1/assistants/{made}", {"public_enabled": False})
    assert (refused.status, refused.problems) == (403, [("public_enabled", "not_allowed")])
    assert cast.cleo.patch(f"/v1/assistants/{made}", {"public_enabled": True}).status == 200


def test_a_viewer_sees_scheme_and_host_of_a_server_and_no_end_of_a_secret(cast: Cast) -> None:
    cast.join("dev")
    made = cast.make(mcp_tools=[SERVER], access_users=["usr_cleo"], editable_by_users=["usr_dev"])

    def server(client: ApiClient) -> Any:
        answer = client.get(f"/v1/assistants/{made}")
        assert SECRET.encode() not in answer.content
        return answer.json["tool_configurations"]["mcp_tools"][0]

    assert server(cast.ben)["server_url"] == SERVER["server_url"]
    assert server(cast.ben)["authorization"]["last4"] == SECRET[-4:]
    assert server(cast.cleo)["server_url"] == "https://mcp.example.com"
    seen = server(cast.cleo)
    assert [secret["last4"] for secret in (seen["authorization"], seen["headers"]["X-Tenant"])] == [None, None]
    assert {secret["set"] for secret in (seen["authorization"], seen["headers"]["X-Tenant"])} == {True}


def test_a_viewer_finds_no_more_of_a_server_in_the_past(cast: Cast) -> None:
    made = cast.make(mcp_tools=[SERVER], access_users=["usr_cleo"])
    cast.ben.patch(f"/v1/assistants/{made}", {"mcp_tools": None})

    for rest in ("versions", "versions/1", "versions/1/diff/2", "history"):
        seen = cast.cleo.get(f"/v1/assistants/{made}/{rest}")
        assert seen.status == 200
        assert b"4711" not in seen.content
        assert SECRET.encode() not in cast.ben.get(f"/v1/assistants/{made}/{rest}").content


@pytest.mark.parametrize("list_", ["editable_by_users", "access_users", "visible_in_chat_to_users"])
@pytest.mark.parametrize("rest", ["access", "access/usr_ben"])
def test_who_has_access_is_told_to_owners_alone(rest: str, list_: str, cast: Cast) -> None:
    made = cast.make(**{list_: ["usr_cleo"]})

    assert cast.cleo.get(f"/v1/assistants/{made}/{rest}").status == 403
    assert cast.ben.get(f"/v1/assistants/{made}/{rest}").status == 200
    assert cast.ann.get(f"/v1/assistants/{made}/{rest}").status == 200


def test_who_had_access_is_told_to_owners_alone(cast: Cast) -> None:
    made = cast.make(access_users=["usr_cleo"], editable_by_users=["usr_ann"])
    cast.ben.patch(f"/v1/assistants/{made}", {"editable_by_users": []})

    for rest in ("versions/1", "versions/1/diff/2", "history"):
        assert b"editable_by_users" in cast.ben.get(f"/v1/assistants/{made}/{rest}").content
        assert b"editable_by_users" not in cast.cleo.get(f"/v1/assistants/{made}/{rest}").content


def restored(client: ApiClient, made: str) -> Answer:
    return client.post(f"/v1/assistants/{made}/versions/1/restore")


def duplicated(client: ApiClient, made: str) -> Answer:
    return client.post(f"/v1/assistants/{made}/duplicate")


@pytest.mark.parametrize("brought_back", [restored, duplicated])
def test_what_is_brought_back_is_judged_by_today_s_rules_for_today_s_caller(
    brought_back: Callable[[ApiClient, str], Answer], cast: Cast
) -> None:
    role = RoleFactory.create(organization=cast.acme)
    restricted = VectorStoreFactory.create(organization=cast.acme, only_for=[role]).id
    made = cast.make(by=cast.ann, vector_store_ids=[restricted], editable_by_users=["usr_cleo"])
    if brought_back is restored:
        cast.ann.patch(f"/v1/assistants/{made}", {"vector_store_ids": []})

    refused = brought_back(cast.cleo, made)

    assert (refused.status, refused.problems) == (422, [("vector_store_ids.0", "not_found")])
    assert brought_back(cast.ann, made).status in (200, 201)


def test_a_restored_version_gives_nobody_their_access_back(cast: Cast) -> None:
    made = cast.make(access_users=["usr_cleo"], access_mode="organization")
    cast.ben.patch(f"/v1/assistants/{made}", {"access_users": [], "access_mode": "private", "description": "Private"})

    assert restored(cast.ben, made).json["description"] is None
    assert cast.cleo.get(f"/v1/assistants/{made}").status == 404


def test_a_duplicate_is_private_and_its_maker_s_own(cast: Cast) -> None:
    made = cast.make(by=cast.ann, access_mode="organization", editable_by_users=["usr_ben"], is_default=True)

    copy = duplicated(cast.cleo, made).json

    assert (copy["created_by"], copy["access_mode"], copy["is_default"]) == ("usr_cleo", "private", False)
    assert {field: copy[field] for field in GRANT_FIELDS} == {field: [] for field in GRANT_FIELDS}
    assert cast.ben.get(f"/v1/assistants/{copy['id']}").status == 404


def test_every_list_count_and_search_starts_from_what_is_visible(cast: Cast) -> None:
    hidden, seen = cast.make(name="Secret plan"), cast.make(name="Secret garden", access_users=["usr_cleo"])
    stranger = ApiClient(api_key(MembershipFactory.create(level=MembershipLevel.OWNER)))

    def found(client: ApiClient, **query: Any) -> tuple[list[str], int]:
        answer = client.get("/v1/assistants", {"organization_id": cast.acme.id, **query}).json
        return [entry["id"] for entry in answer["assistants"]], answer["total"]

    assert found(cast.ben) == found(cast.ben, search="secret") == ([seen, hidden], 2)
    assert found(cast.cleo) == found(cast.cleo, search="secret") == ([seen], 1)
    assert found(cast.cleo, search="plan") == ([], 0)
    assert stranger.get("/v1/assistants", {"organization_id": cast.acme.id}).code == "ORGANIZATION_ACCESS_DENIED"


def test_a_picker_offers_what_the_caller_may_name(cast: Cast) -> None:
    role = RoleFactory.create(organization=cast.acme)
    VectorStoreFactory.create(organization=cast.acme, only_for=[role])
    VectorStoreFactory.create()

    assert cast.cleo.get("/v1/vector-stores").json["total"] == 0
    assert cast.ann.get("/v1/vector-stores").json["total"] == 1


def test_a_picture_is_shown_to_those_who_may_see_its_assistant(cast: Cast) -> None:
    made = cast.make(avatar_id="avt_fox", visible_in_chat_to_users=["usr_cleo"])
    outsider = cast.join("dev")

    assert cast.cleo.get(f"/v1/assistants/{made}/icon").status == 200
    assert outsider.get(f"/v1/assistants/{made}/icon").status == 404


@pytest.mark.parametrize(
    ("list_", "give"),
    [
        ("visible_to_roles", lambda membership, role, _: membership.roles.set([role] if role else [])),
        ("access_departments", lambda membership, _, place: membership.departments.set([place] if place else [])),
    ],
    ids=["role", "department"],
)
def test_a_change_of_role_or_department_holds_at_the_next_request(
    list_: str, give: Callable[..., None], cast: Cast
) -> None:
    role = RoleFactory.create(organization=cast.acme)
    top = DepartmentFactory.create(organization=cast.acme)
    below = DepartmentFactory.create(organization=cast.acme, parent=top)
    made = cast.make(**{list_: [role.id if list_ == "visible_to_roles" else top.id]})
    cleo = Membership.objects.get(user_id="usr_cleo")
    statuses = []
    for roles, place in ((None, None), (role, below), (None, None)):
        give(cleo, roles, place)
        statuses.append(cast.cleo.get(f"/v1/assistants/{made}").status)

    assert statuses == [404, 200, 404]


def test_a_change_of_membership_holds_at_the_next_request(cast: Cast) -> None:
    made = cast.make()
    cleo = Membership.objects.filter(user_id="usr_cleo")

    def status() -> int:
        return cast.cleo.get(f"/v1/assistants/{made}").status

    assert status() == 404
    cleo.update(level=MembershipLevel.ADMIN)
    assert status() == 200
    cleo.update(is_active=False)
    assert status() == 401
    cleo.update(is_active=True, level=MembershipLevel.MEMBER)
    assert status() == 404


def test_a_refused_request_leaves_no_version(cast: Cast) -> None:
    made = cast.make(access_users=["usr_cleo"])

    for request in REQUESTS:
        if request[0] != "GET" and request[1] not in ("/duplicate", "/access/preview"):
            assert ask(cast.cleo, made, request).status in (403, 404)
    assert list(Version.objects.filter(assistant_id=made).values_list("number", flat=True)) == [1]
