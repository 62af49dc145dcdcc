"""Controls of one input: texts, numbers, switches, and choices from a closed list."""

import json
import math
import re
from dataclasses import dataclass
from typing import Any

from django import forms

from assistants.forms.control import Control, Page, Reading
from assistants.forms.known import Known
from assistants.forms.layout import Bare, Input, Shown
from assistants.forms.posted import EMPTY, Posted, Typed
from assistants.problems import Path

_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")

# A text area grows with its text so far, and scrolls beyond it.
_ROWS = 16


@dataclass(frozen=True, kw_only=True)
class Leaf(Control):
    """One input; `template` shows it."""

    template: str = "field"
    is_input = True

    def read(self, typed: Typed, into: Reading, path: Path) -> Any:
        into.places[path] = typed.name
        return self.parsed(typed)

    def parsed(self, typed: Typed) -> Any:
        return typed.text or None

    def write(self, value: Any, name: str) -> dict[str, list[str]]:
        if value is None:
            return {}
        return {name: [value if isinstance(value, str) else json.dumps(value)]}

    def shown(self, typed: Typed, page: Page) -> Shown:
        shown = forms.Field(
            required=False,
            label=self.about.label,
            help_text=self.about.hint,
            widget=self.widget(typed, page),
        )
        page.add(typed.name, shown, self.values(typed))
        return Input(typed.name, self.template, ignored=page.ignored(typed.name), **self.more(typed, page))

    def values(self, typed: Typed) -> list[str]:
        return [typed.text]

    def widget(self, typed: Typed, page: Page) -> forms.Widget:
        raise NotImplementedError

    def more(self, typed: Typed, page: Page) -> dict[str, Any]:  # noqa: ARG002 - of the others
        """What the template is told beside the field."""
        return {}


@dataclass(frozen=True, kw_only=True)
class Hidden(Leaf):
    """An input that nobody sees."""

    template: str = "hidden"

    def widget(self, typed: Typed, page: Page) -> forms.Widget:  # noqa: ARG002 - of the others
        return forms.HiddenInput()


@dataclass(frozen=True, kw_only=True)
class Fixed(Control):
    """A value that there is no choice about, so no input."""

    value: str

    def read(self, typed: Typed, into: Reading, path: Path) -> str:  # noqa: ARG002 - of the others
        return self.value

    def write(self, value: Any, name: str) -> dict[str, list[str]]:  # noqa: ARG002 - of the others
        return {}

    def shown(self, typed: Typed, page: Page) -> Shown:  # noqa: ARG002 - of the others
        return Bare()

    def blank(self, name: str) -> Posted:  # noqa: ARG002 - of the others
        return {}


@dataclass(frozen=True, kw_only=True)
class Line(Leaf):
    """A text on one line; one that holds a line end already is shown on several, which keep it.

    `empty` is what an empty input stands for, unless what stood there was "".
    """

    empty: str | None = None
    css: str = ""
    placeholder: str = ""

    def parsed(self, typed: Typed) -> str | None:
        return typed.text or ("" if typed.is_empty_text else self.empty)

    def write(self, value: Any, name: str) -> dict[str, list[str]]:
        written = super().write(value, name)
        return written if value or self.empty == value else written | {name + EMPTY: ["1"] for name in written}

    def widget(self, typed: Typed, page: Page) -> forms.Widget:  # noqa: ARG002 - of the others
        attrs = {"class": f"form-control {self.css}".strip(), "autocomplete": "off"}
        if self.placeholder:
            attrs["placeholder"] = self.placeholder
        return forms.Textarea(attrs | {"rows": "2"}) if "\n" in typed.text else forms.TextInput(attrs)


@dataclass(frozen=True, kw_only=True)
class Area(Line):
    """A text of any number of lines; `counts` shows how much of its limit it takes."""

    rows: int = 3
    counts: bool = False
    template: str = "area"

    def widget(self, typed: Typed, page: Page) -> forms.Widget:  # noqa: ARG002 - of the others
        rows = max(self.rows, min(typed.text.count("\n") + 1, _ROWS))
        return forms.Textarea({"class": f"form-control {self.css}".strip(), "rows": str(rows)})

    def more(self, typed: Typed, page: Page) -> dict[str, Any]:  # noqa: ARG002 - of the others
        if not self.counts or self.about.high is None:
            return {}
        return {"high": self.about.high, "length_words": f"{len(typed.text):,} of {self.about.high:,} characters"}

    def in_brief(self, typed: Typed, known: Known) -> str:  # noqa: ARG002 - of the others
        return "given" if typed.text else ""


@dataclass(frozen=True, kw_only=True)
class Number(Leaf):
    """A number; what is none stays the text that it is, for intake to refuse at its place."""

    css: str = "w-num num"

    def parsed(self, typed: Typed) -> int | float | str | None:
        text = typed.text.strip().replace("\u2212", "-")
        if not _NUMBER.fullmatch(text):
            return typed.text if text else None
        value = float(text)
        if not math.isfinite(value):
            return typed.text
        return int(text) if text.lstrip("+-").isdecimal() else value

    def widget(self, typed: Typed, page: Page) -> forms.Widget:  # noqa: ARG002 - of the others
        default = "None" if self.about.default is None else str(self.about.default)
        mode = "decimal" if isinstance(self.about.low, float) else "numeric"
        return forms.TextInput(
            {"class": f"form-control {self.css}", "inputmode": mode, "placeholder": default, "autocomplete": "off"}
        )
