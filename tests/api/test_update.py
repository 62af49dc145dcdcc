"""PUT and PATCH, as a client meets them: statuses, headers and the order of the checks (contract, sections 3 and 6)."""

from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from assistants.choices import Scope
from assistants.models import AuditEvent, Version
from assistants.services.assistant import update
from tests.api.client import Answer, ApiClient
from tests.cast import STRANGERS, Cast
from tests.factories import api_key

pytestmark = pytest.mark.django_db

TOKEN = "a-token-of-24-characters"
SERVER = {
    "server_label": "crm",
    "type": "mcp",
    "server_url": "https://mcp.example.com/v1",
    "authorization": TOKEN,
    "headers": {"X-A": TOKEN},
}


@pytest.fixture
def path(cast: Cast) -> str:
    return f"/v1/assistants/{cast.assistant(name='Claims', temperature=0.5, mcp_tools=[SERVER])['id']}"


@pytest.mark.parametrize("method", ["PUT", "PATCH"])
def test_both_methods_merge(cast: Cast, path: str, method: str) -> None:
    before = cast.client("ben").get(path)

    after = cast.client("ben").send(method, path, {"name": "Motor claims"})

    assert (after.status, after.headers["ETag"]) == (200, '"2"')
    moved = {"name", "version", "updated_at"}
    assert {name for name in after.json if after.json[name] != before.json[name]} <= moved
    assert cast.client("ben").get(path).json == after.json
    assert after.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("method", ["PUT", "PATCH"])
@pytest.mark.parametrize("name", ["ben", "ann", "eve"])
def test_what_get_answers_can_be_sent_back(cast: Cast, path: str, method: str, name: str) -> None:
    client = cast.client(name)
    seen = client.get(path)

    again = client.send(method, path, seen.json, {"If-Match": seen.headers["ETag"]})

    assert (again.status, again.json, again.headers["ETag"]) == (200, seen.json, seen.headers["ETag"])
    assert (Version.objects.count(), AuditEvent.objects.count()) == (1, 1)


def test_an_editor_changes_what_get_answers_and_sends_it_whole(cast: Cast, path: str) -> None:
    seen = cast.client("eve").get(path).json

    after = cast.client("eve").put(path, seen | {"description": "Answers."})

    assert (after.status, after.json["description"], after.json["user_access_level"]) == (200, "Answers.", "edit")
    assert "access_users" not in after.json
    assert cast.client("ben").get(path).json["access_users"] == ["usr_vic"]


@pytest.mark.parametrize("tag", ['"1"', '"7", "1"', "*"])
def test_if_match_that_holds_passes(cast: Cast, path: str, tag: str) -> None:
    assert cast.client("ben").patch(path, {"name": "Other"}, {"If-Match": tag}).status == 200


@pytest.mark.parametrize("tag", ['"2"', "1", 'W/"1"', '"1 "', "", '"01"', '"*"'])
def test_if_match_that_does_not_hold_changes_nothing(cast: Cast, path: str, tag: str) -> None:
    refused = cast.client("ben").patch(path, {"name": "Other"}, {"If-Match": tag})

    assert (refused.status, refused.code) == (412, "VERSION_CONFLICT")
    assert refused.json["error"]["details"] == {"current_version": 1, "updated_by": "usr_ben"}
    assert cast.client("ben").get(path).json["name"] == "Claims"


def test_a_conflict_names_who_changed_it(cast: Cast, path: str) -> None:
    cast.client("eve").patch(path, {"name": "Other"})
    refused = cast.client("ben").patch(path, {"name": "Mine"}, {"If-Match": '"1"'})
    assert refused.json["error"]["details"] == {"current_version": 2, "updated_by": "usr_eve"}


def test_problems_are_told_at_their_paths_as_they_were_sent(cast: Cast, path: str) -> None:
    moved = SERVER | {"server_url": "https://other.example/", "authorization": {"set": True}}
    body = {"tool_configurations": {"mcp_tools": [moved]}, "temperature": 9, "nam": "x", "name": None}

    refused = cast.client("ben").patch(path, body)

    assert (refused.status, refused.code) == (422, "VALIDATION_ERROR")
    assert sorted(refused.problems) == [
        ("nam", "unknown_field"),
        ("name", "required"),
        ("temperature", "out_of_range"),
        ("tool_configurations.mcp_tools.0.authorization", "secret_required"),
    ]
    assert TOKEN not in refused.content.decode()


