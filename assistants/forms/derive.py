"""From a field of the spec to the control that it has unless a form says otherwise."""

from collections.abc import Mapping
from enum import StrEnum
from types import UnionType
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from assistants.forms.control import Control, about
from assistants.forms.groups import Group, Rows
from assistants.forms.leaves import Line, Number
from assistants.forms.picks import Many, One
from assistants.forms.switches import Choice, Flag, YesNo
from assistants.named import MANY, ONE
from assistants.spec.section import sent_fields


class Words(NamedTuple):
    """Where a form's words are others than the spec's; `{low}`, `{high}` and `{default}` stand for the numbers."""

    label: str | None = None
    hint: str | None = None


def controls_of(
    model: type[BaseModel],
    own: Mapping[str, Control] | None = None,
    words: Mapping[str, Words] | None = None,
    without: tuple[str, ...] = (),
) -> dict[str, Control]:
    """A control for each field of a model: `own`, or the one that its type asks for; in its words, or in `words`."""
    fields = {name: spec for name, spec in sent_fields(model).items() if name not in without}
    controls = {name: (own or {}).get(name) or _control(name, spec) for name, spec in fields.items()}
    said = {name: (words or {}).get(name, Words()) for name in fields}
    assert not {*(own or {}), *(words or {})} - fields.keys(), "a control or words for no field"
    return {name: control.described(about(fields[name]), *said[name]) for name, control in controls.items()}


def _control(name: str, spec: FieldInfo) -> Control:
    if name in MANY:
        return Many(kind=MANY[name])
    if name in ONE:
        return One(kind=ONE[name])
    kind = _kind(spec.annotation)
    if get_origin(kind) is list and _kind(get_args(kind)[0]) is str:
        return Rows(item=Line(), one="entry")
    if not isinstance(kind, type):
        raise TypeError(f"{name} needs a control of its own")
    if issubclass(kind, BaseModel):
        return Group(members=controls_of(kind))
    return _leaf(kind, is_nullable=about(spec).is_nullable)


def _leaf(kind: type, *, is_nullable: bool) -> Control:
    if issubclass(kind, StrEnum):
        return Choice(values_of=kind)
    if issubclass(kind, bool):
        return YesNo() if is_nullable else Flag()
    return Line() if issubclass(kind, str) else Number()


def _kind(annotation: Any) -> Any:
    """A type without what is said of it, and without null."""
    while True:
        origin = get_origin(annotation)
        if origin is Annotated:
            annotation = get_args(annotation)[0]
        elif origin in (Union, UnionType):
            members = [member for member in get_args(annotation) if member is not type(None)]
            if len(members) != 1:
                return annotation
            [annotation] = members
        else:
            return annotation
