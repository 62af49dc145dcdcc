"""What an assistant was, as far as a caller may see it today (contract, section 6)."""

from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from assistants.choices import Scope
from assistants.models import Assistant
from assistants.policy.access import GRANT_FIELDS
from assistants.services.assistant import update
from tests.api.changes import changed
from tests.api.client import Answer
from tests.cast import LEVELS, STRANGERS, Cast
from tests.factories import RuleFactory, api_key

pytestmark = pytest.mark.django_db

TOKEN = "a-token-of-24-characters"
SERVER = {
    "server_label": "crm",
    "type": "mcp",
    "server_url": "https://mcp.example.com/hidden/path?key=1",
    "authorization": TOKEN,
    "headers": {"X-Tenant": TOKEN},
}


def read(cast: Cast, name: str, assistant_id: str, rest: str = "", **query: Any) -> Answer:
    return cast.client(name).get(f"/v1/assistants/{assistant_id}/versions{rest}", query)


def test_versions_are_listed_newest_first_with_who_made_them_and_what_changed(cast: Cast) -> None:
    made = cast.assistant(name="Claims")["id"]
    changed(cast, made, by="eve", name="Motor claims", temperature=0.1)

    listed = read(cast, "ben", made).json

    second, first = listed["versions"]
    assert (second["number"], second["created_by"], second["source"]) == (2, "usr_eve", "api")
    assert second["changed_fields"] == ["name", "temperature"]
    assert second.keys() == {"number", "created_at", "created_by", "source", "changed_fields"}
    assert (first["number"], first["created_by"], first["changed_fields"]) == (1, "usr_ben", [])
    assert (listed["total"], listed["pagination"]) == (2, {"total": 2, "limit": 50, "offset": 0, "has_more": False})


def test_versions_are_listed_page_by_page(cast: Cast) -> None:
    made = cast.assistant()["id"]
    for number in range(4):
        changed(cast, made, description=f"{number}")

    page = read(cast, "ben", made, limit=2, offset=1).json

    assert [version["number"] for version in page["versions"]] == [4, 3]
    assert page["pagination"] == {"total": 5, "limit": 2, "offset": 1, "has_more": True}
    assert read(cast, "ben", made, limit=101).problems == [("limit", "out_of_range")]
    assert read(cast, "ben", made, search="x").problems == [("search", "unknown_field")]


def test_a_version_holds_the_whole_assistant_as_it_was(cast: Cast) -> None:
    made = cast.assistant(instructions="Be brief.", metadata={"team": "claims"})
    changed(cast, made["id"], instructions="Be kind.")

    answered = read(cast, "ben", made["id"], "/1").json

    of_today = {"user_access_level", "warnings"}
    assert answered["snapshot"] == {name: value for name, value in made.items() if name not in of_today}
    assert read(cast, "ben", made["id"], "/2").json["snapshot"]["instructions"] == "Be kind."


def test_what_follows_from_other_fields_is_shown_in_a_version_too(cast: Cast) -> None:
    made = cast.assistant(response_format={"type": "json_object"}, avatar_id="avt_fox")["id"]
    snapshot = read(cast, "ben", made, "/1").json["snapshot"]
    assert (snapshot["output_mode"], snapshot["icon_type"]) == ("json", "avatar")


@pytest.mark.parametrize("name", ["ben", "eve", "vic"])
def test_no_version_shows_a_secret(cast: Cast, name: str) -> None:
    made = cast.assistant(mcp_tools=[SERVER])["id"]
    changed(cast, made, mcp_tools=[SERVER | {"authorization": f"other-{TOKEN}"}])

    for rest in ("", "/1", "/2", "/1/diff/2"):
        assert TOKEN not in read(cast, name, made, rest).content.decode()
    [server] = read(cast, name, made, "/1").json["snapshot"]["tool_configurations"]["mcp_tools"]
    assert (server["authorization"], server["headers"]) == ({"set": True}, {"X-Tenant": {"set": True}})


def test_only_owners_see_who_had_access(cast: Cast) -> None:
    made = cast.assistant()["id"]
    changed(cast, made, access_users=["usr_vic", "usr_max"])

    for name in ("ben", "eve", "vic"):
        is_owner = name == "ben"
        assert (GRANT_FIELDS.keys() <= read(cast, name, made, "/1").json["snapshot"].keys()) == is_owner
        assert bool(GRANT_FIELDS.keys() & read(cast, name, made, "/1").json["snapshot"].keys()) == is_owner
        assert ("access_users" in read(cast, name, made, "").json["versions"][0]["changed_fields"]) == is_owner
        assert bool(read(cast, name, made, "/1/diff/2").json["changes"]) == is_owner


def test_a_viewer_sees_of_an_address_only_scheme_and_host(cast: Cast) -> None:
    made = cast.assistant(mcp_tools=[SERVER])["id"]
    changed(cast, made, mcp_tools=[SERVER | {"server_url": "https://mcp.example.com/other"}])

    def url(name: str) -> str:
        [server] = read(cast, name, made, "/1").json["snapshot"]["tool_configurations"]["mcp_tools"]
        return str(server["server_url"])

    assert (url("eve"), url("vic")) == (SERVER["server_url"], "https://mcp.example.com")
    assert "hidden" in read(cast, "eve", made, "/1/diff/2").content.decode()
    assert read(cast, "vic", made, "/1/diff/2").json["changes"] == []


def test_a_version_is_cut_to_the_level_of_today(cast: Cast) -> None:
    made = cast.assistant()["id"]
    changed(cast, made, editable_by_users=[], access_users=["usr_eve"])

    assert read(cast, "eve", made, "/1").status == 200
    assert cast.client("eve").post(f"/v1/assistants/{made}/versions/1/restore").status == 403


