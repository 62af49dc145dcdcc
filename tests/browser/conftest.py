"""A real browser at a real server, and people of Acme who use it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, StorageState, sync_playwright

from tests.browser.people import PASSWORD, Person, at_a_window, signed_in
from tests.live.api import Api
from tests.live.conftest import template as template  # noqa: PLC0414 - the fixture of the live tests
from tests.live.databases import Template, manage
from tests.live.server import UNLIMITED, Server, serve

CHROMIUM = "/usr/bin/chromium"


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """The browser of this process's tests; each test gets windows of its own, which share nothing."""
    # In a container there is no second sandbox to be had, and /dev/shm is small.
    browser = playwright.chromium.launch(
        executable_path=CHROMIUM, args=["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
    )
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def people_can_sign_in(template: Template) -> Template:
    """The template of the live tests, with a password for everyone in it and the static files collected."""
    # What takes longest to compress belongs to the API's document.
    manage("collectstatic", "--no-input", "--verbosity=0", "--ignore=ninja", database_url=template.url)
    manage("shell", "-c", _PASSWORDS, database_url=template.url)
    return template


_PASSWORDS = f"""
from assistants.models import User
from assistants.services.people import set_password
for user in User.objects.all():
    set_password(user, {PASSWORD!r})
"""


@pytest.fixture(scope="module")
def site(people_can_sign_in: Template, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server for the tests of a module."""
    url = people_can_sign_in.copy()
    with serve(url, tmp_path_factory.mktemp("site") / "log", **UNLIMITED) as running:
        yield running
    people_can_sign_in.remove(url)


@pytest.fixture
def api(site: Server, template: Template) -> Iterator[Api]:
    """Ann, who owns Acme, at the API of the same server."""
    with Api(site.url, template.keys["ann"]) as client:
        yield client


Visit = Callable[..., Person]


@pytest.fixture(scope="module")
def states(site: Server) -> dict[str, StorageState]:
    """The cookies of the people who have signed in at the module's server, by name."""
    return {}


@pytest.fixture
def visit(chromium: Browser, site: Server, states: dict[str, StorageState]) -> Iterator[Visit]:
    """Open a browser for a person, signed in: `visit("ann", width=375, theme="dark", javascript=False)`.

    When the test ends, it fails if a page broke its security policy, wrote an error to the console, or asked another
    host for anything.
    """
    opened: list[Person] = []

    def open_for(name: str | None, *, width: int = 1280, theme: str = "light", javascript: bool = True) -> Person:
        if name is not None and name not in states:
            states[name] = signed_in(chromium, site, name)
        state = None if name is None else states[name]
        opened.append(at_a_window(chromium, site, state, width=width, theme=theme, javascript=javascript))
        return opened[-1]

    yield open_for
    for person in opened:
        person.leave()
    assert [complaint for person in opened for complaint in person.complaints] == []


@pytest.fixture
def shots(tmp_path: Path) -> Path:
    """Where a test puts pictures of what it saw."""
    return tmp_path
