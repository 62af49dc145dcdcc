"""What a form shows of things that can be named."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be named: its id, its name, and what else helps to tell it apart.

    `group` is what it is listed under; `svg` the drawing of a picture.
    """

    id: str
    label: str
    detail: str = ""
    group: str = ""
    svg: str = ""


@dataclass(frozen=True, slots=True)
class ModelEntry(Entry):
    """A model, with what the catalogue knows of it; None is unknown."""

    context_window: int | None = None
    max_output_tokens: int | None = None
    reasons: bool | None = None
    vision: bool | None = None
    takes: tuple[str, ...] | None = None
    retires_on: date | None = None
    successor: str = ""

    def ignores(self, parameters: Iterable[str]) -> list[str]:
        """Which of the parameters it is known not to act on."""
        return [] if self.takes is None else [name for name in parameters if name not in self.takes]


@dataclass(frozen=True, slots=True)
class DepartmentEntry(Entry):
    """A department, with the one above it."""

    parent: str | None = None
