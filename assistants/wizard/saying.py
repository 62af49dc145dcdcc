"""The value of a field in words, by the control that it is typed in."""

import json
from collections.abc import Mapping
from functools import singledispatch
from typing import Any

from assistants.forms import Known
from assistants.forms.control import Control
from assistants.forms.groups import Group, Pairs, Rows
from assistants.forms.json_text import Json
from assistants.forms.kept import Picture, Secret
from assistants.forms.picks import Many, Pick
from assistants.forms.posted import Typed
from assistants.forms.switches import Choice
from assistants.forms.unions import Alternatives, Kinds, TextOrParts


def in_words(control: Control, value: Any, names: Known) -> str:
    """What a field holds; of several entries, each in a line of its own."""
    return _said(control, value, names) if _is_given(value) else "Not set"


def _is_given(value: Any) -> bool:
    return value is not None and value not in ("", [], {})


@singledispatch
def _said(_control: Control, value: Any, _names: Known) -> str:
    match value:
        case bool():
            return "Yes" if value else "No"
        case int() | float():
            return f"{value:,}"
        case str():
            return value
    return json.dumps(value, ensure_ascii=False)


@_said.register
def _(_control: Secret, _value: Any, _names: Known) -> str:
    return "Set"


@_said.register
def _(_control: Picture, _value: Any, _names: Known) -> str:
    return "A picture of its own"


@_said.register
def _(_control: Json, value: Any, _names: Known) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


@_said.register
def _(control: Pick, value: str, names: Known) -> str:
    return names.label(control.kind, value)


@_said.register
def _(control: Many, value: list[str], names: Known) -> str:
    return ", ".join(names.label(control.kind, id_) for id_ in value)


@_said.register
def _(control: Choice, value: str, _names: Known) -> str:
    return dict(control.choices(Typed(values=[value]))).get(value, value)


@_said.register
def _(control: Alternatives, value: Any, names: Known) -> str:
    variant = control.variants[control.kind_of(value)]
    return in_words(variant.control, value, names) if variant.control else variant.label


@_said.register
def _(control: TextOrParts, value: Any, names: Known) -> str:
    return value if isinstance(value, str) else in_words(control.parts, value, names)


@_said.register
def _(control: Rows, value: list[Any], names: Known) -> str:
    return "\n".join(in_words(control.item, item, names) for item in value)


@_said.register
def _(control: Pairs, value: Mapping[str, Any], names: Known) -> str:
    item = control.item.members["value"] if isinstance(control.item, Group) else control.item
    return "\n".join(f"{key}: {in_words(item, inner, names)}" for key, inner in value.items())


@_said.register
def _(control: Group, value: Mapping[str, Any], names: Known) -> str:
    given = [(item, value[name]) for name, item in control.members.items() if _is_given(value.get(name))]
    said = [(item.about.label, in_words(item, inner, names)) for item, inner in given]
    return ", ".join(f"{label} {text}" if label else text for label, text in said)


@_said.register
def _(control: Kinds, value: Mapping[str, Any], names: Known) -> str:
    kind = value["type"]
    members = control.kinds.get(kind)
    said = dict(getattr(control, "words", {})).get(kind, kind)
    inner = in_words(members, value, names) if members and members.members else ""
    return f"{said}: {inner}" if inner else said
