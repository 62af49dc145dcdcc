"""A section of the spec as one flat form: what was typed to the body of a request, and back."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import IO, Any, ClassVar, NamedTuple, TypeVar

from crispy_forms.helper import FormHelper  # type: ignore[import-untyped]  # has no types
from crispy_forms.layout import Layout  # type: ignore[import-untyped]  # has no types
from django import forms
from django.utils.datastructures import MultiValueDict

from assistants import strict_json
from assistants.forms import layout
from assistants.forms.arriving import split
from assistants.forms.control import Control, Page, Reading
from assistants.forms.groups import Group, Rows
from assistants.forms.json_text import Json
from assistants.forms.known import Known
from assistants.forms.picks import Many, Pick
from assistants.forms.posted import Posted, tree_of, without_row
from assistants.forms.unions import Alternatives, TextOrParts
from assistants.forms.words import in_words
from assistants.problems import Path, Problem
from assistants.spec.assistant import NEST
from assistants.spec.section import Section

Written = dict[str, list[str]]
Value = TypeVar("Value")


class Told(NamedTuple):
    """A line of the error summary, and the id of the input that it is about; none where there is no such input."""

    anchor: str
    message: str


class Read(NamedTuple):
    """What was typed: the fields, where the value at each path stands, and what could not be read."""

    fields: dict[str, Any]
    places: Mapping[Path, str]
    problems: list[Problem]


class BoundField(forms.BoundField):
    """An input that tells what describes it, and that it is wrong."""

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        built: dict[str, Any] = super().build_widget_attrs(attrs, widget)
        row = self.html_name.rpartition(".")[0]
        if row in self.form.errors and row not in self.form.fields:
            # What is wrong with a row of several inputs is told above them.
            built |= {"aria-invalid": "true", "aria-describedby": f"id_{row}_error"}
        if "aria-invalid" in built:
            own = (widget or self.field.widget).attrs.get("class", "")
            built["class"] = f"{own} is-invalid".strip()
        return built


class SectionForm(forms.Form):
    """One section as it was typed; `problems` are those of the whole request, at the paths as they were sent."""

    section: ClassVar[type[Section]]
    controls: ClassVar[Mapping[str, Control]]
    arrangement: ClassVar[tuple[Any, ...]]

    bound_field_class = BoundField

    def __init__(self, posted: Posted, *, known: Known, problems: Iterable[Problem] = ()) -> None:
        self.posted, self.known = posted, known
        self._typed = tree_of(posted)
        page = Page(known)
        self._shown = {name: item.shown(self._typed.part(name), page) for name, item in self.controls.items()}
        super().__init__(MultiValueDict(page.data), auto_id="id_%s")
        self.fields.update(page.fields)
        self.add(problems)

    # From what was typed to the body

    @cached_property
    def _read(self) -> "Read":
        return self.read(self.posted)

    def body(self) -> dict[str, Any]:
        """The section's fields, every one of them; what was left empty is None, and a kept secret `{"set": true}`."""
        return self._read.fields

    @property
    def places(self) -> Mapping[Path, str]:
        """Where each path of the body was typed: the name of its input, or of the group of inputs."""
        return self._read.places

    def own_problems(self) -> list[Problem]:
        """What could not be read, at paths that `places` knows."""
        return self._read.problems

    @classmethod
    def read(cls, posted: Posted, secrets: Mapping[str, str] | None = None) -> "Read":
        """What was typed as fields of the spec; `secrets` are the plaintexts by their references."""
        typed, into = tree_of(posted), Reading(secrets or {})
        fields = {name: item.read(typed.part(name), into, (name,)) for name, item in cls.controls.items()}
        return Read(fields, into.places, into.problems)

    @classmethod
    def posted_from(cls, fields: Mapping[str, Any]) -> Written:
        """The section as it would be typed, from a record or a body, nested or with the tools side by side."""
        given = {**(fields.get(NEST) or {}), **fields}
        written: Written = {}
        for name, control in cls.controls.items():
            written |= control.write(given.get(name), name)
        return written

    # What is wrong

    def add(self, problems: Iterable[Problem]) -> None:
        """Tell those of the problems that are this section's, each at the input where its value was typed."""
        unreadable = {self.place(problem.path) for problem in self.own_problems()}
        own = self.own_problems()
        for problem in problems:
            path = problem.path[1:] if problem.path[:1] == (NEST,) else problem.path
            if not path or path[0] not in self.section.model_fields:
                continue
            name = self.place(path)
            if Problem(path, problem.code, problem.message) in own or name not in unreadable:
                told, message = self.errors.setdefault(name, self.error_class()), self._at_line(name, path, problem)
                if message not in told:
                    told.append(message)

    def _at_line(self, name: str, path: Path, problem: Problem) -> str:
        """The message; of what is wrong within a JSON text, with the line, which is marked."""
        rest = path[next((end for end in range(len(path)) if self.places.get(path[:end]) == name), len(path)) :]
        if not rest or not isinstance(self._at(name), Json):
            return problem.message
        line = strict_json.line_of(self.data[name], rest)
        self.fields[name].widget.attrs["data-bad-line"] = str(line)
        return f"Line {line}, {'.'.join(map(str, rest))}: {problem.message}"

    def place(self, path: Path) -> str:
        """The name of the input, or of the group, that is nearest to a path of the body."""
        ends = range(len(path), 0, -1)
        return next((self.places[path[:end]] for end in ends if path[:end] in self.places), str(path[0]))

    @property
    def summary(self) -> list[Told]:
        """Everything that is wrong, in the order of the page."""
        order = [name for part in self.helper.layout.fields for name in layout.names_in(part)]
        ranks = {name: rank for rank, name in reversed(list(enumerate(order)))}
        names = sorted(self.errors, key=lambda name: ranks.get(name, len(ranks)))
        return [Told(f"id_{name}" if name in ranks else "", str(text)) for name in names for text in self.errors[name]]

    # How it is laid out

    @cached_property
    def helper(self) -> FormHelper:
        """Crispy's description of the form, whose tag and buttons are the page's."""
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        helper.layout = Layout(*(layout.arranged(part, self._shown) for part in self.arrangement))
        return helper

    def holds(self, names: Iterable[str]) -> bool:
        """Whether one of the fields differs from its default."""
        return any(self._brief(name) for name in names)

    def line(self, names: Iterable[str], none: str = "") -> str:
        """What the fields hold, in a line: those that are set, and that the others are not."""
        briefs = {self.controls[name].about.label: self._brief(name) for name in names}
        if len(briefs) == 1:
            return next(iter(briefs.values())) or none
        held = [f"{label} {brief}" for label, brief in briefs.items() if brief]
        rest = [label for label, brief in briefs.items() if not brief]
        if not held and none:
            return none
        if rest:
            held.append(f"{in_words(rest)} at {'its default' if len(rest) == 1 else 'their defaults'}")
        return ". ".join(held)

    def _brief(self, name: str) -> str:
        return self.controls[name].in_brief(self._typed.part(name), self.known)

    # What arrives from the browser

    @classmethod
    def split(
        cls, data: "MultiValueDict[str, str]", files: Mapping[str, IO[bytes]], before: Posted
    ) -> tuple[Written, dict[str, str]]:
        """What a browser posted, and apart from it the secrets, by the names of their inputs (`arriving.split`)."""
        return split(cls._at, data, files, before)

    @classmethod
    def _at(cls, name: str) -> Control | None:
        return Group(members=cls.controls).at(name.split("."))

    # Buttons that change what was typed

    @classmethod
    def added(cls, posted: Posted, rows: str) -> Written:
        """With an empty row more in `rows`, such as `stop_sequences`; `<rows>:<kind>` says what kind of row."""
        name, _, kind = rows.partition(":")
        control = cls._at(name)
        if isinstance(control, Rows | TextOrParts | Alternatives):
            return control.with_row(posted, name, kind)
        return dict(posted)

    @classmethod
    def removed(cls, posted: Mapping[str, Value], row: str) -> dict[str, Value]:
        """Without the row, such as `stop_sequences.1`; those after it move up. Typed secrets go the same way."""
        return without_row(posted, row)

    @classmethod
    def chosen(cls, posted: Posted, choice: str) -> Written:
        """With an id chosen: `<field>:<id>`, as the only one or beside the others, as the field takes them."""
        name, _, id_ = choice.partition(":")
        control = cls._at(name)
        before = posted.get(name, []) if isinstance(control, Many) else []
        return {**posted, **({name: [*dict.fromkeys([*before, id_])]} if isinstance(control, Pick) else {})}

    @classmethod
    def dropped(cls, posted: Posted, choice: str) -> Written:
        """With an id chosen no more: `<field>:<id>`."""
        name, _, id_ = choice.partition(":")
        if not isinstance(cls._at(name), Pick):
            return dict(posted)
        return {**posted, name: [other for other in posted.get(name, []) if other != id_]}
