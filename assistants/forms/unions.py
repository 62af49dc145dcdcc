"""Controls of values that take one of several layouts."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from assistants.forms import layout
from assistants.forms.control import Control, Page, Reading
from assistants.forms.groups import Group, Rows, Written
from assistants.forms.known import Known
from assistants.forms.leaves import Hidden, Line
from assistants.forms.posted import EMPTY, Posted, Typed, joined, next_row
from assistants.problems import Path

_HIDDEN = Hidden()


@dataclass(frozen=True, kw_only=True)
class Kinds(Control):
    """An object that its `type` decides: for each, the members that it has."""

    kinds: Mapping[str, Group]

    def kind(self, typed: Typed) -> Group:
        return self.kinds.get(typed.part("type").text) or Group(members={})

    def read(self, typed: Typed, into: Reading, path: Path) -> Any:
        into.places[path] = into.places[(*path, "type")] = typed.name
        if not (kind := typed.part("type").text):
            return None
        return {"type": kind, **(self.kind(typed).read(typed, into, path) or {})}

    def write(self, value: Any, name: str) -> Written:
        kind = value.get("type") if isinstance(value, dict) else None
        if not isinstance(kind, str):
            return {}
        members = self.kinds[kind].write(value, name) if kind in self.kinds else {}
        return {joined(name, "type"): [kind]} | members

    def shown(self, typed: Typed, page: Page) -> layout.Shown:
        kind = _HIDDEN.shown(typed.part("type"), page)
        return layout.Bare(kind, self.kind(typed).shown(typed, page))

    def at(self, steps: Sequence[str]) -> Control | None:
        if not steps:
            return self
        if list(steps) == ["type"]:
            return _HIDDEN
        return next((found for kind in self.kinds.values() if (found := kind.at(steps))), None)

    def is_untouched(self, typed: Typed) -> bool:
        return self.kind(typed).is_untouched(typed)


@dataclass(frozen=True, kw_only=True)
class RowsOfKinds(Rows):
    """A list of objects that their types decide; what is added has a type from the start."""

    item: Kinds

    def with_row(self, posted: Posted, name: str, kind: str = "") -> Written:
        if kind not in self.item.kinds:
            return dict(posted)
        row = joined(name, next_row(posted, name))
        return {**posted, joined(row, "type"): [kind], **self.item.kinds[kind].blank(row)}


@dataclass(frozen=True, kw_only=True)
class TextOrParts(Control):
    """A text, or a list of parts; adding a part turns the one into the other, its text the first part."""

    text: Line
    parts: "RowsOfKinds"
    is_input = True

    def read(self, typed: Typed, into: Reading, path: Path) -> Any:
        return (self.parts if self.in_parts(typed) else self.text).read(typed, into, path)

    def in_parts(self, typed: Typed) -> bool:
        return bool(typed.part("as").text)

    def write(self, value: Any, name: str) -> Written:
        if isinstance(value, list):
            return {joined(name, "as"): ["parts"], **self.parts.write(value, name)}
        return self.text.write(value, name)

    def shown(self, typed: Typed, page: Page) -> layout.Shown:
        if self.in_parts(typed):
            return layout.Bare(_HIDDEN.shown(typed.part("as"), page), self.parts.shown(typed, page))
        adds = [(f"{typed.name}:{kind}", words) for kind, words in self.parts.adds.items()]
        return layout.Bare(self.text.shown(typed, page), layout.Adds(adds=adds))

    def at(self, steps: Sequence[str]) -> Control | None:
        if not steps:
            return self
        return _HIDDEN if list(steps) == ["as"] else self.parts.at(steps)

    def with_row(self, posted: Posted, name: str, kind: str) -> Written:
        """What was typed, with an empty part more."""
        if kind not in self.parts.item.kinds:
            return dict(posted)
        text = posted.get(name, [""])[-1]
        rest = {other: values for other, values in posted.items() if other not in (name, name + EMPTY)}
        if text:
            rest |= self.parts.write([{"type": "input_text", "text": text}], name)
        return {**self.parts.with_row(rest, name, kind), joined(name, "as"): ["parts"]}

    def blank(self, name: str) -> Posted:
        return self.text.blank(name)

    def is_untouched(self, typed: Typed) -> bool:
        return not self.in_parts(typed) and self.text.is_untouched(typed)


@dataclass(frozen=True, kw_only=True)
class Variant:
    """One layout of a value: its words, and its control; without one, the value is `value`."""

    label: str
    hint: str = ""
    control: Control | None = None
    value: Any = None


@dataclass(frozen=True, kw_only=True)
class Alternatives(Control):
    """A value that is one of several variants, chosen by radio buttons at the value's own name.

    What was typed into another variant is kept, and is no part of the value.
    """

    variants: Mapping[str, Variant]
    kind_of: Callable[[Any], str]
    is_input = True

    def chosen(self, typed: Typed) -> str:
        return typed.text if typed.text in self.variants else next(iter(self.variants))

    def read(self, typed: Typed, into: Reading, path: Path) -> Any:
        variant = self.variants[self.chosen(typed)]
        value = variant.control.read(typed, into, path) if variant.control else variant.value
        into.places[path] = typed.name
        return value

    def write(self, value: Any, name: str) -> Written:
        kind = self.kind_of(value)
        control = self.variants[kind].control
        return {name: [kind], **(control.write(value, name) if control else {})}

    def shown(self, typed: Typed, page: Page) -> layout.Shown:
        chosen = self.chosen(typed)
        choices = [(kind, variant.label) for kind, variant in self.variants.items()]
        widget = forms.RadioSelect({"class": "form-check-input"}, choices=choices)
        shown = forms.Field(required=False, label=self.about.label, help_text=self.about.hint, widget=widget)
        page.add(typed.name, shown, [chosen])
        bodies = [
            layout.Variant(
                *([variant.control.shown(typed, page)] if variant.control else []),
                field=typed.name, value=kind, label=variant.label, hint=variant.hint, is_chosen=kind == chosen,
            )
            for kind, variant in self.variants.items()
        ]  # fmt: skip
        return layout.Alternatives(*bodies, name=typed.name, about=self.about)

    def at(self, steps: Sequence[str]) -> Control | None:
        if not steps:
            return self
        controls = (variant.control for variant in self.variants.values() if variant.control)
        return next((found for control in controls if (found := control.at(steps))), None)

    def with_row(self, posted: Posted, name: str, kind: str = "") -> Written:
        """What was typed, with an empty row more in the variant that is a list."""
        lists = (variant.control for variant in self.variants.values() if isinstance(variant.control, Rows))
        rows = next(lists, None)
        return rows.with_row(posted, name, kind) if rows else dict(posted)

    def blank(self, name: str) -> Posted:  # noqa: ARG002 - of the others
        return {}

    def is_untouched(self, typed: Typed) -> bool:
        return self.chosen(typed) == next(iter(self.variants))

    def in_brief(self, typed: Typed, known: Known) -> str:  # noqa: ARG002 - of the others
        return "" if self.is_untouched(typed) else self.variants[self.chosen(typed)].label.lower()


@dataclass(frozen=True, kw_only=True)
class ChosenKinds(Kinds):
    """An object whose `type` people choose, or none at all; `words` says each."""

    words: Mapping[str, str]

    def shown(self, typed: Typed, page: Page) -> layout.Shown:
        kind = typed.part("type")
        widget = forms.RadioSelect({"class": "form-check-input"}, choices=[*self.words.items()])
        page.add(kind.name, forms.Field(required=False, label=self.about.label, widget=widget), [kind.text])
        bodies = [
            layout.Variant(
                *([self.kinds[value].shown(typed, page)] if value and self.kinds[value].members else []),
                field=kind.name, value=value, label=label, hint="", is_chosen=value == kind.text,
            )
            for value, label in self.words.items()
        ]  # fmt: skip
        return layout.Alternatives(*bodies, name=typed.name, about=self.about)

    def in_brief(self, typed: Typed, known: Known) -> str:  # noqa: ARG002 - of the others
        return self.words.get(kind, kind).lower() if (kind := typed.part("type").text) else ""
