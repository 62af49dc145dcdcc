"""The words of a page for what is stored: what a field is called, and what its value means."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, get_args

import orjson
from django.utils.formats import date_format

from assistants.caller import Caller
from assistants.forms import FORMS
from assistants.named import MANY, ONE, Kind
from assistants.queries.known import Meanings, meanings
from assistants.spec import AssistantSpec
from assistants.spec.assistant import NEST
from assistants.spec.language_model import Reasoning
from assistants.spec.mcp_servers import McpTool
from assistants.spec.output import TextConfig
from assistants.spec.tools import SystemTools

# A value that is longer is shown in part, and whole on demand.
_BRIEF = 160

_LABELS: Mapping[str, str] = {
    **{name: control.about.label for form in FORMS.values() for name, control in form.controls.items()},
    "created_by": "Owner",
    "deleted_at": "Deleted",
}


def is_choice(annotation: Any) -> bool:
    """Whether what is annotated so is one of a closed list, or nothing."""
    parts = (annotation, *get_args(annotation))
    return any(isinstance(part, type) and issubclass(part, StrEnum) for part in parts)


# Fields whose values are words of ours.
_CHOICES = {name for name, field in AssistantSpec.model_fields.items() if is_choice(field.annotation)}
_KINDS: Mapping[str, Kind] = {**ONE, **MANY, "created_by": Kind.MEMBER}


# What the members of an object are called, where the spec has a title for them.
_MEMBERS: Mapping[str, str] = {
    name: field.title
    for model in (McpTool, SystemTools, Reasoning, TextConfig)
    for name, field in model.model_fields.items()
    if field.title
}


def member_of(key: str) -> str:
    """What a member of an object is called."""
    return _MEMBERS.get(key, key)


def in_a_sentence(label: str) -> str:
    """A label in the middle of a sentence: its first letter is small, unless it is one of an abbreviation."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def label_of(field: str) -> str:
    """What a field is called: one of the spec's or of ours; of a path, the field that it is in."""
    name = field.removeprefix(f"{NEST}.").partition(".")[0]
    return _LABELS.get(name, name)


@dataclass(frozen=True, slots=True)
class Value:
    """A value in words; `is_code` is shown as it is written, `is_nothing` says that there is none."""

    text: str
    is_code: bool = False
    is_nothing: bool = False

    @property
    def is_long(self) -> bool:
        return len(self.text) > _BRIEF or self.text.count("\n") > 2

    @property
    def brief(self) -> str:
        """The beginning, in one line."""
        line = " ".join(self.text[: 2 * _BRIEF].split())
        return f"{line[: _BRIEF - 40].rstrip()}…" if self.is_long else self.text


NOTHING = Value("None", is_nothing=True)


class Names:
    """The names behind the ids that a page shows, read in one round trip."""

    def __init__(self, found: Meanings) -> None:
        self._found = found

    def of(self, kind: Kind, id_: str) -> str:
        """The name; of what the caller cannot see, or is gone, the id."""
        entry = self._found.of(kind).get(id_)
        return entry.label if entry else id_

    def person(self, user_id: str) -> str:
        """A member's name; whoever belongs to the organization no more is not named."""
        entry = self._found.of(Kind.MEMBER).get(user_id)
        return entry.label if entry else "A former member"

    def value(self, field: str, value: Any) -> Value:
        """What a field holds, in words."""
        if value is None or value in ("", [], {}):
            return NOTHING
        text = self._said(field, value)
        if text is not None:
            return Value(text)
        return Value(orjson.dumps(value, option=orjson.OPT_INDENT_2).decode(), is_code=True)

    def _said(self, field: str, value: Any) -> str | None:
        """A value as people say it; None for what only JSON says."""
        kind = _KINDS.get(field.removeprefix(f"{NEST}."))
        match value:
            case bool() | int() | float():
                return _number(value, is_moment=field.endswith("_at"))
            case str():
                return self._text(kind, _SAID.get(field, value.capitalize() if field in _CHOICES else value))
            case list() if all(isinstance(item, str) for item in value):
                return ", ".join(self._text(kind, item) for item in value)
            case dict() if field in ("metadata", "logit_bias"):
                return ", ".join(f"{key}: {item}" for key, item in value.items())
            case {"bytes": size, "sha256": _}:
                return f"A picture of {size:,} bytes"
        return None

    def _text(self, kind: Kind | None, text: str) -> str:
        if kind in (None, Kind.LANGUAGE_MODEL):
            return text
        return self.person(text) if kind == Kind.MEMBER else self.of(kind, text)


# What is not for reading.
_SAID = {"icon_data": "A picture of its own"}


def _number(value: float, *, is_moment: bool) -> str:
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if is_moment:
        return f"{date_format(datetime.fromtimestamp(value, UTC), 'j M Y, H:i')} UTC"
    return f"{value:,}" if isinstance(value, int) else f"{value}"


Named = tuple[str, Any]


def names_for(caller: Caller, values: Iterable[Named], people: Iterable[str] = ()) -> Names:
    """The names of what these fields hold, and of these people besides."""
    wanted: dict[Kind, set[str]] = {}
    for kind, id_ in [*_ids(values), *((Kind.MEMBER, person) for person in people)]:
        wanted.setdefault(kind, set()).add(id_)
    wanted.pop(Kind.LANGUAGE_MODEL, None)  # known by its key
    return Names(meanings(caller, wanted))


def _ids(values: Iterable[Named]) -> Iterator[tuple[Kind, str]]:
    for field, value in values:
        kind = _KINDS.get(field.removeprefix(f"{NEST}."))
        for id_ in value if isinstance(value, list) else [value]:
            if kind and isinstance(id_, str):
                yield kind, id_
