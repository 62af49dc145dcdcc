"""Controls of one input that choose: on or off, yes or no, and one of a closed list."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar

from django import forms

from assistants.forms.control import Page
from assistants.forms.known import Known
from assistants.forms.layout import Shown
from assistants.forms.leaves import Leaf
from assistants.forms.posted import Posted, Typed
from assistants.forms.words import said


@dataclass(frozen=True, kw_only=True)
class Flag(Leaf):
    """A switch. An empty value is posted with it, so that one that is off differs from one that was never seen."""

    template: str = "flag"

    def parsed(self, typed: Typed) -> bool | None:
        return "on" in typed.values if typed.values else None

    def write(self, value: Any, name: str) -> dict[str, list[str]]:
        return {} if value is None else {name: ["", "on"] if value else [""]}

    def shown(self, typed: Typed, page: Page) -> Shown:
        shown = super().shown(typed, page)
        if not (self.about.default if self.parsed(typed) is None else self.parsed(typed)):
            del page.data[typed.name]
        return shown

    def values(self, typed: Typed) -> list[str]:  # noqa: ARG002 - of the others
        return ["on"]

    def widget(self, typed: Typed, page: Page) -> forms.Widget:  # noqa: ARG002 - of the others
        return forms.CheckboxInput({"class": "form-check-input", "value": "on"})

    def blank(self, name: str) -> Posted:  # noqa: ARG002 - of the others
        return {}

    def is_untouched(self, typed: Typed) -> bool:  # noqa: ARG002 - of the others
        return True

    def in_brief(self, typed: Typed, known: Known) -> str:  # noqa: ARG002 - of the others
        value = self.parsed(typed)
        return "" if value is None or value == bool(self.about.default) else "on" if value else "off"


@dataclass(frozen=True, kw_only=True)
class Choice(Leaf):
    """One of a closed list; `words` says the values that read badly as they are.

    `sentences` are for the template `opts`, which shows them all with one each. Where it `is_optional`, a default is no
    choice until it is chosen.
    """

    values_of: type[StrEnum]
    words: tuple[tuple[str, str], ...] = ()
    sentences: tuple[tuple[str, str], ...] = ()
    unset: str = "Not set"
    css: str = "w-num"
    is_optional: bool = False

    def parsed(self, typed: Typed) -> Any:
        return typed.text or None

    def values(self, typed: Typed) -> list[str]:
        return [typed.text if typed.values or self.is_optional else self.about.default or ""]

    def choices(self, typed: Typed) -> list[tuple[str, str]]:
        words = dict(self.words)
        given = [(item.value, words.get(item.value, said(item.value))) for item in self.values_of]
        if self.is_optional or self.about.default is None:
            given.insert(0, ("", self.unset))
        if typed.text and typed.text not in dict(given):
            given.append((typed.text, typed.text))
        return given

    def widget(self, typed: Typed, page: Page) -> forms.Widget:  # noqa: ARG002 - of the others
        if self.template == "field":
            return forms.Select({"class": f"form-select {self.css}".strip()}, choices=self.choices(typed))
        return forms.RadioSelect({"class": "form-check-input"}, choices=self.choices(typed))

    def more(self, typed: Typed, page: Page) -> dict[str, Any]:  # noqa: ARG002 - of the others
        value, sentences = self.values(typed)[0], dict(self.sentences)
        return {
            "options": [
                {"value": key, "label": label, "sentence": sentences.get(key, ""), "is_chosen": key == value}
                for key, label in self.choices(typed)
            ]
        }

    def blank(self, name: str) -> Posted:  # noqa: ARG002 - of the others
        return {}

    def is_untouched(self, typed: Typed) -> bool:  # noqa: ARG002 - of the others
        return True

    def in_brief(self, typed: Typed, known: Known) -> str:  # noqa: ARG002 - of the others
        if not typed.text or (typed.text == self.about.default and not self.is_optional):
            return ""
        return dict(self.choices(typed)).get(typed.text, typed.text).lower()


@dataclass(frozen=True, kw_only=True)
class YesNo(Leaf):
    """A switch that may be left alone: yes, no, or neither."""

    options: ClassVar = {"": "Not set", "true": "Yes", "false": "No"}
    words: tuple[tuple[str, str], ...] = ()

    def parsed(self, typed: Typed) -> Any:
        return {"true": True, "false": False, "": None}.get(typed.text, typed.text)

    def widget(self, typed: Typed, page: Page) -> forms.Widget:  # noqa: ARG002 - of the others
        choices = [*{**self.options, **dict(self.words)}.items()]
        return forms.Select({"class": "form-select" if self.words else "form-select w-num"}, choices=choices)

    def blank(self, name: str) -> Posted:  # noqa: ARG002 - of the others
        return {}

    def is_untouched(self, typed: Typed) -> bool:  # noqa: ARG002 - of the others
        return True
