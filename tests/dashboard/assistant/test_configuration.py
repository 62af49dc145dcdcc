"""An assistant's own page and its tools, in words."""

import pytest

from assistants.models import Icon
from tests.cast import Cast
from tests.dashboard.assistant.conftest import Visit
from tests.factories import VectorStoreFactory

SERVER = {
    "type": "mcp",
    "server_label": "claims_api",
    "server_url": "https://mcp.example.com/claims?key=abc",
    "authorization": "token-0123456789-9f2c",
    "headers": {"X-Tenant": "short"},
    "allowed_tools": ["find", "read"],
    "require_approval": {"always": {"tool_names": ["find"]}, "never": {"read_only": True}},
}


def test_the_head_says_what_it_is_and_whom_it_reaches(cast: Cast, visit: Visit) -> None:
    tools = {"system_tools": {"web_search": {}, "code_interpreter": {"mode": "off"}}, "mcp_tools": [SERVER]}
    made = cast.assistant(description="Sorts claims", tool_configurations=tools)["id"]

    sentence = "Sorts claims. Answers with gpt-4o, searches the web and calls 1 MCP server."
    assert f"{sentence} 5 of 6 people can use it." in visit("ben").text(f"{made}/")
    assert sentence in (page := visit("vic").text(f"{made}/"))
    assert "people can use it" not in page


def test_the_names_of_things_are_shown_and_what_is_at_its_default_in_a_sentence(cast: Cast, visit: Visit) -> None:
    store = VectorStoreFactory.create(organization=cast.organization, name="Handbook")
    made = cast.assistant(vector_store_ids=[store.id], temperature=0.2)["id"]

    page = visit("ben").text(f"{made}/")

    assert "Handbook" in page
    assert store.id not in page
    assert "Temperature 0.2" in page
    assert "at their defaults" in page


def test_a_store_that_a_viewer_may_not_use_keeps_its_name_to_itself(cast: Cast, visit: Visit) -> None:
    store = VectorStoreFactory.create(organization=cast.organization, name="Layoffs", only_for=[])
    made = cast.assistant()["id"]
    cast.client("ann").patch(f"/v1/assistants/{made}", {"vector_store_ids": [store.id]})

    assert "Layoffs" in visit("ann").text(f"{made}/")
    assert "Layoffs" not in visit("vic").text(f"{made}/")


def test_warnings_stand_on_top(cast: Cast, visit: Visit) -> None:
    made = cast.assistant(instructions="Use sk-abcdefghijklmnopqrstuvwxyz")["id"]

    assert "This holds what looks like a key" in visit("eve").text(f"{made}/")


def test_a_long_text_is_shortened_and_there(cast: Cast, visit: Visit) -> None:
    made = cast.assistant(instructions="word " * 1000 + "the end")["id"]

    page = visit("ben").text(f"{made}/")

    assert "… All of it" in page
    assert "the end" in page


def test_what_is_typed_is_never_markup(cast: Cast, visit: Visit) -> None:
    made = cast.assistant(name="<script>alert(1)</script>", instructions="<img src=x>")["id"]

    for page in ("", "tools/", "access/", "versions/", "history/", "api/"):
        source = visit("ben").get(f"{made}/{page}").content.decode()
        assert "<script>alert" not in source
        assert "<img src=x>" not in source


def test_tools_tell_what_asks_first_and_of_secrets_that_they_are_set(cast: Cast, visit: Visit) -> None:
    made = cast.assistant(tool_configurations={"mcp_tools": [SERVER]})["id"]

    page = visit("ben").text(f"{made}/tools/")

    for said in (
        "find, read",
        "Always for find; never for tools that only read",
        "Set, ends in …9f2c",
        "X-Tenant: Set",
    ):
        assert said in page
    assert "0123456789" not in page


def test_a_viewer_sees_the_host_of_a_server_and_no_last_characters(cast: Cast, visit: Visit) -> None:
    made = cast.assistant(tool_configurations={"mcp_tools": [SERVER]})["id"]

    page = visit("vic").text(f"{made}/tools/")

    assert "https://mcp.example.com" in page
    assert "key=abc" not in page
    assert "9f2c" not in page


def test_without_tools_the_page_says_so(cast: Cast, visit: Visit) -> None:
    assert "No tools" in visit("ben").text(f"{cast.assistant()['id']}/tools/")


@pytest.mark.parametrize(("name", "status"), [("chad", 200), ("vic", 200), ("max", 404), ("oz", 404)])
def test_its_picture_is_for_who_may_see_it(cast: Cast, visit: Visit, name: str, status: int) -> None:
    icon = Icon.objects.first()
    assert icon
    made = cast.assistant(icon_id=icon.id)["id"]

    answer = visit(name).get(f"{made}/icon/")

    assert answer.status_code == status
    if status == 200:
        assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert answer["X-Content-Type-Options"] == "nosniff"