def test_a_name_that_is_taken_is_a_conflict(cast: Cast, path: str) -> None:
    cast.assistant(name="Legal")
    refused = cast.client("ben").patch(path, {"name": "LEGAL"})
    assert (refused.status, refused.code, refused.problems) == (409, "ASSISTANT_NAME_TAKEN", [("name", "duplicate")])


def test_what_an_editor_may_not_change_is_named(cast: Cast, path: str) -> None:
    refused = cast.client("eve").patch(path, {"access_users": ["usr_vic"], "api_enabled": True, "name": "Other"})
    assert (refused.status, refused.code) == (403, "INSUFFICIENT_PERMISSIONS")
    assert sorted(refused.problems) == [("access_users", "not_allowed"), ("api_enabled", "not_allowed")]


@pytest.mark.parametrize("name", ["vic", "chad"])
def test_who_may_only_look_changes_nothing(cast: Cast, path: str, name: str) -> None:
    assert cast.client(name).patch(path, {"nonsense": 1}, {"If-Match": '"7"'}).status == 403


def test_strangers_get_the_answer_of_one_that_never_was(cast: Cast, path: str) -> None:
    def error(answer: Answer) -> dict[str, Any]:
        told = answer.json["error"] | {"trace_id": "", "timestamp": ""}
        return {key: str(value).replace(path.rsplit("/", maxsplit=1)[-1], "asst_never") for key, value in told.items()}

    for name in STRANGERS:
        client, body = cast.client(name), {"organization_id": cast.people["ben"].organization_id, "name": ""}
        refused, never = client.patch(path, body), client.patch("/v1/assistants/asst_never", body)
        assert (refused.status, error(refused)) == (404, error(never))


def test_another_organization_is_denied_whether_or_not_it_exists(cast: Cast, path: str) -> None:
    for other in (cast.people["oz"].organization_id, "org_never"):
        refused = cast.client("ben").patch(path, {"organization_id": other, "temperature": 9})
        assert (refused.status, refused.code) == (403, "ORGANIZATION_ACCESS_DENIED")


def test_it_needs_the_scope_to_write_assistants(cast: Cast, path: str) -> None:
    client = ApiClient(api_key(cast.people["ben"], [Scope.ASSISTANTS_READ]))
    assert client.patch(path, {"name": "Other"}).status == 403
    assert client.patch("/v1/assistants/asst_never", {}).status == 403


@pytest.mark.parametrize(("body", "status"), [("[]", 400), ("{", 400), ('{"name": "a", "name": "b"}', 400)])
def test_a_body_that_is_no_object_is_malformed(cast: Cast, path: str, body: str, status: int) -> None:
    assert cast.client("ben").patch(path, body).status == status


def test_a_version_is_restored_once_for_each_key(cast: Cast, path: str) -> None:
    client, headers = cast.client("ben"), {"Idempotency-Key": "key-1", "If-Match": '"2"'}
    client.patch(path, {"name": "Other"})

    first = client.post(f"{path}/versions/1/restore", headers=headers)
    again = client.post(f"{path}/versions/1/restore", {}, headers)

    assert (first.status, first.json["name"], first.headers["ETag"]) == (200, "Claims", '"3"')
    assert (again.status, again.json, again.headers["Idempotent-Replayed"]) == (200, first.json, "true")
    assert client.post(f"{path}/versions/1/restore", {"name": "x"}).problems == [("name", "unknown_field")]
    assert client.post(f"{path}/versions/9/restore").code == "NOT_FOUND"


@pytest.mark.parametrize("number", [1, 3, 300])
def test_a_change_takes_as_many_statements_whatever_there_was_before(
    cast: Cast, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    made = cast.assistant()["id"]
    for place in range(1, number):
        update(made, {"description": f"{place}"}, caller=cast.caller("eve"))
    client, path = cast.client("ben"), f"/v1/assistants/{made}"

    # The change and each batch stand in a savepoint. The key's three statements, the lock, the assistant's six, the
    # model and the members that it names, before and after; then the assistant, its row of the search, the version and
    # the event.
    change = (2 + 3) + 2 + 1 + (2 + 6) + (2 + 2) + (2 + 2) + (2 + 4)
    with django_assert_num_queries(change):
        assert client.patch(path, {"description": "Other."}).json["version"] == number + 1
    # The version too; what is named is looked up once.
    with django_assert_num_queries(change + 1 - (2 + 2)):
        assert client.post(f"{path}/versions/1/restore").json["version"] == number + 2
