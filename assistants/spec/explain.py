"""Pydantic's errors, said in the contract's codes and in words that tell what to do."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from pydantic import ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails, InitErrorDetails, PydanticCustomError

from assistants.limits import SUGGESTIONS
from assistants.problems import Code, Path, Problem

# A tag of a union stands in pydantic's paths though the caller never sent it. No key that was sent can hold
# a NUL (spec.text refuses it first), so a NUL marks what to leave out.
TAG = "\0"

_CODES = frozenset(Code)
_WRONG_TYPES = {
    "string_type": "text",
    "bool_type": "true or false",
    "int_type": "a whole number",
    "float_type": "a number",
    "dict_type": "an object",
    "model_type": "an object",
    "list_type": "an array",
}


def wrong(code: Code, message: str) -> PydanticCustomError:
    """The error for a validator to raise; a message that begins with “must” gets its subject put before it."""
    # The message travels as a value, never as pydantic's template: what a caller sent may hold braces.
    return PydanticCustomError(code.value, "{message}", {"message": message})


def complaint(path: Path, code: Code, message: str) -> InitErrorDetails:
    """A problem in the form of which pydantic builds its errors."""
    return InitErrorDetails(type=wrong(code, message), loc=path, input=None)


def explained(failure: ValidationError, fields: Mapping[str, FieldInfo], depth: int = 2) -> Iterator[InitErrorDetails]:
    """Each error of a model in our vocabulary; errors of the models inside it are so already.

    `depth` is how deep the keys of objects stand: 2 in a model's field, 1 in an object by itself, 0 in a list.
    """
    for error in failure.errors(include_url=False, include_input=False):
        yield complaint(*_explained(error, fields, depth, among=failure.error_count()))


def problems_of(failure: ValidationError) -> Iterator[Problem]:
    """The problems of a failed spec, at the paths as they were sent, without tags of unions."""
    for error in failure.errors(include_url=False, include_input=False):
        yield Problem(_sent(error["loc"]), Code(error["type"]), error["msg"])


def _explained(error: ErrorDetails, fields: Mapping[str, FieldInfo], depth: int, among: int) -> tuple[Path, Code, str]:
    kind, path, message = error["type"], error["loc"], error["msg"]
    # Pydantic marks a bad key of an object so; a schema's own path may end alike.
    if depth and path[depth:] == ("[key]",) and kind != Code.INVALID_SCHEMA:
        path = path[:depth]
    subject = _subject(path, fields)
    match kind:
        case "missing":
            return path, Code.REQUIRED, f"{subject} is required."
        case "extra_forbidden":
            return path, Code.UNKNOWN_FIELD, unknown_field(str(path[-1]), fields, among)
        case "enum" | "literal_error":
            return path, Code.INVALID_CHOICE, f"{subject} must be {error['ctx']['expected']}."
        case _ if kind in _CODES:
            return path, Code(kind), f"{subject} {message}" if message.startswith("must ") else message
    return path, Code.WRONG_TYPE, f"{subject} must be {_WRONG_TYPES.get(kind, 'of another type')}."


def _sent(path: Path) -> Path:
    return tuple(step for step in path if not (isinstance(step, str) and step.startswith(TAG)))


def _subject(path: Path, fields: Mapping[str, FieldInfo]) -> str:
    match _sent(path):
        case (str(name),) if name in fields:
            return fields[name].title or f"“{name}”"
        case (*_, int(index)):
            return f"Entry {index + 1}"
        case (*_, str(name)):
            return f"“{name}”"
    return "This"


def unknown_field(name: str, fields: Mapping[str, FieldInfo], among: int) -> str:
    """What to say of a field that nobody knows: the nearest name that there is.

    Finding it takes time, so it is not looked for where it stands `among` many errors of one object.
    """
    near = get_close_matches(name[:64], fields, n=1, cutoff=0.5) if among <= SUGGESTIONS else []
    return f"There is no such field; did you mean “{near[0]}”?" if near else "There is no such field; leave it out."