def test_two_versions_are_compared_field_by_field(cast: Cast) -> None:
    rule = RuleFactory.create(organization=cast.organization).id
    made = cast.assistant(instructions="Be brief.\nBe kind.\n", mcp_tools=[SERVER], metadata={"a": "1"})["id"]
    moved = SERVER | {"server_url": "https://other.example/"}
    web_search = {"web_search": {"mode": "on"}}
    changed(
        cast,
        made,
        instructions="Be brief.\nBe exact.\n",
        temperature=0.1,
        rule_ids=[rule],
        metadata={"a": "2", "b": "3"},
        tool_configurations={"mcp_tools": [moved], "system_tools": web_search},
    )

    answered = read(cast, "ben", made, "/1/diff/2").json

    found = {change["field"]: change["difference"] for change in answered["changes"]}
    assert (answered["from"], answered["to"]) == (1, 2)
    assert list(found) == [
        "metadata",
        "instructions",
        "temperature",
        "rule_ids",
        "tool_configurations.system_tools",
        "tool_configurations.mcp_tools",
    ]
    assert found["instructions"]["unified_diff"].splitlines()[3:] == [" Be brief.", "-Be kind.", "+Be exact."]
    assert found["temperature"] == {"kind": "value", "old_value": 0.7, "new_value": 0.1}
    assert found["rule_ids"]["added"] == [{"position": 0, "value": rule}]
    assert (found["metadata"]["added"], list(found["metadata"]["changed"])) == ({"b": "3"}, ["a"])
    assert list(found["tool_configurations.system_tools"]["added"]) == ["web_search"]
    assert list(found["tool_configurations.mcp_tools"]["changed"]["crm"]["changed"]) == ["server_url"]
    assert [change["field"] for change in read(cast, "ben", made, "/2/diff/1").json["changes"]] == list(found)
    assert read(cast, "ben", made, "/2/diff/2").json == {"from": 2, "to": 2, "changes": []}


@pytest.mark.parametrize("rest", ["", "/1", "/1/diff/1"])
def test_versions_need_the_level_view(cast: Cast, rest: str) -> None:
    made = cast.assistant()["id"]
    assert {name: read(cast, name, made, rest).status for name in LEVELS} == {
        "ann": 200,
        "ben": 200,
        "eve": 200,
        "vic": 200,
        "chad": 403,
    }
    assert read(cast, "chad", made, rest).code == "INSUFFICIENT_PERMISSIONS"


@pytest.mark.parametrize("rest", ["/versions", "/versions/1", "/versions/1/diff/1", "/history"])
def test_who_may_not_see_the_assistant_gets_the_answer_of_one_that_never_was(cast: Cast, rest: str) -> None:
    made, never = cast.assistant()["id"], "asst_never"
    cast.client("ben").delete(f"/v1/assistants/{(gone := cast.assistant()['id'])}")

    def error(name: str, assistant_id: str) -> dict[str, Any]:
        answer = cast.client(name).get(f"/v1/assistants/{assistant_id}{rest}")
        told = answer.json["error"].items()
        return {
            key: str(value).replace(assistant_id, "…") for key, value in told if key not in {"trace_id", "timestamp"}
        }

    for name in STRANGERS:
        assert error(name, made) == error(name, never)
    for name in LEVELS:
        assert error(name, gone) == error(name, never)


@pytest.mark.parametrize(
    "rest",
    ["/0", "/2", "/99999999999999999999", "/1/diff/2", "/2/diff/1", "/1/diff/9223372036854775808", "/x", "/-1"],
)
def test_a_version_that_never_was_is_not_found(cast: Cast, rest: str) -> None:
    answer = read(cast, "ben", cast.assistant()["id"], rest)
    assert (answer.status, answer.code) == (404, "NOT_FOUND")


def test_versions_of_one_assistant_are_not_those_of_another(cast: Cast) -> None:
    first, second = cast.assistant()["id"], cast.assistant()["id"]
    changed(cast, second, temperature=0.1)
    assert read(cast, "ben", first).json["total"] == 1
    assert read(cast, "ben", first, "/2").status == 404


@pytest.mark.parametrize("rest", ["", "/1", "/1/diff/1"])
def test_versions_need_the_scope_to_read_assistants(cast: Cast, rest: str) -> None:
    made = cast.assistant()["id"]
    key = api_key(cast.people["ben"], [scope for scope in Scope if scope != Scope.ASSISTANTS_READ])
    client = type(cast.client("ben"))(key)
    assert client.get(f"/v1/assistants/{made}/versions{rest}").code == "INSUFFICIENT_PERMISSIONS"


@pytest.mark.parametrize("number", [1, 3, 300])
def test_versions_take_as_many_statements_whatever_their_number(
    cast: Cast, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    made = cast.assistant()["id"]
    for place in range(1, number):
        update(made, {"description": f"{place}"}, caller=cast.caller("eve"))
    client = cast.client("ben")
    assert Assistant.objects.get(id=made).version == number

    # The key's batch is three statements and the assistant's six, each in a savepoint of the test's transaction.
    key, known = 2 + 3, 2 + 6
    with django_assert_num_queries(key + known + 3):
        client.get(f"/v1/assistants/{made}/versions")
    with django_assert_num_queries(key + known + 2):
        client.get(f"/v1/assistants/{made}/versions/{number}")
    with django_assert_num_queries(key + known + 1):
        client.get(f"/v1/assistants/{made}/versions/1/diff/{number}")
    with django_assert_num_queries(key + known + 2):
        client.get(f"/v1/assistants/{made}/history")
