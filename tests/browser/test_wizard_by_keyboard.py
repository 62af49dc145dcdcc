"""The whole wizard by Tab, Enter, Space and the arrows alone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Visit
from tests.browser.hands import Hands
from tests.browser.keys import Keys
from tests.live.api import Api


@pytest.fixture
def page(visit: Visit) -> Page:
    return visit("ann").go("/")


@pytest.fixture
def keys(page: Page) -> Keys:
    return Keys(page)


@pytest.fixture
def at(page: Page) -> Callable[[str], None]:
    """Wait for a step."""
    return Hands(page).arrive


def named(page: Page, name: str) -> str:
    return f'#section [name="{name}"]:not([type=hidden])'


def test_the_whole_wizard_by_keyboard_alone(page: Page, keys: Keys, at: Callable[[str], None], api: Api) -> None:
    _begin(page, keys, at)
    _basics(page, keys)
    at("language-model")
    _language_model(page, keys)
    at("knowledge")
    _knowledge(page, keys)
    at("tools")
    _tools(page, keys)
    at("mcp-servers")
    _mcp_servers(page, keys)
    at("access")
    _access(page, keys)
    at("output")
    _output(page, keys)
    at("check")
    _check(page, keys)

    made = api.named("Typed")
    server = made["tool_configurations"]["mcp_tools"][0]
    assert made["metadata"] == {"team": "claims"}
    assert made["avatar_id"] is not None
    assert (made["temperature"], made["stop_sequences"]) == (0.3, ["END"])
    assert (made["vector_store_ids"], made["memory_enabled"]) == (["vs_docs"], True)
    assert made["tool_configurations"]["system_tools"]["web_search"]["mode"] == "on"
    assert (server["server_label"], server["server_url"]) == ("crm", "https://mcp.example.com/v1")
    assert server["allowed_tools"] == ["find"]
    assert (made["access_mode"], made["streaming"]) == ("organization", False)


def _begin(page: Page, keys: Keys, at: Callable[[str], None]) -> None:
    keys.press("n")
    start = page.get_by_role("button", name="Start with an empty one")
    start.wait_for()
    keys.skip_to_main()
    keys.to(start)
    keys.press("Enter")
    at("basics")


def _basics(page: Page, keys: Keys) -> None:
    keys.skip_to_main()
    _continue(page, keys)
    keys.wait_for_focus(".errors")
    keys.to(page.locator(".errors a").first)
    keys.press("Enter")
    assert keys.focused() == "name"
    keys.type("Typed")
    keys.to(page.locator(f"{named(page, 'avatar_id')}:checked"))
    keys.press("ArrowRight")
    _open(page, keys, "Metadata")
    _add(page, keys, "metadata")
    keys.wait_for_focus(named(page, "metadata.0.key"))
    keys.type("team")
    keys.press("Tab")
    assert keys.focused() == "metadata.0.value"
    keys.type("claims")
    _continue(page, keys)


def _language_model(page: Page, keys: Keys) -> None:
    keys.skip_to_main()
    keys.to(page.locator(named(page, "temperature")))
    keys.type("0.3")
    _open(page, keys, "Sampling")
    _add(page, keys, "stop_sequences")
    keys.wait_for_focus(named(page, "stop_sequences.0"))
    keys.type("END")
    _continue(page, keys)


def _knowledge(page: Page, keys: Keys) -> None:
    keys.skip_to_main()
    keys.to(page.locator('[name="q.vector_store_ids"]'))
    keys.type("doc")
    keys.press("Enter")
    found = page.locator('button[name="choose"]', has_text="Docs")
    found.wait_for()
    keys.to(found)
    keys.press("Enter")
    page.locator('[name="vector_store_ids"][value="vs_docs"]').wait_for(state="attached")
    keys.wait_for_focus('[name="q.vector_store_ids"]')
    keys.to(page.locator(named(page, "memory_enabled")))
    keys.press("Space")
    _continue(page, keys)


def _tools(page: Page, keys: Keys) -> None:
    keys.skip_to_main()
    keys.to(page.locator(named(page, "system_tools.web_search.mode")))
    keys.press("ArrowDown")
    _continue(page, keys)


def _mcp_servers(page: Page, keys: Keys) -> None:
    keys.skip_to_main()
    _add(page, keys, "mcp_tools")
    keys.wait_for_focus(named(page, "mcp_tools.0.server_label"))
    keys.type("crm")
    keys.to(page.locator(named(page, "mcp_tools.0.server_url")))
    keys.type("https://mcp.example.com/v1")
    keys.to(page.locator(f"{named(page, 'mcp_tools.0.allowed_tools')}:checked"))
    keys.press("ArrowDown")
    _add(page, keys, "mcp_tools.0.allowed_tools")
    keys.wait_for_focus(named(page, "mcp_tools.0.allowed_tools.0"))
    keys.type("find")
    # Enter in an input is Continue.
    keys.press("Enter")


def _access(page: Page, keys: Keys) -> None:
    keys.skip_to_main()
    keys.to(page.locator(f"{named(page, 'access_mode')}:checked"))
    keys.press("ArrowDown")
    _continue(page, keys)


def _output(page: Page, keys: Keys) -> None:
    keys.skip_to_main()
    keys.to(page.locator(named(page, "streaming")))
    keys.press("Space")
    _continue(page, keys)


def _check(page: Page, keys: Keys) -> None:
    keys.skip_to_main()
    keys.to(page.locator("#confirm"))
    keys.press("Space")
    keys.to(page.get_by_role("button", name="Create assistant"))
    keys.press("Enter")
    page.get_by_text("has been created").wait_for()


def _continue(page: Page, keys: Keys) -> None:
    keys.to(page.get_by_role("button", name="Continue", exact=True))
    keys.press("Enter")


def _open(page: Page, keys: Keys, fold: str) -> None:
    keys.to(page.locator("details.fold > summary", has_text=fold).first)
    keys.press("Enter")


def _add(page: Page, keys: Keys, rows: str) -> None:
    keys.to(page.locator(f'button[name="add"][value="{rows}"]'))
    keys.press("Enter")
