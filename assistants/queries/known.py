"""What the names in a form mean, in one round trip: what is chosen by id, and what a section offers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from assistants.named import Kind


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be named: its id, its name, and what else helps to tell it apart.

    `group` is under what it is listed; `svg` the drawing of a picture.
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
    is_retired: bool = False


@dataclass(frozen=True, slots=True)
class Department(Entry):
    """A department, with the one above it."""

    parent: str | None = None


Offers = Mapping[Kind, str]
