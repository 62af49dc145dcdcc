"""A request without what changes nothing, so that what somebody chose is all that there is to read."""

from collections.abc import Collection, Iterator, Mapping
from functools import cache
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import to_jsonable_python

from assistants.problems import Path
from assistants.spec.assistant import NEST, AssistantBody, ToolConfigurations
from assistants.spec.mcp_servers import McpTool
from assistants.spec.section import sent_fields

Body = dict[str, Any]

# The others are small enough that their defaults tell more than they cost: {"mode": "auto"}.
_WITHOUT_DEFAULTS: tuple[type[BaseModel], ...] = (AssistantBody, ToolConfigurations, McpTool)


def essential(body: Mapping[str, Any], refused: Collection[Path] = ()) -> Body:
    """The body without nulls and defaults: it makes the same assistant.

    `refused` are paths of problems: what stands on one of them stays, whatever it is. What is free JSON (a schema,
    metadata) stays as it is, for a null means something there.
    """
    kept = {path[:end] for path in refused for end in range(1, len(path) + 1)}
    found: Body = _object(dict(body), (AssistantBody,), (), kept)
    if found.get(NEST) == {} and (NEST,) not in kept:
        del found[NEST]
    return found


def _value(value: Any, annotations: tuple[Any, ...], path: Path, kept: Collection[Path]) -> Any:
    kinds = tuple(kind for annotation in annotations for kind in _members(annotation))
    if isinstance(value, list):
        entries = tuple(get_args(kind)[0] for kind in kinds if get_origin(kind) is list)
        return [_value(item, entries, (*path, place), kept) for place, item in enumerate(value)]
    if isinstance(value, dict):
        models = tuple(kind for kind in kinds if isinstance(kind, type) and issubclass(kind, BaseModel))
        free = any(get_origin(kind) is dict for kind in kinds)
        if not free or any(_is_surely(value, model) for model in models):
            return _object(value, models, path, kept)
    return value


def _object(value: Body, models: tuple[type[BaseModel], ...], path: Path, kept: Collection[Path]) -> Body:
    found: Body = {}
    for name, item in value.items():
        place = (*path, name)
        fields = [(model, sent_fields(model)[name]) for model in models if name in sent_fields(model)]
        shown = _value(item, tuple(field.annotation for _, field in fields), place, kept)
        if place in kept or not any(_says_nothing(shown, model, field) for model, field in fields):
            found[name] = shown
    return found


def _says_nothing(value: Any, model: type[BaseModel], field: FieldInfo) -> bool:
    if value is None or model not in _WITHOUT_DEFAULTS or field.is_required():
        return value is None
    default = to_jsonable_python(field.default, exclude_none=True)
    return bool(value == default) and isinstance(value, bool) == isinstance(default, bool)


def _is_surely(value: Body, model: type[BaseModel]) -> bool:
    """Whether an object, where it may be free JSON too, is one of the model: it has what that needs and no more."""
    fields = sent_fields(model)
    return value.keys() <= fields.keys() and all(name in value for name, field in fields.items() if field.is_required())


@cache
def _members(annotation: Any) -> tuple[Any, ...]:
    return tuple(_leaves(annotation))


def _leaves(annotation: Any) -> Iterator[Any]:
    """The types of a union, also within others and behind metadata."""
    origin = get_origin(annotation)
    if origin is None or origin in (list, dict):
        yield annotation
    else:
        for inner in get_args(annotation)[: 1 if origin is Annotated else None]:
            yield from _leaves(inner)
