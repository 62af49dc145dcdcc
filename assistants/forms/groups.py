"""Controls of several inputs: objects, lists, pairs, and values that take one of several layouts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from assistants.forms import layout
from assistants.forms.control import Control, Page, Reading
from assistants.forms.known import Known
from assistants.forms.posted import EMPTY, Posted, Typed, is_number, joined, next_row
from assistants.problems import Code, Path, Problem

Written = dict[str, list[str]]


@dataclass(frozen=True, kw_only=True)
class Group(Control):
    """An object: a control for each member.

    Where it may be null, it is so while none of its members has a value; with `switch`, while that one has none.
    """

    members: Mapping[str, Control]
    switch: str = ""
    template: type[layout.Box] = layout.Group
    arrangement: tuple[Any, ...] = ()

    def read(self, typed: Typed, into: Reading, path: Path) -> dict[str, Any] | None:
        into.places[path] = typed.name
        values = {name: item.read(typed.part(name), into, (*path, name)) for name, item in self.members.items()}
        if self.about.is_nullable and not typed.is_empty_text:
            deciding = [values[self.switch]] if self.switch else list(values.values())
            if all(value is None for value in deciding):
                return None
        return values

    def write(self, value: Any, name: str) -> Written:
        if not isinstance(value, dict):
            return {}
        written: Written = {}
        for member, control in self.members.items():
            written |= control.write(value.get(member), joined(name, member))
        nothing = not self.switch and all(value.get(member) is None for member in self.members)
        return {name + EMPTY: ["1"]} if nothing and self.about.is_nullable else written

    def shown(self, typed: Typed, page: Page) -> layout.Box:
        shown = {name: control.shown(typed.part(name), page) for name, control in self.members.items()}
        parts = [layout.arranged(part, shown) for part in self.arrangement or self.members]
        return self.template(*parts, name=typed.name, about=self.about)

    def at(self, steps: Sequence[str]) -> Control | None:
        if not steps:
            return self
        return self.members[steps[0]].at(steps[1:]) if steps[0] in self.members else None

    def blank(self, name: str) -> Posted:
        blank: dict[str, list[str]] = {}
        for member, control in self.members.items():
            blank |= control.blank(joined(name, member))
        return blank

    def is_untouched(self, typed: Typed) -> bool:
        return not typed.is_empty_text and all(
            control.is_untouched(typed.part(name)) for name, control in self.members.items()
        )

    def in_brief(self, typed: Typed, known: Known) -> str:
        said = [(item.about.label, item.in_brief(typed.part(name), known)) for name, item in self.members.items()]
        return ", ".join(f"{label.lower()} {value}" for label, value in said if value)


@dataclass(frozen=True, kw_only=True)
class Rows(Control):
    """A list: numbered rows of one kind. A row in which nothing was typed is no entry.

    `one` says what an entry is called, `adds` what may be added where that is of several kinds; `titled_by` names the
    member that is the title of its row.
    """

    item: Control
    one: str
    adds: Mapping[str, str] = field(default_factory=dict)
    row: type[layout.Row] = layout.Row
    titled_by: str = ""

    def read(self, typed: Typed, into: Reading, path: Path) -> list[Any] | None:
        into.places[path] = typed.name
        rows = [row for row in typed.rows if not self.item.is_untouched(row)]
        values = [self.item.read(row, into, (*path, place)) for place, row in enumerate(rows)]
        return None if self.about.is_nullable and not values else values

    def write(self, value: Any, name: str) -> Written:
        written: Written = {}
        for place, entry in enumerate(value if isinstance(value, list) else ()):
            written |= self.item.write(entry, joined(name, place))
        return written

    def shown(self, typed: Typed, page: Page) -> layout.Box:
        rows = [
            self.row(
                self.item.shown(row, page),
                # The row of a single input is that input, and has no name of its own.
                name="" if self.item.is_input else row.name,
                row=row.name,
                one=self.one,
                number=place,
                title=row.part(self.titled_by).text if self.titled_by else "",
            )
            for place, row in enumerate(typed.rows, start=1)
        ]
        adds = [(f"{typed.name}:{kind}", words) for kind, words in self.adds.items()]
        return layout.Rows(
            *rows,
            name=typed.name,
            about=self.about,
            ignored=page.ignored(typed.name),
            adds=adds or [(typed.name, f"Add {self.one}")],
            is_full=self.about.high is not None and len(rows) >= self.about.high,
        )

    def at(self, steps: Sequence[str]) -> Control | None:
        if not steps:
            return self
        return self.item.at(steps[1:]) if is_number(steps[0]) else None

    def with_row(self, posted: Posted, name: str, kind: str = "") -> Written:  # noqa: ARG002 - of the others
        """What was typed, with an empty row more."""
        return {**posted, **self.item.blank(joined(name, next_row(posted, name)))}

    def blank(self, name: str) -> Posted:  # noqa: ARG002 - of the others
        return {}

    def is_untouched(self, typed: Typed) -> bool:
        return all(self.item.is_untouched(row) for row in typed.rows)

    def in_brief(self, typed: Typed, known: Known) -> str:  # noqa: ARG002 - of the others
        count = sum(not self.item.is_untouched(row) for row in typed.rows)
        return f"{count:,} of {self.about.high:,}" if count and self.about.high else str(count or "")


class Pairs(Rows):
    """An object with keys of people's own: numbered rows, of a `key` and a `value` each."""

    def read(self, typed: Typed, into: Reading, path: Path) -> Any:
        into.places[path] = typed.name
        values: dict[str, Any] = {}
        for place, row in enumerate(row for row in typed.rows if not self.item.is_untouched(row)):
            # Which row it is, is of no use to anyone else: the body has the pair at its key.
            pair = self.item.read(row, Reading(into.secrets), ())
            key = pair["key"] or ""
            if key in values:
                at = (*path, place, "key")
                into.places[at] = joined(row.name, "key")
                into.problems.append(Problem(at, Code.DUPLICATE, f"“{key}” is given twice; change or remove one."))
            else:
                values[key] = pair["value"]
                into.places[(*path, key)] = row.name
        return values

    def write(self, value: Any, name: str) -> Written:
        written: Written = {}
        for place, (key, item) in enumerate(value.items() if isinstance(value, dict) else ()):
            written |= self.item.write({"key": key, "value": item}, joined(name, place))
        return written


def pairs(key: Control, value: Control, *, one: str) -> Pairs:
    """Pairs of a key and a value, side by side."""
    return Pairs(item=Group(members={"key": key, "value": value}, template=layout.Two), one=one)
