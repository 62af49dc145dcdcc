"""A browser without a script: it reads a page's inputs, and posts them as the HTML standard has it."""

from html.parser import HTMLParser

from django.template import Context, Template
from django.utils.datastructures import MultiValueDict

from assistants.forms import SectionForm

_PAGE = Template("{% load crispy_forms_tags %}{% crispy form %}")


class Page(HTMLParser):
    """What is on a page: every id, and what its form would post; buttons are not pressed."""

    def __init__(self, form: SectionForm) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.described_by: list[str] = []
        self.posts: list[tuple[str, str]] = []
        self.names: list[str] = []
        self._area: list[str] | None = None
        self._menu = ""
        self._options: list[tuple[str, bool]] = []
        self.feed(_PAGE.render(Context({"form": form})))

    @property
    def data(self) -> MultiValueDict[str, str]:
        data: MultiValueDict[str, str] = MultiValueDict()
        for name, value in self.posts:
            data.appendlist(name, value)
        return data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.ids += [found["id"]] if "id" in found else []
        self.described_by += found.get("aria-describedby", "").split()
        if "name" in found and tag != "button":
            self.names.append(found["name"])
        match tag:
            case "input":
                self._input(found)
            case "textarea":
                self._area = []
            case "select":
                self._menu, self._options = found["name"], []
            case "option":
                self._options.append((found["value"], "selected" in found))

    def handle_data(self, data: str) -> None:
        if self._area is not None:
            self._area.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._area is not None:
            # A line end right after the tag is not part of the text, and each one is posted as CRLF.
            text = "".join(self._area).removeprefix("\n").replace("\n", "\r\n")
            self.posts.append((self.names[-1], text))
            self._area = None
        if tag == "select":
            chosen = [value for value, is_selected in self._options if is_selected]
            self.posts.append((self._menu, chosen[-1] if chosen else self._options[0][0]))

    def _input(self, found: dict[str, str]) -> None:
        match found.get("type", "text"):
            case "checkbox" | "radio":
                if "checked" in found:
                    self.posts.append((found["name"], found["value"]))
            case "file":
                pass
            case _:
                # A text on one line loses its line ends.
                value = found.get("value", "").replace("\r", "").replace("\n", "")
                self.posts.append((found["name"], value))
