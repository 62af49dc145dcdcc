"""JSON schemas: their list, their names, and what is a schema at all."""

from typing import Any

from tests.doors.bodies.row import Row, bad, good, one_each

OBJECT = {"type": "object"}
LATEST, DRAFT_07 = "https://json-schema.org/draft/2020-12/schema", "http://json-schema.org/draft-07/schema#"
AT = "json_schemas.0.schema"


def named(name: str, schema: Any = None, **more: Any) -> dict[str, Any]:
    return {"name": name, "schema": OBJECT if schema is None else schema, "description": None, "strict": None, **more}


def schema(says: str, definition: Any) -> Row:
    """A schema that is accepted and shown as it was sent."""
    return good(f"a schema: {says}", {"json_schemas": [named("a", definition)]})


def no_schema(says: str, definition: Any, *paths: str) -> Row:
    """A schema that is refused, at these paths below it."""
    told = {f"{AT}.{path}" if path else AT: "invalid_schema" for path in paths}
    return bad(f"no schema: {says}", {"json_schemas": [named("a", definition)]}, told)


def nested(depth: int) -> dict[str, Any]:
    """A schema of so many objects within each other."""
    whole: dict[str, Any] = {}
    for _ in range(depth - 1):
        whole = {"not": whole}
    return whole


LIST = [
    good("16 schemas", {"json_schemas": [named(f"s{n}") for n in range(16)]}),
    bad("17 schemas", {"json_schemas": [named(f"s{n}") for n in range(17)]}, {"json_schemas": "too_many"}),
    good("null schemas", {"json_schemas": None}, {"json_schemas": []}),
    good("a schema with a description, strict", {"json_schemas": [named("a", description="An a.", strict=True)]}),
    good("a bare item is itself the schema", {"json_schemas": [named("a"), {"type": "string"}]},
        {"json_schemas": [named("a"), named("schema_2", {"type": "string"})]}),
    good("an empty item is the schema of anything", {"json_schemas": [{}]}, {"json_schemas": [named("schema_1", {})]}),
    bad("a bare item, no schema", {"json_schemas": [{"type": "strin"}]}, {"json_schemas.0.type": "invalid_schema"}),
    bad("a repeated name is told at the second one", {"json_schemas": [named("a"), named("b"), named("a")]},
        {"json_schemas.2.name": "duplicate"}),
    bad("the name of a bare item", {"json_schemas": [{}, named("schema_1")]}, {"json_schemas.1.name": "duplicate"}),
    bad("no name", {"json_schemas": [{"schema": OBJECT}]}, {"json_schemas.0.name": "required"}),
    *[bad(f"a schema named {name[:9]!r}", {"json_schemas": [named(name)]}, {"json_schemas.0.name": "invalid_format"})
        for name in ("", "n" * 65, "a b", "é")],
    bad("an unknown field of an item", {"json_schemas": [named("a", foo=1)]}, {"json_schemas.0.foo": "unknown_field"}),
    bad("an item that is a text", {"json_schemas": ["a"]}, {"json_schemas.0": "wrong_type"}),
    bad("an item that is null", {"json_schemas": [None]}, {"json_schemas.0": "wrong_type"}),
    bad("a schema in a text", {"json_schemas": [named("a", "x")]}, {AT: "wrong_type"}),
    bad("strict that is 1", {"json_schemas": [named("a", strict=1)]}, {"json_schemas.0.strict": "wrong_type"}),
    good("schemas of nearly 1 MiB together", {"json_schemas": [named(n, {"const": "c" * 520_000}) for n in "ab"]}),
    bad("schemas of more than 1 MiB together", {"json_schemas": [named(n, {"const": "c" * 530_000}) for n in "ab"]},
        {"json_schemas": "too_large"}),
    *one_each(("json_schemas",), OBJECT, "wrong_type", "an object is no list"),
    *one_each(("json_schemas",), "{}", "wrong_type", "a text is no list"),
]  # fmt: skip

SCHEMAS = [
    schema("of 2020-12", {"$schema": LATEST, "prefixItems": [{"type": "string"}], "items": False}),
    schema("of draft-07", {"$schema": DRAFT_07, "items": [{"type": "string"}], "definitions": {"a": {}}}),
    schema("the order of its keys is kept", {"required": ["b"], "properties": {"b": {}, "a": {}}, "type": "object"}),
    schema("a reference within", {"$ref": "#/$defs/a", "$defs": {"a": {"type": "string"}}}),
    schema("a reference to itself", {"properties": {"child": {"$ref": "#"}}}),
    schema("a dynamic reference within", {"$dynamicRef": "#node", "$defs": {"a": {"$dynamicAnchor": "node"}}}),
    schema("a property by the name $ref", {"properties": {"$ref": {"type": "string"}}}),
    schema("a $ref in data", {"const": {"$ref": "https://example.com/"}}),
    schema("unknown keywords", {"x-order": 1}),
    schema("a pattern that would run for ever", {"pattern": "^(a+)+$"}),
    schema("null, true and numbers in data", {"enum": [None, True, 1, 1.5, -(2**63), {"a": []}]}),
    schema("28 levels, for 32 in the body", nested(28)),
    no_schema("an unknown type", {"type": "strin"}, "type"),
    no_schema("a wrong type below", {"properties": {"a": {"type": 5}}}, "properties.a.type"),
    no_schema("a negative length", {"minLength": -1}, "minLength"),
    no_schema("required that is a text", {"required": "a"}, "required"),
    no_schema("two are wrong", {"minLength": -1, "items": {"type": "x"}}, "minLength", "items.type"),
    no_schema("a pattern that does not compile", {"pattern": "("}, "pattern"),
    no_schema("draft-04", {"$schema": "http://json-schema.org/draft-04/schema#"}, "$schema"),
    no_schema("a list of items in 2020-12", {"$schema": LATEST, "items": [{}]}, "items"),
    *[no_schema(f"a reference to {target}", {"items": {"$ref": target}}, "items.$ref")
        for target in ("https://example.com/s.json", "other.json#/a", "/a", "file:///etc/passwd", "")],
    no_schema("a dynamic reference to elsewhere", {"$dynamicRef": "https://example.com/#a"}, "$dynamicRef"),
    no_schema("more than 10,000 values", {"enum": list(range(10_001))}, ""),
    bad("a schema with a NUL in a key", {"json_schemas": [named("a", {"properties": {"a\0": {}}})]},
        {f"{AT}.properties.a\0": "invalid_character"}),
    bad("a schema with an override in a value", {"json_schemas": [named("a", {"title": "\u202e"})]},
        {f"{AT}.title": "invalid_character"}),
    bad("a schema with an integer beyond 64 bits", {"json_schemas": [named("a", {"maximum": 2**63})]},
        {f"{AT}.maximum": "out_of_range"}),
    good("line ends in a schema become LF", {"json_schemas": [named("a", {"title": "a\r\nb"})]},
         {"json_schemas": [named("a", {"title": "a\nb"})]}),
]  # fmt: skip

ROWS = [*LIST, *SCHEMAS]
