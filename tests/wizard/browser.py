"""A browser without a script: it fills the forms that a page shows, and presses their buttons."""

from html.parser import HTMLParser
from typing import Any, Self

from django.http import HttpResponse
from django.test import Client

from assistants.models import Membership


class Page(HTMLParser):
    """A page's title, text, links and forms."""

    def __init__(self, response: HttpResponse) -> None:
        super().__init__()
        self.status = response.status_code
        self.html = response.content.decode()
        self.title = ""
        self.forms: dict[str, Form] = {}
        self.links: dict[str, str] = {}
        self._form: Form | None = None
        self._select: str | None = None
        self._area: str | None = None
        self._link: str | None = None
        self._in_title = False
        self._text: list[str] = []
        self.feed(self.html)
        self.text = " ".join(" ".join(self._text).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        match tag:
            case "title":
                self._in_title = True
            case "form":
                self._form = Form(given.get("action", ""))
                self.forms[given.get("id", str(len(self.forms)))] = self._form
            case "input" if self._form and "name" in given:
                self._form.add_input(given)
            case "select" if self._form and "name" in given:
                self._select = given["name"]
            case "option" if self._form and self._select and "selected" in given:
                self._form.data.setdefault(self._select, []).append(given.get("value", ""))
            case "textarea" if self._form and "name" in given:
                self._area = given["name"]
                self._form.data.setdefault(self._area, []).append("")
            case "a":
                self._link = given.get("href")

    def handle_endtag(self, tag: str) -> None:
        match tag:
            case "title":
                self._in_title = False
            case "form":
                self._form = None
            case "select":
                self._select = None
            case "textarea":
                self._area = None
            case "a":
                self._link = None

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += data
        elif self._area and self._form:
            values = self._form.data[self._area]
            values[-1] += data.removeprefix("\n") if not values[-1] else data
        else:
            self._text.append(data)
            if self._link and data.strip():
                self.links.setdefault(data.strip(), self._link)


class Form:
    """A form with what stands in it."""

    def __init__(self, action: str) -> None:
        self.action = action
        self.data: dict[str, list[str]] = {}

    def add_input(self, given: dict[str, str]) -> None:
        kind = given.get("type", "text")
        if kind in ("checkbox", "radio") and "checked" not in given:
            return
        if kind != "file":
            self.data.setdefault(given["name"], []).append(given.get("value", "on" if kind == "checkbox" else ""))


class Browser:
    """One person's browser, on one page at a time."""

    def __init__(self, membership: Membership) -> None:
        self.client = Client()
        self.client.force_login(membership.user)
        self.at = f"/o/{membership.organization_id}/"
        self.here = self.at
        self.page: Page

    def tab(self) -> "Browser":
        """Another tab of the same browser, on the same page."""
        other = Browser.__new__(Browser)
        other.__dict__ |= self.__dict__
        return other

    def open(self, path: str) -> Self:
        """Go to a page of the organization, or to an address."""
        return self._got(self.client.get(path if path.startswith("/") else self.at + path, follow=True), path)

    def press(self, form: str = "section", button: str = "", value: str = "", **typed: Any) -> Self:
        """Type into the page's form and press one of its buttons; names are written with `__` for their dots."""
        found = self.page.forms[form]
        data = found.data | {name.replace("__", "."): given for name, given in typed.items()}
        data = {name: given for name, given in data.items() if given is not None}
        if button:
            data[button] = [value]
        return self._got(self.client.post(found.action or self.here, data, follow=True), self.here)

    def _got(self, response: Any, path: str) -> Self:
        chain = response.redirect_chain
        self.here = (chain[-1][0] if chain else path).partition("#")[0]
        if not self.here.startswith("/"):
            self.here = self.at + self.here
        self.page = Page(response)
        return self
