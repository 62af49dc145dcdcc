"""What a person does at the wizard: presses Add, looks people up by name, opens folds, and fills in what they see."""

import re
from base64 import b64decode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Locator, Page

from assistants.forms import FORMS, Posted
from assistants.forms.posted import EMPTY
from assistants.spec.assistant import NEST
from tests.browser.whole import NAMED


def sections(body: dict[str, Any]) -> Iterator[tuple[str, Posted]]:
    """For each step of the wizard, what its inputs hold when it makes this request; secrets in plain text."""
    for step, form in FORMS.items():
        posted = {name: values for name, values in form.posted_from(body).items() if not name.endswith(EMPTY)}
        yield step, posted | (_secrets(body[NEST]["mcp_tools"]) if step == "mcp-servers" else {})


def _secrets(servers: list[dict[str, Any]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for number, server in enumerate(servers):
        if "authorization" in server:
            found[f"mcp_tools.{number}.authorization"] = [server["authorization"]]
        for place, value in enumerate(server.get("headers", {}).values()):
            found[f"mcp_tools.{number}.headers.{place}.value"] = [value]
    return found


@dataclass
class Hands:
    """A person at a page of the wizard."""

    page: Page

    @property
    def section(self) -> Locator:
        return self.page.locator("#section")

    def start(self) -> None:
        """Begin a new assistant, from the list."""
        self.page.get_by_role("link", name="New assistant").first.click()
        self.page.get_by_role("button", name="Start with an empty one").click()
        self.arrive("basics")

    def arrive(self, step: str) -> None:
        """Wait until a step is there, with what its scripts add."""
        self.page.wait_for_url(re.compile(f"/{step}/"), wait_until="load")

    def go_on(self, step: str) -> None:
        """Press Continue, and see the next step."""
        self.page.get_by_role("button", name="Continue", exact=True).click()
        self.arrive(step)

    def fill(self, posted: Posted) -> None:
        """Fill in a section, such as `sections` tells."""
        for name in _in_order(list(posted)):
            self._have_rows(name, posted)
            self._answer(name, posted[name])

    def build(self, body: dict[str, Any]) -> None:
        """Go from the first step to the check, filling in everything."""
        steps = [*FORMS, "check"]
        for (step, posted), after in zip(sections(body), steps[1:], strict=True):
            self.arrive(step)
            self.fill(posted)
            self.go_on(after)

    def create(self) -> None:
        """Agree to who is reached, and create the assistant."""
        self.page.locator("#confirm").check()
        self.page.get_by_role("button", name="Create assistant").click()
        self.page.get_by_text("has been created").wait_for()

    def input(self, name: str) -> Locator:
        """The inputs of a name that can be seen; of a fold that is closed, it is opened."""
        found = self.section.locator(f'[name="{name}"]:not([type=hidden])')
        if found.count():
            self._open(found.first)
        return found

    def press(self, button: str, value: str) -> None:
        """Press a button of the form that changes what is on the page."""
        found = self.section.locator(f'button[name="{button}"][value="{value}"]')
        self._open(found)
        found.click()

    def add(self, rows: str, row: str) -> None:
        """Add a row, and see it."""
        self.press("add", rows)
        self.section.locator(_of_row(row)).first.wait_for(state="attached")

    def pick(self, field: str, name: str, id_: str) -> None:
        """Look for something by its name, and choose it."""
        box = self.section.locator(f'[name="q.{field}"]')
        box.fill(name)
        self.press("find", field)
        found = self.section.locator(f'button[name="choose"][value="{field}:{id_}"]')
        found.filter(has_text=name).click()
        self.section.locator(f'[name="{field}"][value="{id_}"]').wait_for(state="attached")

    def _have_rows(self, name: str, posted: Posted) -> None:
        for number in re.finditer(r"\.\d+(?=\.|$)", name):
            row = name[: number.end()]
            if not self.section.locator(_of_row(row)).count():
                rows, kind = name[: number.start()], posted.get(f"{row}.type")
                self.add(f"{rows}:{kind[0]}" if kind else rows, row)

    def _answer(self, name: str, values: list[str]) -> None:
        if self.section.locator(f'[name="q.{name}"]').count():
            self._open(self.section.locator(f'[name="q.{name}"]'))
            for id_ in values:
                self.pick(name, NAMED[id_], id_)
        # What is hidden says what kind of row it is: the button that adds the row has said it.
        elif found := self.input(name).all():
            _put(found, values)

    def _open(self, element: Locator) -> None:
        closed = element.locator("xpath=ancestor::details[not(@open)]")
        while closed.count():
            closed.first.locator("> summary").click()


def _put(found: list[Locator], values: list[str]) -> None:
    kinds: Mapping[str, Any] = found[0].evaluate("element => ({tag: element.tagName, type: element.type})")
    match kinds["tag"], kinds["type"]:
        case "SELECT", _:
            found[0].select_option(values[-1])
        case _, "checkbox":
            for box in found:
                box.set_checked(box.get_attribute("value") in values)
        case _, "radio":
            next(radio for radio in found if radio.get_attribute("value") == values[-1]).check()
        case _, "file":
            picture = {"name": "picture.png", "mimeType": "image/png", "buffer": b64decode(values[-1])}
            found[0].set_input_files(picture)  # type: ignore[arg-type]
        case _:
            found[0].fill(values[-1])


def _in_order(names: list[str]) -> list[str]:
    """The names with each choice of a layout before the inputs that it shows."""

    def place(name: str) -> float:
        if not name.endswith(".as"):
            return names.index(name)
        shown = name.removesuffix("as")
        return next(number for number, other in enumerate(names) if other.startswith(shown)) - 0.5

    return sorted(names, key=place)


def _of_row(row: str) -> str:
    return f'[name="{row}"], [name^="{row}."]'
