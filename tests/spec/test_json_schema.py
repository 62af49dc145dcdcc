from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator, Draft202012Validator
from referencing import Registry

from assistants.problems import Code, Path
from assistants.spec.json_schema import schema_problems

LATEST = "https://json-schema.org/draft/2020-12/schema"
DRAFT_07 = "http://json-schema.org/draft-07/schema#"
NAMES = ["array", "boolean", "integer", "null", "number", "object", "string"]


def paths(schema: object) -> list[Path]:
    found = list(schema_problems(schema))
    assert all(code is Code.INVALID_SCHEMA and message for _, code, message in found)
    return [path for path, _, _ in found]


def nested(levels: int, keyword: str = "items") -> dict[str, Any]:
    schema: dict[str, Any] = {}
    for _ in range(levels - 1):
        schema = {keyword: schema}
    return schema


@pytest.mark.parametrize(
    "schema",
    [
        {},
        {"type": "object"},
        {"$schema": LATEST, "type": ["string", "null"]},
        {"$schema": LATEST + "#"},
        {"$schema": DRAFT_07, "items": [{"type": "string"}, True], "additionalItems": False},
        {"$schema": DRAFT_07.removesuffix("#"), "dependencies": {"a": ["b"], "c": {"type": "string"}}},
        {"$id": "https://example.com/schema", "$anchor": "a", "$comment": "x", "title": "T"},
        {"type": "object", "properties": {"a": {"$ref": "#/$defs/a"}}, "$defs": {"a": {"type": "integer"}}},
        {"$ref": "#"},
        {"$ref": "#anchor", "$dynamicRef": "#meta", "$recursiveRef": "#"},
        {"$ref": "#/nowhere"},
        {"prefixItems": [{}, False], "unevaluatedItems": {"const": 1}, "contentSchema": {}},
        {"allOf": [{"if": {}, "then": True, "else": False}], "not": {"anyOf": [{}]}},
        {"minimum": -1.5, "multipleOf": 0.01, "maxLength": 3.0, "minContains": 0},
        {"properties": {"$ref": {"type": "string"}, "enum": {"type": "string"}, "pattern": True}},
        {"properties": {"required": {"type": "array"}}, "required": ["required"]},
        {"pattern": r"^\p{L}+$", "patternProperties": {"^x-": {}, "(?<n>a)": True}},
        {
            "format": "made-up",
            "x-note": {"pattern": "(", "type": "whatever"},
            "discriminator": {"propertyName": "k"},
        },
    ],
)
def test_a_good_schema_has_no_problems(schema: dict[str, Any]) -> None:
    assert paths(schema) == []


@pytest.mark.parametrize("keyword", ["const", "default", "enum", "examples"])
def test_a_reference_among_data_is_data(keyword: str) -> None:
    data = [{"$ref": "https://example.com/x", "$schema": "urn:x", "type": 5, "pattern": "("}]
    assert paths({"properties": {"a": {keyword: data}}}) == []


def test_a_property_called_enum_or_default_still_holds_a_schema() -> None:
    remote = {"$ref": "https://example.com/x"}
    assert paths({"properties": {"enum": remote, "default": remote}}) == [
        ("properties", "enum", "$ref"),
        ("properties", "default", "$ref"),
    ]


@pytest.mark.parametrize("value", [None, True, False, 0, "", "{}", [], [{}], 1.5])
def test_what_is_not_an_object_is_refused(value: object) -> None:
    assert paths(value) == [()]


