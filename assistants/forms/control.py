"""What every control of a form can do: read what was typed, write a value as it would be typed, and be shown."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar, Self, get_args

from django import forms
from pydantic.fields import FieldInfo

from assistants.advisories import PARAMETERS
from assistants.forms.known import Known
from assistants.forms.layout import Shown
from assistants.forms.posted import Posted, Typed
from assistants.problems import Path, Problem
from assistants.spec.bounds import Bound, Size, bounds_of


@dataclass(frozen=True, slots=True)
class About:
    """What the spec says of a field: its words, its default, and how much it takes (None: no limit)."""

    label: str = ""
    hint: str = ""
    default: Any = None
    low: float | None = None
    high: float | None = None
    is_nullable: bool = False

    def said(self, text: str) -> str:
        """A text with the field's numbers in the place of `{low}`, `{high}` and `{default}`."""
        if "{" not in text:
            return text
        numbers = {"low": self.low, "high": self.high, "default": self.default}
        return text.format(**{name: _number(value) for name, value in numbers.items()})


def about(spec: FieldInfo) -> About:
    """What a form needs to know of a field of the spec."""
    # What a list or an object says of its entries comes after what the field says of itself.
    own = [bound for bound in spec.metadata if isinstance(bound, Bound)] or bounds_of(spec)
    bounds = [bound for bound in own if not isinstance(bound, Size)]
    return About(
        label=spec.title or "",
        hint=spec.description or "",
        default=None if spec.is_required() else spec.default,
        low=bounds[-1].low if bounds else None,
        high=bounds[-1].high if bounds else None,
        is_nullable=type(None) in get_args(spec.annotation),
    )


@dataclass(slots=True)
class Reading:
    """What comes of reading a section: where each path of the body was typed, and what could not be read."""

    secrets: Mapping[str, str] = field(default_factory=dict)
    places: dict[Path, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


@dataclass(slots=True)
class Page:
    """What comes of showing a section: Django's field and the values of each input."""

    known: Known
    fields: dict[str, forms.Field] = field(default_factory=dict)
    data: dict[str, list[str]] = field(default_factory=dict)

    def ignored(self, name: str) -> str:
        """What to say of a parameter that the chosen model does not act on."""
        model = self.known.model
        if model is None or name not in PARAMETERS or not model.ignores([name]):
            return ""
        return f"{model.id} does not take this. What you set is kept, and ignored."

    def add(self, name: str, shown: forms.Field, values: Sequence[str]) -> None:
        self.fields[name] = shown
        self.data[name] = list(values)


@dataclass(frozen=True, kw_only=True)
class Control(ABC):
    """A part of a form that stands for one value of the spec; it parses, and leaves judging to intake."""

    about: About = About()
    is_input: ClassVar[bool] = False

    def described(self, said: About, label: str | None = None, hint: str | None = None) -> Self:
        """The control with what the spec says of its field, or the form's own words where those differ."""
        words = replace(
            said,
            label=said.label if label is None else label,
            hint=said.hint if hint is None else said.said(hint),
        )
        return replace(self, about=words)

    @abstractmethod
    def read(self, typed: Typed, into: Reading, path: Path) -> Any:
        """The value that stands at `path` of the body; None stands for left out."""

    @abstractmethod
    def write(self, value: Any, name: str) -> dict[str, list[str]]:
        """The value as it would be typed; `read` is its inverse."""

    @abstractmethod
    def shown(self, typed: Typed, page: Page) -> Shown:
        """The inputs with what was typed, each added to the page, as a part of a layout."""

    def at(self, steps: Sequence[str]) -> "Control | None":
        """The control whose name is what `steps` spell below this one's, if there is one."""
        return None if steps else self

    def blank(self, name: str) -> Posted:
        """What a row that was just added holds."""
        return {name: [""]}

    def is_untouched(self, typed: Typed) -> bool:
        """Whether nothing was typed: a row of which that is true is no entry."""
        return not typed.text and not typed.is_empty_text

    def in_brief(self, typed: Typed, known: Known) -> str:  # noqa: ARG002 - of the others
        """What is set, in a word or two for the line of a fold; empty where nothing is."""
        return typed.text


def _number(value: Any) -> str:
    return f"{value:,}".replace("-", "\u2212") if isinstance(value, int | float) else ""
