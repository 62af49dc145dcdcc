"""Versions side by side, and bringing one back."""

from assistants.models import Assistant
from assistants.services.assistant import update
from tests.cast import Cast
from tests.dashboard.assistant.conftest import Visit, messages

SERVER = {"type": "mcp", "server_label": "api", "server_url": "https://a.example.com", "authorization": "t" * 20}


def changed(cast: Cast, made: str, **fields: object) -> None:
    update(made, fields, caller=cast.caller("ben"))


def test_one_version_has_nothing_to_compare_with(cast: Cast, visit: Visit) -> None:
    assert "One version so far" in visit("vic").text(f"{cast.assistant()['id']}/versions/")


def test_the_last_change_is_compared_unless_others_are_chosen(cast: Cast, visit: Visit) -> None:
    made = cast.assistant(temperature=0.1)["id"]
    changed(cast, made, temperature=0.2)
    changed(cast, made, temperature=0.3)

    last = visit("vic").text(f"{made}/versions/")
    chosen = visit("vic").text(f"{made}/versions/", a="1", b="3")

    assert "Version 2 to version 3 1 field differs" in last
    assert "Version 1 to version 3" in chosen
    assert "Removed: 0.1" in chosen
    assert "Added: 0.3" in chosen


def test_a_version_that_never_was_is_not_found(cast: Cast, visit: Visit) -> None:
    made = cast.assistant()["id"]

    assert visit("ben").get(f"{made}/versions/", a="1", b="9").status_code == 404
    assert visit("ben").get(f"{made}/versions/9/restore/").status_code == 404
    assert visit("ben").post(f"{made}/versions/9/restore/", version="1").status_code == 404


def test_of_access_only_owners_see_a_difference(cast: Cast, visit: Visit) -> None:
    made = cast.assistant()["id"]
    changed(cast, made, access_users=["usr_vic", "usr_max"])

    assert "Max Example" in visit("ben").text(f"{made}/versions/")
    assert "Nothing that you see differs" in visit("eve").text(f"{made}/versions/")


def test_a_restore_says_what_it_brings_back_and_what_it_leaves_alone(cast: Cast, visit: Visit) -> None:
    made = cast.assistant(temperature=0.1, tool_configurations={"mcp_tools": [SERVER]})["id"]
    moved = SERVER | {"server_url": "https://b.example.com"}
    changed(cast, made, temperature=0.9, access_users=[], tool_configurations={"mcp_tools": [moved]})

    page = visit("ben").text(f"{made}/versions/1/restore/")

    assert "It becomes version 3" in page
    assert "Added: 0.1" in page
    assert "stay as they are now: People who can view" in page
    assert "api comes back without its secrets" in page


def test_a_restore_makes_a_new_version_and_keeps_who_has_access(cast: Cast, visit: Visit) -> None:
    made = cast.assistant(temperature=0.1)["id"]
    changed(cast, made, temperature=0.9, access_users=["usr_max"])

    answer = visit("eve").post(f"{made}/versions/1/restore/", version="2")

    assert answer.status_code == 302
    assert Assistant.objects.get(id=made).version == 3
    assert "temperature" in cast.client("ben").get(f"/v1/assistants/{made}").json
    assert cast.client("ben").get(f"/v1/assistants/{made}").json["temperature"] == 0.1
    assert cast.client("max").get(f"/v1/assistants/{made}").status == 200


def test_a_restore_after_somebody_else_s_change_asks_to_look_again(cast: Cast, visit: Visit) -> None:
    made = cast.assistant()["id"]
    changed(cast, made, temperature=0.9)
    changed(cast, made, temperature=0.8)

    answer = visit("eve").post(f"{made}/versions/1/restore/", version="2")

    assert answer.status_code == 422
    assert b"Somebody has changed it since, to version 3" in answer.content
    assert Assistant.objects.get(id=made).version == 3


def test_a_restore_into_a_name_that_is_taken_is_refused(cast: Cast, visit: Visit) -> None:
    made = cast.assistant(name="First")["id"]
    changed(cast, made, name="Second")
    cast.assistant(name="First")

    answer = visit("ben").post(f"{made}/versions/1/restore/", version="2")

    assert answer.status_code == 422
    assert "already; choose another name" in answer.content.decode()
    assert "restored" not in messages(visit("ben"))


def test_versions_come_in_pages(cast: Cast, visit: Visit) -> None:
    made = cast.assistant()["id"]
    for number in range(24):
        changed(cast, made, description=f"{number}")

    assert "1\N{EN DASH}20 of 25" in visit("ben").text(f"{made}/versions/")
    assert "Version 1 " in visit("ben").text(f"{made}/versions/", page="2")
    assert visit("ben").get(f"{made}/versions/", page="9" * 30).status_code == 200