@pytest.mark.parametrize(
    ("schema", "path"),
    [
        ({"type": "text"}, ("type",)),
        ({"type": 5}, ("type",)),
        ({"type": []}, ("type",)),
        ({"type": ["string", "string"]}, ("type",)),
        ({"type": ["string", "text"]}, ("type", 1)),
        ({"properties": []}, ("properties",)),
        ({"properties": {"a": 5}}, ("properties", "a")),
        ({"properties": {"a": {"type": "text"}}}, ("properties", "a", "type")),
        ({"items": {"items": {"minLength": -1}}}, ("items", "items", "minLength")),
        ({"items": [{}]}, ("items",)),
        ({"allOf": []}, ("allOf",)),
        ({"anyOf": [{}, 5]}, ("anyOf", 1)),
        ({"required": "a"}, ("required",)),
        ({"required": ["a", 5]}, ("required", 1)),
        ({"required": ["a", "b", "a"]}, ("required",)),
        ({"required": True}, ("required",)),
        ({"enum": "a"}, ("enum",)),
        ({"minLength": "1"}, ("minLength",)),
        ({"minLength": True}, ("minLength",)),
        ({"minLength": 1.5}, ("minLength",)),
        ({"multipleOf": 0}, ("multipleOf",)),
        ({"exclusiveMinimum": True}, ("exclusiveMinimum",)),
        ({"additionalProperties": "no"}, ("additionalProperties",)),
        ({"dependentRequired": {"a": "b"}}, ("dependentRequired", "a")),
        ({"dependencies": {"a": "b"}}, ("dependencies", "a")),
        ({"$defs": {"a": None}}, ("$defs", "a")),
        ({"$id": "a#b"}, ("$id",)),
        ({"$anchor": "1a"}, ("$anchor",)),
        ({"$ref": 5}, ("$ref",)),
        ({"$schema": 5}, ("$schema",)),
        ({"$comment": {}}, ("$comment",)),
        ({"pattern": "("}, ("pattern",)),
        ({"pattern": 5}, ("pattern",)),
        ({"patternProperties": {"a": {}, "[": {}}}, ("patternProperties", "[")),
        ({"propertyNames": {"pattern": "*"}}, ("propertyNames", "pattern")),
        ({"$schema": DRAFT_07, "items": [{"type": "text"}]}, ("items", 0, "type")),
        ({"$schema": DRAFT_07, "items": {"type": "text"}}, ("items", "type")),
        ({"$schema": DRAFT_07, "items": 5}, ("items",)),
        ({"$schema": DRAFT_07, "dependencies": {"a": [5]}}, ("dependencies", "a", 0)),
        ({"$schema": DRAFT_07, "required": ["a", "a"]}, ("required",)),
        ({"$schema": DRAFT_07, "patternProperties": {"[": {}}}, ("patternProperties", "[")),
    ],
)
def test_a_mistake_is_found_at_its_place(schema: dict[str, Any], path: Path) -> None:
    assert paths(schema) == [path]


@pytest.mark.parametrize("keyword", ["$ref", "$dynamicRef", "$recursiveRef"])
@pytest.mark.parametrize(
    "target",
    ["", "a", "/a", "a#", "https://example.com/s", "file:///etc/passwd", "urn:x", " #", "\t#a", LATEST],
)
def test_a_reference_that_leads_out_is_refused(keyword: str, target: str) -> None:
    assert paths({"items": {keyword: target}}) == [("items", keyword)]


@pytest.mark.parametrize(
    ("schema", "path"),
    [
        ({"allOf": [{}, {"$ref": "x"}]}, ("allOf", 1, "$ref")),
        ({"$defs": {"a": {"$ref": "x"}}}, ("$defs", "a", "$ref")),
        ({"definitions": {"a": {"$ref": "x"}}}, ("definitions", "a", "$ref")),
        ({"dependentSchemas": {"a": {"$ref": "x"}}}, ("dependentSchemas", "a", "$ref")),
        ({"$schema": DRAFT_07, "items": [{"$ref": "x"}]}, ("items", 0, "$ref")),
        ({"$schema": DRAFT_07, "$defs": {"a": {"$dynamicRef": "x"}}}, ("$defs", "a", "$dynamicRef")),
        ({"x-parts": {"a": {"$ref": "x"}}}, ("x-parts", "a", "$ref")),
        ({"properties": {"$ref": {"$ref": "x"}}}, ("properties", "$ref", "$ref")),
    ],
)
def test_a_reference_that_leads_out_is_found_wherever_a_schema_may_stand(schema: dict[str, Any], path: Path) -> None:
    assert paths(schema) == [path]


@pytest.mark.parametrize(
    "dialect",
    [
        "",
        "#",
        "http://json-schema.org/draft-04/schema#",
        "http://json-schema.org/draft-06/schema#",
        "https://json-schema.org/draft/2019-09/schema",
        "http://json-schema.org/schema",
        "https://example.com/own",
        LATEST + "##",
    ],
)
def test_another_dialect_is_refused(dialect: str) -> None:
    assert paths({"$schema": dialect, "type": "object"}) == [("$schema",)]
    assert paths({"$defs": {"a": {"$id": "a", "$schema": dialect}}}) == [("$defs", "a", "$schema")]


