"""A control of any JSON value, typed as JSON."""

import json
from dataclasses import dataclass
from typing import Any

from django import forms

from assistants import strict_json
from assistants.forms.control import Page, Reading
from assistants.forms.leaves import Leaf
from assistants.forms.posted import Typed
from assistants.problems import Code, Path, Problem


@dataclass(frozen=True, kw_only=True)
class Json(Leaf):
    """A text area of JSON; a text that is none is told with its line and column."""

    rows: int = 8

    def read(self, typed: Typed, into: Reading, path: Path) -> Any:
        into.places[path] = typed.name
        try:
            return self._value(typed)
        except strict_json.NotJson as fault:
            into.problems.append(Problem(path, Code.INVALID_FORMAT, fault.sentence))
            return typed.text

    def write(self, value: Any, name: str) -> dict[str, list[str]]:
        return {} if value is None else {name: [json.dumps(value, indent=2, ensure_ascii=False)]}

    def widget(self, typed: Typed, page: Page) -> forms.Widget:  # noqa: ARG002 - of the others
        attrs = {"class": "form-control mono", "rows": str(self.rows), "spellcheck": "false", "wrap": "off"}
        return forms.Textarea(attrs | {"data-bad-line": str(self._bad_line(typed))})

    def _value(self, typed: Typed) -> Any:
        return strict_json.value_of(typed.text, called=self.about.label) if typed.text.strip() else None

    def _bad_line(self, typed: Typed) -> int:
        """The line, from 1, at which a text is no JSON; 0 where it is."""
        try:
            self._value(typed)
        except strict_json.NotJson as fault:
            return fault.line
        return 0
