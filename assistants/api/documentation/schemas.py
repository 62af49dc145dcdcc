"""JSON Schemas of what is sent and of what is answered, from the spec."""

from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode, JsonSchemaValue, models_json_schema
from pydantic_core import core_schema

Schema = dict[str, Any]

REFERENCE = "#/components/schemas/{model}"


def schemas_of(sent: list[type[BaseModel]], answered: list[type[BaseModel]]) -> dict[str, Schema]:
    """Every schema that the models need, by name; a name ends in -Input and -Output where the two differ."""
    modes: list[tuple[type[BaseModel], JsonSchemaMode]] = [(model, "validation") for model in sent]
    modes += [(model, "serialization") for model in answered]
    _, found = models_json_schema(modes, ref_template=REFERENCE, schema_generator=_Generator)
    schemas: dict[str, Schema] = found["$defs"]
    return schemas


class _Generator(GenerateJsonSchema):
    """Pydantic's generator, with the contract's null: on the way in it stands for left out (section 1)."""

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        if self.mode == "serialization":
            # What is answered is all there: a default would say that something may be missing.
            return self.generate_inner(schema["schema"])
        return _or_null(super().default_schema(schema))

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        """Keys follow their pattern, and others are refused: `patternProperties` alone would let them through."""
        shown = super().dict_schema(schema)
        if patterns := shown.pop("patternProperties", None):
            [(pattern, values)] = patterns.items()
            shown |= {"propertyNames": {"pattern": pattern}, "additionalProperties": values}
        return shown


def _or_null(shown: JsonSchemaValue) -> JsonSchemaValue:
    null = {"type": "null"}
    if null in shown.get("anyOf", ()):
        return shown
    return {"default": shown.pop("default"), "anyOf": [shown, null]}