def test_all_problems_are_found_at_once_and_in_order() -> None:
    schema = {"properties": {"a": {"$ref": "x"}, "b": {"type": 5}, "c": {"pattern": "("}}, "required": [1]}
    assert paths(schema) == [
        ("properties", "a", "$ref"),
        ("properties", "b", "type"),
        ("properties", "c", "pattern"),
        ("required", 0),
    ]


def test_the_first_twenty_problems_are_told() -> None:
    schema = {"properties": {f"p{number}": 5 for number in range(100)}}
    assert paths(schema) == [("properties", f"p{number}") for number in range(20)]


@pytest.mark.parametrize("keyword", ["items", "not", "additionalProperties", "x-own"])
def test_thirty_two_levels_pass_and_one_more_is_refused(keyword: str) -> None:
    assert paths(nested(32, keyword)) == []
    assert paths(nested(33, keyword)) == [(keyword,) * 32]


def test_levels_among_data_count_too() -> None:
    assert paths({"const": nested(31)}) == []
    assert paths({"const": nested(32)}) == [("const", *("items",) * 31)]
    assert paths(nested(5_000)) == [("items",) * 32]


def test_ten_thousand_values_pass_and_one_more_is_refused() -> None:
    assert paths({"enum": list(range(9_998))}) == []
    assert paths({"enum": list(range(9_999))}) == [()]
    assert paths({"enum": [[0] * 5_000, [0] * 5_000]}) == [()]
    assert paths({"properties": {str(number): {} for number in range(9_998)}}) == []
    assert paths({"properties": {str(number): {} for number in range(9_999)}}) == [()]


@pytest.mark.parametrize(
    ("schema", "path"),
    [
        ({"type": ["string"] * 9_000}, ("type",)),
        ({"type": [{"a": number} for number in range(4_000)]}, ("type", 0)),
        ({"required": [f"p{number}" for number in range(9_000)] + [5]}, ("required", 9_000)),
        ({"$id": "#" * 500_000}, ("$id",)),
        ({"$id": "a" * 500_000 + "##"}, ("$id",)),
        ({"$anchor": "a" * 500_000 + "!"}, ("$anchor",)),
    ],
)
def test_hostile_values_are_refused_without_comparing_each_with_each(schema: dict[str, Any], path: Path) -> None:
    assert paths(schema) == [path]


def test_patterns_that_would_run_for_ever_or_compile_for_ever_pass_unharmed() -> None:
    wide = "".join(f"{chr(0x100 + number)}-{chr(0xFF00 + number % 256)}" for number in range(1_000))
    assert paths({"pattern": "^(([a-z])+.)+[A-Z]([a-z])+$", "patternProperties": {"(x+x+)+y": {}}}) == []
    assert paths({"patternProperties": {f"{number}[{wide}]": {} for number in range(100)}}) == []


def test_a_message_does_not_repeat_what_was_sent() -> None:
    for schema in ({"type": "canary"}, {"required": ["canary", "canary"]}, {"properties": "canary" * 1_000}):
        assert all("canary" not in message and len(message) < 200 for _, _, message in schema_problems(schema))


NEW_KEYWORDS = """
    $defs $anchor $dynamicAnchor $vocabulary prefixItems dependentSchemas dependentRequired deprecated
    minContains maxContains unevaluatedItems unevaluatedProperties contentSchema writeOnly
"""
KEYWORDS = sorted(
    {*Draft7Validator.META_SCHEMA["properties"], *NEW_KEYWORDS.split()}
    - {"$schema", "$ref", "pattern", "patternProperties"}
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-1, 2) | st.floats(-1, 2) | st.sampled_from([*NAMES, "a", "#a", "b c"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*KEYWORDS, "a"]), inner, max_size=3),
    max_leaves=12,
)


@pytest.mark.parametrize(("dialect", "official"), [(LATEST, Draft202012Validator), (DRAFT_07, Draft7Validator)])
@given(schema=st.dictionaries(st.sampled_from(KEYWORDS), VALUES, max_size=4))
def test_the_verdict_is_that_of_the_official_meta_schema(
    dialect: str, official: type[Draft7Validator], schema: dict[str, Any]
) -> None:
    whole = {"$schema": dialect, **schema}
    meta = official(official.META_SCHEMA, registry=Registry())
    assert (paths(whole) == []) == meta.is_valid(whole)
