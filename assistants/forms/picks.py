"""Controls that choose by name from what there is: lists of ids, and one id."""

from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms

from assistants.advisories import PARAMETERS
from assistants.forms.control import Page
from assistants.forms.known import Entry, Known, ModelEntry
from assistants.forms.leaves import Leaf
from assistants.forms.posted import Posted, Typed
from assistants.forms.words import in_words
from assistants.named import Kind
from assistants.spec.language_model import LanguageModel


@dataclass(frozen=True, kw_only=True)
class Pick(Leaf):
    """Something of one kind."""

    kind: Kind

    def in_brief(self, typed: Typed, known: Known) -> str:
        return known.label(self.kind, typed.text) if typed.text else ""

    def more(self, typed: Typed, page: Page) -> dict[str, Any]:
        chosen = [page.known.of(self.kind).get(id_) or Entry(id_, id_) for id_ in self.chosen(typed)]
        found = page.known.found.get(typed.name)
        if found is not None:
            found = tuple(entry for entry in found if entry.id not in typed.values)
        kinds = "people" if self.kind == Kind.MEMBER else f"{self.kind.value}s"
        sought = page.known.sought if found is not None else ""
        return {"chosen": chosen, "found": found, "sought": sought, "kinds": kinds, "prompt": f"Search {kinds} by name"}

    def chosen(self, typed: Typed) -> list[str]:
        return [typed.text] if typed.text else []

    def choices(self, typed: Typed, known: Known) -> list[tuple[str, str]]:
        """What is offered, with what is chosen though it is not."""
        offered = {entry.id: entry.label for entry in known.of(self.kind).values()}
        return [*offered.items(), *((id_, id_) for id_ in self.chosen(typed) if id_ not in offered)]

    def widget(self, typed: Typed, page: Page) -> forms.Widget:  # noqa: ARG002 - of the others
        return forms.HiddenInput()


@dataclass(frozen=True, kw_only=True)
class One(Pick):
    """One of many, found by a search."""

    template: str = "picker"


@dataclass(frozen=True, kw_only=True)
class Menu(Pick):
    """One of a few, in a menu, grouped where they have groups; what the choice means is said below it."""

    template: str = "menu"
    unset: str = ""

    def values(self, typed: Typed) -> list[str]:
        return [typed.text or self.about.default or ""]

    def widget(self, typed: Typed, page: Page) -> forms.Widget:
        groups: dict[str, list[tuple[str, str]]] = {}
        for entry in page.known.of(self.kind).values():
            groups.setdefault(entry.group, []).append((entry.id, entry.label))
        choices: list[Any] = [("", self.unset)] if self.unset else []
        for group, entries in groups.items():
            choices += [(group, entries)] if group else entries
        value = self.values(typed)[0]
        if value and value not in page.known.of(self.kind):
            choices.append((value, value))
        return forms.Select({"class": "form-select"}, choices=choices)

    def more(self, typed: Typed, page: Page) -> dict[str, Any]:
        chosen = page.known.of(self.kind).get(self.values(typed)[0])
        return {"facts": chosen.detail if chosen else ""}

    def is_untouched(self, typed: Typed) -> bool:
        return not typed.text

    def blank(self, name: str) -> Posted:  # noqa: ARG002 - of the others
        return {}


@dataclass(frozen=True, kw_only=True)
class ModelMenu(Menu):
    """The model, with what the catalogue knows of it, and when it retires."""

    template: str = "model"

    def more(self, typed: Typed, page: Page) -> dict[str, Any]:
        model, successor = page.known.model, None
        if model and model.retires_on:
            successor = page.known.of(self.kind).get(model.successor)
        ignores = successor.ignores(PARAMETERS) if isinstance(successor, ModelEntry) else ()
        labels = [LanguageModel.model_fields[name].title or name for name in ignores]
        return {**super().more(typed, page), "model": model, "successor": successor, "ignores": in_words(labels)}


@dataclass(frozen=True, kw_only=True)
class Pictures(Pick):
    """One of the library's pictures, as radio buttons that show them."""

    template: str = "pictures"

    def widget(self, typed: Typed, page: Page) -> forms.Widget:
        choices = [("", "None"), *self.choices(typed, page.known)]
        return forms.RadioSelect({"class": "visually-hidden"}, choices=choices)

    def more(self, typed: Typed, page: Page) -> dict[str, Any]:
        offered = page.known.of(self.kind)
        entries = [offered.get(id_, Entry(id_, label)) for id_, label in self.choices(typed, page.known)]
        return {"pictures": [(entry, svg_address(entry.svg)) for entry in entries]}


@dataclass(frozen=True, kw_only=True)
class Many(Pick):
    """Any number, found by a search; each is an input of the same name."""

    template: str = "picker"

    def parsed(self, typed: Typed) -> list[str]:
        return self.chosen(typed)

    def write(self, value: Any, name: str) -> dict[str, list[str]]:
        ids = [str(id_) for id_ in value] if isinstance(value, list) else []
        return {name: ids} if ids else {}

    def chosen(self, typed: Typed) -> list[str]:
        return [id_ for id_ in typed.values if id_]

    def values(self, typed: Typed) -> list[str]:
        return self.chosen(typed)

    def widget(self, typed: Typed, page: Page) -> forms.Widget:  # noqa: ARG002 - of the others
        return forms.MultipleHiddenInput()

    def in_brief(self, typed: Typed, known: Known) -> str:
        return ", ".join(known.label(self.kind, id_) for id_ in self.chosen(typed)[:3])

    def more(self, typed: Typed, page: Page) -> dict[str, Any]:
        return {**super().more(typed, page), "is_many": True}


@dataclass(frozen=True, kw_only=True)
class Checks(Many):
    """Any number of a few, each with a box to tick."""

    template: str = "choices"

    def widget(self, typed: Typed, page: Page) -> forms.Widget:
        return forms.CheckboxSelectMultiple({"class": "form-check-input"}, choices=self.choices(typed, page.known))


@dataclass(frozen=True, kw_only=True)
class Departments(Many):
    """The organization's departments as a tree of boxes to tick."""

    template: str = "tree"

    def widget(self, typed: Typed, page: Page) -> forms.Widget:  # noqa: ARG002 - of the others
        return forms.CheckboxSelectMultiple(choices=[(entry.id, entry.label) for entry in page.known.departments])

    def more(self, typed: Typed, page: Page) -> dict[str, Any]:
        chosen = set(self.chosen(typed))
        known = {entry.id for entry in page.known.departments}
        return {"branches": [*self._branches(page.known, chosen, None, "")], "lost": sorted(chosen - known)}

    def _branches(self, known: Known, chosen: set[str], parent: str | None, through: str) -> Iterator[dict[str, Any]]:
        for entry in known.departments:
            if entry.parent == parent:
                via = through or (entry.label if entry.id in chosen else "")
                yield {
                    "entry": entry,
                    "is_chosen": entry.id in chosen,
                    "through": through,
                    "below": [*self._branches(known, chosen, entry.id, via)],
                }


def svg_address(svg: str) -> str:
    """A drawing as an address that stands in the page itself; none for no drawing."""
    return f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}" if svg else ""
