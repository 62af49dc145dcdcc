"""Test connection: against a server that is not there, and against a real one."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Visit
from tests.browser.hands import Hands
from tests.live.api import Api
from tests.live.databases import Template
from tests.live.server import UNLIMITED, Server, serve
from tests.mcp_server import TENANT, TOKEN, RunningServer, mcp_server, running_server

__all__ = ["mcp_server", "running_server"]

SERVER = "mcp_tools.0"
# Nothing listens at the port of the discard service.
NOBODY = "http://127.0.0.1:9/mcp"


@pytest.fixture(scope="module")
def site(people_can_sign_in: Template, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A site that may ask the MCP servers of this machine."""
    url = people_can_sign_in.copy()
    with serve(url, tmp_path_factory.mktemp("site") / "log", **UNLIMITED, MCP_ALLOWED_HOSTS="127.0.0.1") as running:
        yield running
    people_can_sign_in.remove(url)


def at_the_servers(visit: Visit, name: str, *, javascript: bool = True) -> Hands:
    """Ann's wizard at its MCP servers, with one server in it that has nothing yet."""
    page = visit("ann", javascript=javascript).go("/o/org_acme/assistants/new/")
    hands = Hands(page)
    page.get_by_role("button", name="Start with an empty one").click()
    hands.arrive("basics")
    hands.fill({"name": [name]})
    hands.go_on("language-model")
    page.goto(page.url.replace("language-model", "mcp-servers"))
    hands.add("mcp_tools", SERVER)
    return hands


def try_it(page: Page) -> None:
    page.get_by_role("button", name="Test connection").click()


@pytest.mark.parametrize("javascript", [True, False])
def test_a_test_that_fails_loses_nothing_that_was_typed(visit: Visit, javascript: bool) -> None:
    hands = at_the_servers(visit, f"Failing {javascript}", javascript=javascript)
    typed = {
        f"{SERVER}.server_label": ["crm"],
        f"{SERVER}.server_url": [NOBODY],
        f"{SERVER}.server_description": ["Our customers"],
        f"{SERVER}.authorization": [TOKEN],
        f"{SERVER}.headers.0.key": ["X-Tenant"],
        f"{SERVER}.headers.0.value": [TENANT],
        f"{SERVER}.allowed_tools": ["names"],
        f"{SERVER}.allowed_tools.0": ["search"],
    }
    hands.fill(typed)
    try_it(hands.page)

    hands.page.get_by_role("alert").get_by_text("What you typed is kept").wait_for()
    for field in ("server_label", "server_url", "server_description", "headers.0.key", "allowed_tools.0"):
        assert hands.input(f"{SERVER}.{field}").input_value() == typed[f"{SERVER}.{field}"][0]
    # Secrets are kept too, and not shown: one on the server, one at its header.
    assert hands.page.locator(".secret", has_text="Set").count() == 2
    assert TOKEN not in hands.page.content()


def test_what_a_real_server_offers_is_ticked_and_ends_in_the_assistant(
    visit: Visit, api: Api, mcp_server: RunningServer
) -> None:
    hands = at_the_servers(visit, "Connected")
    page = hands.page
    hands.fill(
        {
            f"{SERVER}.server_label": ["crm"],
            f"{SERVER}.server_url": [mcp_server.url("/guarded/mcp")],
            f"{SERVER}.authorization": [TOKEN],
            f"{SERVER}.headers.0.key": ["X-Tenant"],
            f"{SERVER}.headers.0.value": [TENANT],
        }
    )
    try_it(page)

    table = page.get_by_role("table", name="Tools")
    table.wait_for()
    said = {
        row.get_by_role("rowheader").locator("code").inner_text(): row.inner_text()
        for row in table.get_by_role("row").all()[1:]
    }
    assert said.keys() == {"search", "append", "wipe", "update"}
    assert {name for name, words in said.items() if "Reads only" in words} == {"search"}
    assert {name for name, words in said.items() if "May write" in words} == {"append", "wipe", "update"}
    assert mcp_server.sent("Authorization") == {f"Bearer {TOKEN}"}

    for name in ("wipe", "update"):
        table.get_by_label(f"Allow {name}").uncheck()
    table.get_by_label("search asks first").uncheck()
    page.get_by_role("button", name="Use what is ticked").click()
    hands.input(f"{SERVER}.allowed_tools.1").wait_for()
    page.get_by_role("button", name="Skip to check").first.click()
    hands.arrive("check")
    page.get_by_role("button", name="Create assistant").click()
    page.get_by_text("has been created").wait_for()

    [server] = api.named("Connected")["tool_configurations"]["mcp_tools"]
    assert server["allowed_tools"] == ["search", "append"]
    asked = server["require_approval"]
    assert {name: asked[name]["tool_names"] for name in asked} == {"always": ["append"], "never": ["search"]}
