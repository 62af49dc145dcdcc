"""What was typed is not lost: on leaving, on another browser, in two tabs, and when a colleague was quicker."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Visit
from tests.browser.hands import Hands, sections
from tests.browser.whole import WHOLE
from tests.live.api import Api

SECRET = "a-token-that-is-shown-nowhere-9f2c"
# For each step, an input and what a person leaves there; and the step that comes after it.
LEFT = [
    ("basics", "name", "Left alone", "language-model"),
    ("language-model", "instructions", "Be brief.", "knowledge"),
    ("knowledge", "memory_enabled", "on", "tools"),
    ("tools", "max_tool_calls", "20", "mcp-servers"),
    ("mcp-servers", "mcp_tools.0.server_label", "crm", "mcp-servers"),
    ("access", "access_mode", "organization", "mcp-servers"),
    ("output", "safety_level", "high", "mcp-servers"),
]


def held(page: Page, name: str) -> str:
    """What an input holds, or which of several is chosen."""
    found = page.locator(f'#section [name="{name}"]:not([type=hidden])')
    if found.first.get_attribute("type") in ("radio", "checkbox"):
        found = page.locator(f'#section [name="{name}"]:checked')
    return found.first.input_value()


def at_step(address: str, step: str) -> str:
    """The address of another step of the same draft."""
    return address.rstrip("/").rpartition("/")[0] + f"/{step}/"


def begun(visit: Visit) -> Hands:
    hands = Hands(visit("ann").go("/"))
    hands.page.goto(hands.page.url + "new/")
    hands.page.get_by_role("button", name="Start with an empty one").click()
    hands.arrive("basics")
    return hands


def test_whoever_leaves_at_a_step_goes_on_there_in_another_browser(visit: Visit) -> None:
    here, there = begun(visit), Hands(visit("ann").go("/"))
    draft = here.page.url.removesuffix("basics/")
    drafts = draft.rstrip("/").rpartition("/")[0] + "/"
    for step, name, value, following in LEFT:
        here.page.goto(f"{draft}{step}/")
        here.fill({name: [value]})
        here.page.get_by_role("button", name="Save and close").first.click()
        here.page.get_by_role("heading", name="Drafts", level=1).wait_for()

        there.page.goto(drafts)
        there.page.get_by_role("link", name="Resume Left alone").click()
        # A server without an address has errors: that is where to go on.
        there.arrive(following)
        there.page.goto(f"{draft}{step}/")
        assert held(there.page, name) == value


def test_what_is_typed_is_saved_without_a_button(visit: Visit) -> None:
    here = begun(visit)
    here.fill({"name": ["Typed only"], "description": ["And left"]})
    here.input("name").focus()
    here.page.locator("#aside", has_text="And left").wait_for()

    there = visit("ann").go("/")
    there.goto(here.page.url)
    assert held(there, "description") == "And left"


def test_two_tabs_of_one_draft_are_held_apart(visit: Visit) -> None:
    one = begun(visit)
    one.fill({"name": ["Two tabs"]})
    one.go_on("language-model")
    other = Hands(one.page.context.new_page())
    other.page.goto(one.page.url)
    one.fill({"instructions": ["From one"], "temperature": ["0.1"]})
    one.go_on("knowledge")

    other.fill({"instructions": ["From the other"], "temperature": ["0.2"]})
    other.page.get_by_role("button", name="Continue", exact=True).click()
    other.page.get_by_role("heading", name="Two tabs changed this step").wait_for()
    assert "From one" in other.page.inner_text("main")
    other.page.get_by_role("group", name="Instructions").get_by_label("From this tab").check()
    other.page.get_by_role("group", name="Temperature").get_by_label("From the other tab").check()
    other.page.get_by_role("button", name="Keep these").click()
    other.arrive("language-model")

    assert held(other.page, "instructions") == "From the other"
    assert held(other.page, "temperature") == "0.1"


def test_of_a_colleague_s_change_during_an_edit_each_field_is_chosen(visit: Visit, api: Api) -> None:
    made = api.create("Of two people", temperature=0.5, instructions="As it was").json()
    page = visit("ann").go(f"/o/org_acme/assistants/{made['id']}/edit/")
    page.get_by_role("button", name="Edit", exact=True).click()
    hands = Hands(page)
    hands.arrive("basics")
    page.goto(at_step(page.url, "language-model"))
    hands.fill({"instructions": ["Mine"], "temperature": ["0.9"], "seed": ["7"]})
    theirs = {"instructions": "Theirs", "temperature": 0.1, "top_p": 0.5}
    assert api.http.patch(f"/v1/assistants/{made['id']}", json=theirs).status_code == 200

    page.get_by_role("button", name="Skip to check").first.click()
    hands.arrive("check")
    page.get_by_role("button", name="Save changes").click()
    page.get_by_role("heading", name="has been changed while you edited it").wait_for()
    page.get_by_role("group", name="Instructions").get_by_label("Mine").check()
    page.get_by_role("group", name="Temperature").get_by_label("Theirs").check()
    page.get_by_role("button", name="Go on with these").click()
    hands.arrive("check")
    page.get_by_role("button", name="Save changes").click()
    page.get_by_text("has been saved").wait_for()

    after = api.get(made["id"]).json()
    assert (after["instructions"], after["temperature"]) == ("Mine", 0.1)
    assert (after["seed"], after["top_p"]) == (7, 0.5)


def test_a_secret_that_was_typed_is_told_and_never_shown(visit: Visit) -> None:
    here = begun(visit)
    here.fill({"name": ["Of secrets"]})
    here.go_on("language-model")
    here.page.goto(at_step(here.page.url, "mcp-servers"))
    here.fill({"mcp_tools.0.server_label": ["crm"], "mcp_tools.0.authorization": [SECRET]})
    here.page.get_by_role("button", name="Save and close").first.click()
    here.page.get_by_role("heading", name="Drafts", level=1).wait_for()

    there = visit("ann").go("/")
    there.goto(here.page.url)
    there.get_by_role("link", name="Resume Of secrets").click()
    there.goto(at_step(there.url, "mcp-servers"))
    there.get_by_text("Set, ends in …9f2c").wait_for()
    assert held(there, "mcp_tools.0.authorization") == ""
    assert SECRET not in there.content()


@pytest.mark.parametrize("javascript", [True, False])
def test_a_refused_step_keeps_everything_that_was_typed(visit: Visit, javascript: bool) -> None:
    page = visit("ann", javascript=javascript).go("/o/org_acme/assistants/new/")
    hands = Hands(page)
    page.get_by_role("button", name="Start with an empty one").click()
    hands.arrive("basics")
    page.goto(at_step(page.url, "language-model"))
    typed = {**dict(sections(WHOLE))["language-model"], "temperature": ["hot"], "seed": ["4.5"]}
    hands.fill(typed)
    page.get_by_role("button", name="Continue", exact=True).click()

    page.locator(".errors:focus").wait_for()
    page.get_by_role("alert").get_by_text("Temperature").wait_for()
    for name in ("temperature", "seed", "instructions", "stop_sequences.1", "logit_bias.0.key", "reasoning.effort"):
        assert held(page, name) == typed[name][-1]
