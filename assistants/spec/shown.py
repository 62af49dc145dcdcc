"""Rules over several fields, as far as a JSON Schema can say them: the documentation shows what the rules decide."""

from typing import Any

from pydantic import ConfigDict

_GIVEN: dict[str, dict[str, Any]] = {
    "array": {"type": "array", "minItems": 1},
    "boolean": {"type": "boolean"},
    "object": {"type": "object"},
    "string": {"type": "string"},
}


def one_given(**types: str) -> ConfigDict:
    """The configuration of a model of whose fields, named with their JSON types, exactly one is given."""
    return ConfigDict(json_schema_extra={"oneOf": _each_given(types)})


def some_given(**types: str) -> ConfigDict:
    """The configuration of a model of whose fields, named with their JSON types, at least one is given.

    An answer shows those that were given.
    """
    return ConfigDict(
        json_schema_extra={"anyOf": _each_given(types)}, json_schema_serialization_defaults_required=False
    )


def _each_given(types: dict[str, str]) -> list[Any]:
    return [{"required": [name], "properties": {name: _GIVEN[type_]}} for name, type_ in types.items()]
