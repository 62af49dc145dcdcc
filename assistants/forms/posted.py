"""What a section's form posts, as it was typed: the values of each name, and the tree that the names spell.

A name is the path of the spec's field, dotted: `temperature`, `reasoning.effort`, `stop_sequences.1`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from assistants.models.draft import KEPT

Posted = Mapping[str, list[str]]
Value = TypeVar("Value")

_NUMBER = re.compile(r"0|[1-9][0-9]{0,3}")

# An empty input that stands for "" and not for nothing: an empty form field turns no "" into null, nor the other way
# (contract, section 6). The browser cannot set it.
EMPTY = ".empty"
# A ticked box that removes what is kept; read as it arrives, and not held.
REMOVE = ".remove"


@dataclass(slots=True)
class Typed:
    """What was typed at one name and below it."""

    name: str = ""
    values: Sequence[str] = ()
    parts: dict[str, "Typed"] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return self.values[-1] if self.values else ""

    @property
    def kept(self) -> Sequence[str]:
        """The reference to what is kept here, and what is shown of it."""
        return self.part(KEPT[1:]).values

    @property
    def is_empty_text(self) -> bool:
        """Whether an empty input here stands for ""."""
        return EMPTY[1:] in self.parts

    @property
    def rows(self) -> list["Typed"]:
        """The numbered parts, in their order."""
        numbered = ((int(step), part) for step, part in self.parts.items() if is_number(step))
        return [part for _, part in sorted(numbered, key=lambda row: row[0])]

    def part(self, step: str) -> "Typed":
        return self.parts.get(step) or Typed(joined(self.name, step))


def tree_of(posted: Posted) -> Typed:
    """The names as a tree."""
    root = Typed()
    for name, values in posted.items():
        node = root
        for step in name.split("."):
            node = node.parts.setdefault(step, Typed(joined(node.name, step)))
        node.values = values
    return root


def joined(name: str, step: str | int) -> str:
    """The name of a part of what stands at `name`."""
    return f"{name}.{step}" if name else str(step)


def is_number(step: str) -> bool:
    """Whether a step of a name is the number of a row."""
    return _NUMBER.fullmatch(step) is not None


def next_row(posted: Posted, rows: str) -> int:
    """The number that a row added to `rows` gets."""
    return max((number for _, number, _ in _numbered(posted, rows)), default=-1) + 1


def without_row(posted: Mapping[str, Value], row: str) -> dict[str, Value]:
    """What was typed without one row, such as `stop_sequences.1`; the rows after it move up."""
    rows, _, step = row.rpartition(".")
    if not is_number(step):
        return dict(posted)
    numbered = list(_numbered(posted, rows))
    others = posted.keys() - {name for name, _, _ in numbered}
    moved = {
        f"{rows}.{number - (number > int(step))}{rest}": posted[name]
        for name, number, rest in numbered
        if number != int(step)
    }
    return {name: value for name, value in posted.items() if name in others} | moved


def _numbered(posted: Mapping[str, object], rows: str) -> Iterator[tuple[str, int, str]]:
    """The names below `rows`: whole, the number of their row, and what follows it."""
    for name in posted:
        number, dot, rest = name.removeprefix(f"{rows}.").partition(".")
        if name.startswith(f"{rows}.") and is_number(number):
            yield name, int(number), dot + rest
