"""What has happened to an assistant: who, when, from where, from what to what (contract, section 6)."""

from typing import Any

import pytest

from assistants import limits
from assistants.models import AuditEvent
from tests.api.changes import changed
from tests.cast import LEVELS, Cast

pytestmark = pytest.mark.django_db

TOKEN = "a-token-of-24-characters"
SERVER = {"server_label": "crm", "type": "mcp", "server_url": "https://mcp.example.com/hidden", "authorization": TOKEN}


def history(cast: Cast, name: str, assistant_id: str, **query: Any) -> Any:
    return cast.client(name).get(f"/v1/assistants/{assistant_id}/history", query).json


def test_a_change_is_told_field_by_field_the_newest_first(cast: Cast) -> None:
    made = cast.assistant(name="Claims")["id"]
    changed(cast, made, by="eve", name="Motor claims", temperature=0.1)

    told = history(cast, "ben", made)

    second, first, creation = told["history"]
    assert second | {"id": "", "changed_at": 0} == {
        "id": "",
        "version": 2,
        "action": "assistant.updated",
        "field": "temperature",
        "old_value": 0.7,
        "new_value": 0.1,
        "changed_by": "usr_eve",
        "changed_at": 0,
        "source": "api",
    }
    assert (first["field"], first["old_value"], first["new_value"]) == ("name", "Claims", "Motor claims")
    assert (creation["action"], creation["field"], creation["version"]) == ("assistant.created", None, 1)
    assert (told["total"], told["pagination"]["has_more"]) == (3, False)


def test_the_history_is_read_page_by_page(cast: Cast) -> None:
    made = cast.assistant()["id"]
    for number in range(4):
        changed(cast, made, description=f"{number}")

    page = history(cast, "ben", made, limit=2, offset=1)

    assert [event["new_value"] for event in page["history"]] == ["2", "1"]
    assert page["pagination"] == {"total": 5, "limit": 2, "offset": 1, "has_more": True}


def test_a_page_of_large_values_ends_early_and_the_next_one_begins_where_it_ended(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "HISTORY_PAGE_SIZE", 3_000)
    made = cast.assistant()["id"]
    for letter in "abc":
        changed(cast, made, instructions=letter * 2_000)

    pages = [history(cast, "ben", made, limit=10, offset=offset) for offset in range(3)]

    assert [len(page["history"]) for page in pages] == [1, 1, 2]
    assert [page["pagination"]["has_more"] for page in pages] == [True, True, False]
    assert len({entry["id"] for page in pages for entry in page["history"]}) == pages[0]["total"] == 4


def test_access_is_told_to_owners_alone(cast: Cast) -> None:
    made = cast.assistant()["id"]
    client = cast.client("ben")
    changed(cast, made, access_mode="organization", access_users=["usr_vic", "usr_max"], api_enabled=True)
    client.post(f"/v1/assistants/{made}/transfer", {"created_by": "usr_max"})

    seen = {name: [event["field"] for event in history(cast, name, made)["history"]] for name in ("ann", "eve", "vic")}

    assert seen["ann"] == ["created_by", "api_enabled", "access_users", "access_mode", None]
    assert seen["eve"] == seen["vic"] == ["api_enabled", None]
    assert history(cast, "vic", made)["total"] == 2


@pytest.mark.parametrize(
    ("name", "url"), [("eve", "https://mcp.example.com/hidden"), ("vic", "https://mcp.example.com")]
)
def test_values_are_cut_to_the_level_of_today(cast: Cast, name: str, url: str) -> None:
    made = cast.assistant()["id"]
    changed(cast, made, mcp_tools=[SERVER])
    changed(cast, made, mcp_tools=[])

    removed, added, _ = history(cast, name, made)["history"]

    assert (added["old_value"], removed["new_value"]) == ([], [])
    for value in (added["new_value"], removed["old_value"]):
        assert (value[0]["server_url"], value[0]["authorization"]) == (url, {"set": True})


@pytest.mark.parametrize("name", ["ben", "eve", "vic"])
def test_of_a_secret_only_that_it_was_replaced_is_told(cast: Cast, name: str) -> None:
    header = "X-" + "k" * 254
    made = cast.assistant(mcp_tools=[SERVER | {"server_label": "c" * 64, "headers": {header: TOKEN}}])["id"]
    again = SERVER | {"server_label": "c" * 64, "authorization": f"new-{TOKEN}", "headers": {header: f"new-{TOKEN}"}}
    changed(cast, made, mcp_tools=[again])

    told = history(cast, name, made)

    replaced = [event for event in told["history"] if event["action"] == "assistant.secret_replaced"]
    assert [event["new_value"]["header"] for event in replaced] == [header, None]
    assert {event["field"] for event in replaced} == {"tool_configurations.mcp_tools"}
    assert TOKEN not in str(told)


def test_a_picture_is_told_by_its_size_and_digest(cast: Cast) -> None:
    pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
    made = cast.assistant()["id"]
    changed(cast, made, icon_data=pixel)
    picture = history(cast, "vic", made)["history"][0]
    assert (picture["field"], picture["new_value"].keys()) == ("icon_data", {"bytes", "sha256"})


def test_deletion_and_restoration_are_part_of_the_history(cast: Cast) -> None:
    made = cast.assistant()["id"]
    cast.client("ben").delete(f"/v1/assistants/{made}")
    cast.client("ben").post(f"/v1/assistants/{made}/restore")

    restored, deleted, _ = history(cast, "vic", made)["history"]

    assert (deleted["action"], deleted["field"], deleted["old_value"]) == ("assistant.deleted", "deleted_at", None)
    assert (restored["action"], restored["new_value"]) == ("assistant.restored", None)


def test_the_history_of_one_assistant_is_not_that_of_another(cast: Cast) -> None:
    first, second = cast.assistant()["id"], cast.assistant()["id"]
    changed(cast, second, temperature=0.1)
    assert history(cast, "ben", first)["total"] == 1


def test_the_history_needs_the_level_view(cast: Cast) -> None:
    made = cast.assistant()["id"]
    answers = {name: cast.client(name).get(f"/v1/assistants/{made}/history").status for name in LEVELS}
    assert answers == {"ann": 200, "ben": 200, "eve": 200, "vic": 200, "chad": 403}


def test_every_field_that_differs_between_two_versions_is_in_the_history(cast: Cast) -> None:
    made = cast.assistant(icon_id="icon_chat")["id"]
    changed(cast, made, name="Other", icon_id=None, avatar_id="avt_fox", output_mode="json", stop_sequences=["x"])
    changes = cast.client("ben").get(f"/v1/assistants/{made}/versions/1/diff/2").json["changes"]
    differing = {change["field"] for change in changes}
    told = set(AuditEvent.objects.filter(assistant_id=made, version=2).values_list("field", flat=True))
    # What follows from another field is shown, and not told.
    assert differing - told == {"icon_type"}
    assert told <= differing
