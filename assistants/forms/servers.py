"""The controls of an MCP server that no other form has: how it is reached, and its headers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from assistants.forms.control import Control, Page, Reading
from assistants.forms.groups import Group, Pairs, Written
from assistants.forms.layout import Box
from assistants.forms.leaves import Leaf
from assistants.forms.posted import Posted, Typed, joined
from assistants.problems import Code, Path, Problem

# The input that says which address counts; the other one is kept as it was typed, and not sent.
BY = "as"
_ADDRESSES = {"url": "server_url", "connector": "connector_id"}


class Address(Box):
    """An input for one way to reach a server, shown while that way is chosen."""

    template = "address"


@dataclass(frozen=True, kw_only=True)
class ReachedBy(Leaf):
    """By which address: the browser posts it with every server; what is pasted with both has none, and is refused."""

    def widget(self, typed: Typed, page: Page) -> forms.Widget:  # noqa: ARG002 - of the others
        return forms.Select({"class": "form-select"}, choices=[("url", "Server URL"), ("connector", "Connector")])

    def blank(self, name: str) -> Posted:  # noqa: ARG002 - of the others
        return {}

    def is_untouched(self, typed: Typed) -> bool:  # noqa: ARG002 - of the others
        return True


@dataclass(frozen=True, kw_only=True)
class Server(Group):
    """A server with one address, though there is an input for each way to reach it."""

    reached_by: Control

    def read(self, typed: Typed, into: Reading, path: Path) -> dict[str, Any] | None:
        values = super().read(typed, into, path)
        chosen = typed.part(BY).text
        if values is None or chosen not in _ADDRESSES:
            return values
        for way, field in _ADDRESSES.items():
            if way != chosen:
                values[field] = None
                # Whatever is wrong with the address is told where it is typed.
                into.places[*path, field] = joined(typed.name, _ADDRESSES[chosen])
        return values

    def write(self, value: Any, name: str) -> Written:
        written = super().write(value, name)
        given = value if isinstance(value, dict) else {}
        ways = [way for way, field in _ADDRESSES.items() if given.get(field) is not None]
        return {**written, joined(name, BY): ways} if len(ways) == 1 else written

    def shown(self, typed: Typed, page: Page) -> Box:
        # Laid out among the members, though it is none of the spec's.
        return self._with_choice().shown(typed, page)

    def at(self, steps: Sequence[str]) -> Control | None:
        return self._with_choice().at(steps)

    def _with_choice(self) -> Group:
        members = {**self.members, BY: self.reached_by}
        return Group(about=self.about, members=members, template=self.template, arrangement=self.arrangement)


class Headers(Pairs):
    """Headers by name; one without a value is told here, where its row is."""

    def read(self, typed: Typed, into: Reading, path: Path) -> Any:
        values = super().read(typed, into, path)
        for name, value in values.items():
            if value is None:
                message = f"Type the value of the header “{name}”, or remove its row."
                into.problems.append(Problem((*path, name), Code.REQUIRED, message))
        return values
