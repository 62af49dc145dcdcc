"""What has happened, field by field."""

from assistants.services.assistant import update
from tests.cast import Cast
from tests.dashboard.assistant.conftest import Visit


def test_each_change_says_who_from_where_and_from_what_to_what(cast: Cast, visit: Visit) -> None:
    made = cast.assistant(temperature=0.1)["id"]
    update(made, {"temperature": 0.4, "access_users": ["usr_max"]}, caller=cast.caller("ben"))

    page = visit("ben").text(f"{made}/history/")

    assert "Changed · version 2 Ben Example, API" in page
    assert "Temperature Before: 0.1 After: 0.4" in page
    assert "People who can view Before: Vic Example After: Max Example" in page
    assert "Created · version 1" in page


def test_of_access_only_owners_see_the_changes(cast: Cast, visit: Visit) -> None:
    made = cast.assistant()["id"]
    update(made, {"access_users": ["usr_vic", "usr_max"]}, caller=cast.caller("ben"))

    page = visit("eve").text(f"{made}/history/")

    assert "Max Example" not in page
    assert "shown to its owners" in page


def test_of_a_list_what_differs_is_told(cast: Cast, visit: Visit) -> None:
    made = cast.assistant()["id"]
    server = {"type": "mcp", "server_label": "api", "server_url": "https://a.example.com", "authorization": "t" * 20}
    for approval in ("always", "never"):
        tools = {"mcp_tools": [server | {"require_approval": approval}]}
        update(made, {"tool_configurations": tools}, caller=cast.caller("ben"))

    page = visit("ben").text(f"{made}/history/")

    assert "Removed: Approval: always" in page
    assert "Added: Approval: never" in page
    assert "t" * 20 not in page


def test_who_has_left_is_not_named(cast: Cast, visit: Visit) -> None:
    made = cast.assistant()["id"]
    update(made, {"temperature": 0.4}, caller=cast.caller("eve"))
    cast.people["eve"].delete()

    page = visit("vic").text(f"{made}/history/")

    assert "A former member" in page
    assert "Eve Example" not in page


def test_history_comes_in_pages(cast: Cast, visit: Visit) -> None:
    made = cast.assistant()["id"]
    for number in range(60):
        update(made, {"description": f"number {number}"}, caller=cast.caller("ben"))

    assert "1\N{EN DASH}50 of 61" in visit("ben").text(f"{made}/history/")
    assert "Created" in visit("ben").text(f"{made}/history/", page="2")
