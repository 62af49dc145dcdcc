"""The commands that make an assistant again and read it."""

from tests.cast import Cast
from tests.dashboard.assistant.conftest import Visit

SERVER = {
    "type": "mcp",
    "server_label": "api",
    "server_url": "https://mcp.example.com/path",
    "authorization": "canary-0123456789-secret",
}


def test_the_command_holds_what_was_chosen_and_a_variable_for_each_secret(cast: Cast, visit: Visit) -> None:
    made = cast.assistant(temperature=0.2, tool_configurations={"mcp_tools": [SERVER]})["id"]

    page = visit("ben").text(f"{made}/api/")

    for said in (
        '"temperature": 0.2',
        "$API_TOKEN",
        '"access_users": ["usr_vic"]',
        f"http://testserver/v1/assistants/{made}",
    ):
        assert said in page
    assert "canary" not in page


def test_below_the_owner_the_lists_of_access_are_left_out(cast: Cast, visit: Visit) -> None:
    page = visit("eve").text(f"{cast.assistant()['id']}/api/")

    assert "access_users" not in page
    assert "Who has access is for its owners" in page


def test_a_viewer_is_told_that_addresses_are_cut(cast: Cast, visit: Visit) -> None:
    page = visit("vic").text(f"{cast.assistant(tool_configurations={'mcp_tools': [SERVER]})['id']}/api/")

    assert "/path" not in page
    assert "complete them" in page
