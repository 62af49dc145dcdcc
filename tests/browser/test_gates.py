"""axe finds nothing, on no page, in none of its states, in neither theme, wide or narrow."""

from collections.abc import Iterator

import pytest
from django.urls import URLResolver, get_resolver
from playwright.sync_api import Browser, Page, StorageState

from tests.browser.accessibility import findings
from tests.browser.conftest import Visit
from tests.browser.people import at_a_window, signed_in
from tests.browser.places import NO_PAGES, PLACES, Place
from tests.browser.world import HERE, World, build
from tests.live.api import Api
from tests.live.databases import Template
from tests.live.server import Server


@pytest.fixture(scope="module")
def world(chromium: Browser, site: Server, states: dict[str, StorageState], template: Template) -> World:
    for name in ("ann", "ben"):
        states[name] = signed_in(chromium, site, name)
    ann, ben = (
        at_a_window(chromium, site, states[name], width=1280, theme="light", javascript=True) for name in ("ann", "ben")
    )
    with Api(site.url, template.keys["ann"]) as api:
        built = build(api, ann, ben)
    states["ben"] = ben.context.storage_state()
    ann.leave()
    ben.leave()
    return built


@pytest.mark.parametrize("place", PLACES, ids=lambda place: f"{place.page}: {place.state}")
def test_axe_finds_nothing(place: Place, visit: Visit, world: World) -> None:
    page = place.reach(visit(place.who), world)

    found = {
        f"{theme}, {width} wide": seen
        for theme in ("light", "dark")
        for width in (1280, 375)
        if (seen := _findings(page, theme, width))
    }
    assert found == {}


def _findings(page: Page, theme: str, width: int) -> list[str]:
    # Colours change at once, so that none is measured on its way.
    page.emulate_media(reduced_motion="reduce")
    page.set_viewport_size({"width": width, "height": 900})
    page.evaluate("(theme) => { document.documentElement.dataset.bsTheme = theme; }", theme)
    wider = page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
    # The second theme has other colours, and else is the first.
    found = findings(page, colours_alone=theme == "dark")
    return found + ([f"the page is {wider} pixels wider than its window"] if wider > 0 else [])


def test_every_page_is_looked_at() -> None:
    looked_at = {place.page for place in PLACES}

    assert looked_at & NO_PAGES.keys() == set()
    assert looked_at | NO_PAGES.keys() == set(_names(get_resolver()))


def _names(resolver: URLResolver, namespace: str = "") -> Iterator[str]:
    """The names of all addresses that people may meet; the API's and those of machines are not among them."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            if pattern.namespace != "v1":
                yield from _names(pattern, f"{pattern.namespace}:" if pattern.namespace else namespace)
        elif pattern.name:
            yield namespace + pattern.name


def test_single_keys_search_begin_and_help(visit: Visit, world: World) -> None:
    ann = visit("ann")
    page = ann.go(f"{HERE}/assistants/?search=a")

    page.keyboard.press("/")
    assert page.evaluate("() => document.activeElement.id") == "search"
    page.keyboard.press("Tab")
    page.keyboard.press("?")
    page.get_by_role("dialog", name="Keyboard").wait_for()
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    page.wait_for_url("**/assistants/new/")


def test_single_keys_can_be_turned_off(visit: Visit, world: World) -> None:
    page = visit("ann").go(f"{HERE}/assistants/?search=a")

    page.keyboard.press("?")
    page.get_by_label("Use these keys").uncheck()
    page.get_by_role("button", name="Close").click()
    page.keyboard.press("/")
    assert page.evaluate("() => document.activeElement.id") != "search"
