"""A person at a browser: what they see, and what the browser complains of."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, StorageState

from tests.live.server import Server

PASSWORD = "umbrella-in-the-rain"
_HEIGHT = 900
_PATIENCE = 15_000  # milliseconds


@dataclass
class Person:
    """Somebody with a browser window at the site."""

    site: Server
    context: BrowserContext
    page: Page
    complaints: list[str] = field(default_factory=list)

    def go(self, path: str) -> Page:
        """Go to a page of the site by its path."""
        self.page.goto(self.site.url + path)
        return self.page

    def leave(self) -> None:
        self.context.close()

    def watch(self) -> None:
        """Note what a page must never do."""
        self.context.on("console", self._hear)
        self.context.on("weberror", lambda error: self.complaints.append(f"script: {error.error}"))
        self.context.on("request", self._see)

    def _hear(self, message: ConsoleMessage) -> None:
        # A refused form answers 422 and a page that is not there 404: the browser logs both, and both are meant.
        if message.type in ("error", "warning") and "Failed to load resource" not in message.text:
            self.complaints.append(f"console: {message.text}")

    def _see(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in ("data", "blob") and parts.netloc != urlsplit(self.site.url).netloc:
            self.complaints.append(f"another host: {request.url}")


def signed_in(browser: Browser, site: Server, name: str) -> StorageState:
    """The cookies of somebody of Acme who has just signed in through the page."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{site.url}/accounts/login/")
    page.get_by_label("Email").fill(f"{name}@example.com")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/assistants/**")
    state = context.storage_state()
    context.close()
    return state


def at_a_window(
    browser: Browser, site: Server, state: StorageState | None, *, width: int, theme: str, javascript: bool
) -> Person:
    """Somebody at a new browser window, which is watched."""
    context = browser.new_context(
        viewport={"width": width, "height": _HEIGHT},
        java_script_enabled=javascript,
        storage_state=state,
        locale="en-GB",
    )
    context.set_default_timeout(_PATIENCE)
    context.add_cookies([{"name": "theme", "value": theme, "url": site.url}])
    person = Person(site, context, context.new_page())
    person.watch()
    return person
