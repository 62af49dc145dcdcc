"""Response formats and the JSON schemas that they hold."""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, ValidationError

from assistants import limits
from assistants.spec.bounds import Count, Pattern, Size
from assistants.spec.explain import complaint
from assistants.spec.json_schema import schema_problems
from assistants.spec.section import Strict
from assistants.spec.text import Boolean, Text
from assistants.spec.unions import chosen_by, member, type_of, with_type
from assistants.spec.whole import distinct


def _valid(schema: dict[str, Any]) -> dict[str, Any]:
    if problems := [complaint(*problem) for problem in schema_problems(schema)]:
        raise ValidationError.from_exception_data("schema", problems, hide_input=True)
    return schema


JsonSchema = Annotated[dict[str, Any], AfterValidator(_valid)]
SchemaName = Annotated[
    Text,
    Pattern(
        rf"[A-Za-z0-9_-]{{1,{limits.SCHEMA_NAME_LENGTH}}}",
        f"1 to {limits.SCHEMA_NAME_LENGTH} letters, digits, _ and -",
    ),
]


class NamedSchema(Strict):
    """A JSON Schema of 2020-12 or draft-07, with the name by which it is called."""

    name: SchemaName = Field(title="Schema name")
    # `schema` is a method of pydantic's models, long deprecated, so the attribute takes another name.
    definition: JsonSchema = Field(alias="schema", title="Schema")
    description: Text | None = Field(None, title="Description")
    strict: Boolean | None = Field(None, title="Strict")


class TextFormat(Strict):
    """Plain text."""

    type: Literal["text"] = Field(title="Type")


class JsonObjectFormat(Strict):
    """Any JSON object."""

    type: Literal["json_object"] = Field(title="Type")


class JsonSchemaFormat(Strict):
    """JSON that follows a schema."""

    type: Literal["json_schema"] = Field(title="Type")
    json_schema: NamedSchema = Field(title="JSON schema")


class FlatJsonSchemaFormat(NamedSchema):
    """The same without the inner object; it is shown nested."""

    type: Literal["json_schema"] = Field(title="Type")


def _layout(value: Any) -> str:
    kind = type_of(value)
    flat = isinstance(value, dict) and "json_schema" not in value and value.keys() & {"name", "schema"}
    return "flat" if kind == "json_schema" and flat else kind


def _nested(value: Any) -> Any:
    if not isinstance(value, FlatJsonSchemaFormat):
        return value
    inner = NamedSchema.model_construct(**{name: getattr(value, name) for name in NamedSchema.model_fields})
    return JsonSchemaFormat.model_construct(type="json_schema", json_schema=inner)


ResponseFormat = Annotated[
    Annotated[TextFormat, member("text")]
    | Annotated[JsonObjectFormat, member("json_object")]
    | Annotated[JsonSchemaFormat, member("json_schema")]
    | Annotated[FlatJsonSchemaFormat, member("flat")],
    chosen_by(_layout, ("text", "json_object", "json_schema", "flat"), "an object with a type"),
    with_type("text", "json_object", "json_schema"),
    AfterValidator(_nested),
]


def _named(schemas: list[NamedSchema | dict[str, Any]]) -> list[NamedSchema]:
    """An item without `schema` is itself the schema, named by its place in the list."""
    return [
        NamedSchema.model_construct(name=f"schema_{place}", definition=item) if isinstance(item, dict) else item
        for place, item in enumerate(schemas, start=1)
    ]


def _item_layout(value: Any) -> str:
    if isinstance(value, dict):
        return "named" if "schema" in value else "bare"
    return "named" if isinstance(value, NamedSchema) else ""


JsonSchemas = Annotated[
    list[
        Annotated[
            Annotated[NamedSchema, member("named")]
            | Annotated[JsonSchema, member("bare"), Field(json_schema_extra={"not": {"required": ["schema"]}})],
            chosen_by(_item_layout, ("named", "bare"), "an object"),
        ]
    ],
    AfterValidator(_named),
    distinct("name", mark="schema"),
    Count(0, limits.JSON_SCHEMAS),
    Size(limits.JSON_SCHEMAS_BYTES),
]
