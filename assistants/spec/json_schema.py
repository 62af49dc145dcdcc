"""Whether a value may be stored as a JSON Schema (contract, json_schemas; security.md, "Payload bombs").

Nothing is fetched, nothing is validated by the schema, and its patterns are compiled at most.
"""

import json
import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Any
from urllib.parse import urljoin

from jsonschema import Draft7Validator, Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError, best_match
from jsonschema.protocols import Validator
from jsonschema.validators import extend
from jsonschema_specifications import REGISTRY  # type: ignore[import-untyped]  # has no types
from referencing import Registry

from assistants.limits import SCHEMA_DEPTH, SCHEMA_NODES, SCHEMA_PROBLEMS
from assistants.problems import Code, Path
from assistants.spec.patterns import is_pattern

Found = tuple[Path, Code, str]

_LATEST = "https://json-schema.org/draft/2020-12/schema"
_DRAFT_07 = "http://json-schema.org/draft-07/schema"
_REFERENCES = {"$ref", "$dynamicRef", "$recursiveRef"}
_DATA = {"const", "default", "enum", "examples"}
_BY_NAME = {"$defs", "definitions", "dependencies", "dependentSchemas", "patternProperties", "properties"}
_MESSAGES = {
    "type": "Give a value of type {}.",
    "enum": "Give one of {}.",
    "format": "Give a regular expression of ECMA 262.",
    "pattern": "Give a text that matches {}.",
    "minimum": "Give a number of at least {}.",
    "exclusiveMinimum": "Give a number above {}.",
    "minItems": "Give at least {} item.",
    "uniqueItems": "Name each value once.",
}


def schema_problems(schema: object) -> Iterator[Found]:
    """What keeps a value from being a JSON Schema of 2020-12 or draft-07.

    Yields the path in the schema, the code and the message of the first 20 problems; a schema that is too
    deep or too large has that one problem.
    """
    if not isinstance(schema, dict):
        yield (), Code.INVALID_SCHEMA, "Give a JSON Schema as an object."
        return
    excess = _excess(schema)
    if excess:
        yield excess
        return
    yield from islice(chain(_foreign(schema, ()), _malformed(schema)), SCHEMA_PROBLEMS)


def _excess(schema: dict[str, Any]) -> Found | None:
    nodes = 1
    waiting: list[tuple[Path, dict[str, Any] | list[Any]]] = [((), schema)]
    while waiting:
        path, container = waiting.pop()
        nodes += len(container)
        if nodes > SCHEMA_NODES:
            return (), Code.INVALID_SCHEMA, f"Give a schema of at most {SCHEMA_NODES:,} values."
        if len(path) >= SCHEMA_DEPTH:
            return path, Code.INVALID_SCHEMA, f"Nest a schema at most {SCHEMA_DEPTH} levels deep."
        waiting.extend(((*path, step), part) for step, part in _parts(container) if isinstance(part, dict | list))
    return None


def _parts(value: object) -> Iterable[tuple[str | int, Any]]:
    match value:
        case dict():
            return value.items()
        case list():
            return enumerate(value)
    return ()


def _foreign(schema: object, path: Path) -> Iterator[Found]:
    """References that lead out of the schema, and unknown dialects, wherever a schema may stand."""
    for step, value in _parts(schema):
        here = (*path, step)
        if isinstance(schema, list):
            yield from _foreign(value, here)
        elif step in _REFERENCES and isinstance(value, str):
            if not value.startswith("#"):
                yield here, Code.INVALID_SCHEMA, "Refer to a place in this schema: start with #."
        elif step == "$schema" and isinstance(value, str):
            if value.removesuffix("#") not in _DIALECTS:
                yield here, Code.INVALID_SCHEMA, f"Give {_LATEST} or {_DRAFT_07}#, or leave $schema out."
        elif step in _BY_NAME and isinstance(value, dict):
            for name, part in value.items():
                yield from _foreign(part, (*here, name))
        elif step not in _DATA:
            yield from _foreign(value, here)


def _malformed(schema: dict[str, Any]) -> Iterator[Found]:
    """What the dialect's own schema finds."""
    dialect = schema.get("$schema", _LATEST)
    checker = _DIALECTS.get(dialect.removesuffix("#") if isinstance(dialect, str) else _LATEST)
    for error in checker.iter_errors(schema) if checker else ():
        # Of several alternatives, tell what is wrong with the one that was meant, or with the simplest.
        cause = best_match([error]) or error
        while cause.context:
            cause = cause.context[0]
        path = tuple(cause.absolute_path)
        if list(cause.schema_path)[-2:] == ["propertyNames", "format"]:
            path = (*path, cause.instance)
        yield path, Code.INVALID_SCHEMA, _message(cause)


def _message(error: ValidationError) -> str:
    wanted = error.validator_value
    words = " or ".join(wanted) if isinstance(wanted, list) else str(wanted)
    return _MESSAGES[str(error.validator)].format(words)


def _unique(_checker: Any, _wanted: object, items: object, _document: object) -> Iterator[ValidationError]:
    """The library compares each item with each unless all are texts; what is not a text is wrong anyway."""
    texts = [item for item in items if isinstance(item, str)] if isinstance(items, list) else []
    if len(set(texts)) < len(texts):
        yield ValidationError("repeated")


def _in_order(checker: Any, wanted: object, named: object, _document: object) -> Iterator[ValidationError]:
    """The library takes names in an order that differs between processes."""
    for name, value in named.items() if isinstance(named, dict) else ():
        yield from checker.descend(value, wanted, path=name)


def _one_document(dialect: str) -> dict[str, Any]:
    """The schema of 2020-12's schemas without its indirections: the same verdicts, ten times as fast."""
    root = REGISTRY.contents(dialect)
    documents = [root, *(REGISTRY.contents(urljoin(dialect, part["$ref"])) for part in root["allOf"])]
    whole = {
        "type": root["type"],
        "properties": {key: value for document in documents for key, value in document["properties"].items()},
        "$defs": {key: value for document in documents for key, value in document.get("$defs", {}).items()},
    }
    text = json.dumps(whole).replace('"$dynamicRef": "#meta"', '"$ref": "#"')
    return dict(json.loads(re.sub(r'"meta/[a-z]+#', '"#', text)))


def _checker(document: dict[str, Any]) -> Validator:
    formats = FormatChecker(formats=())
    formats.checks("regex")(lambda text: not isinstance(text, str) or is_pattern(text))
    checker: Validator = _Checker(document, format_checker=formats, registry=Registry())
    return checker


_Checker = extend(  # type: ignore[no-untyped-call]  # its stub has no types
    Draft202012Validator, {"uniqueItems": _unique, "additionalProperties": _in_order}
)
_DIALECTS = {
    _LATEST: _checker(_one_document(_LATEST)),
    # Without its names, which would make the library replace our checker by its own.
    _DRAFT_07: _checker({k: v for k, v in Draft7Validator.META_SCHEMA.items() if k not in {"$schema", "$id"}}),
}
