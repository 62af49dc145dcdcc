"""Output: its mode, the response format, the schemas, and what is kept and moderated."""

from typing import Any

from tests.doors.bodies.row import Row, bad, good, one_each

SCHEMA = {"type": "object", "properties": {"answer": {"type": "string"}}, "required": ["answer"]}
TEXT, OBJECT = {"type": "text"}, {"type": "json_object"}
FLAT = {"type": "json_schema", "name": "answer", "schema": SCHEMA}
NESTED = {"type": "json_schema", "json_schema": {"name": "answer", "schema": SCHEMA}}
ANSWER = {"name": "answer", "schema": SCHEMA, "description": None, "strict": None}
WHOLE = {"type": "json_schema", "json_schema": ANSWER}
DESCRIBED = {"description": "An answer.", "strict": True}
FORMAT = "response_format"
BOOLEANS = ("streaming", "store_responses", "moderation_enabled")


def formatted(says: str, form: Any, **shows: Any) -> Row:
    return good(says, {FORMAT: form}, {FORMAT: form, **shows})


def unformatted(says: str, form: Any, problems: dict[str, str]) -> Row:
    """Refused wherever a format may stand: in response_format and, the same, in text_config."""
    return bad(says, {FORMAT: form}, {f"{FORMAT}{path}": code for path, code in problems.items()})


def also_in_text_config(row: Row) -> Row:
    told = {path.replace(FORMAT, "text_config.format", 1): code for path, code in row.problems}
    return bad(f"in text_config: {row.says}", {"text_config": {"format": row.change[FORMAT]}}, told)


GOOD_FORMATS = [
    good("every default of output", {}, {
        "output_mode": "text", FORMAT: None, "json_schemas": [], "text_config": None, "streaming": True,
        "store_responses": True, "moderation_enabled": True, "safety_level": "medium",
    }),
    formatted("plain text", TEXT, output_mode="text"),
    formatted("any object", OBJECT, output_mode="json"),
    formatted("a schema", NESTED, response_format=WHOLE, output_mode="json"),
    formatted("a schema in the flat form is shown nested", FLAT, response_format=WHOLE, output_mode="json"),
    formatted("a schema with everything", {"type": "json_schema", "json_schema": {**ANSWER, **DESCRIBED}}),
    formatted("the flat form with everything", {**FLAT, **DESCRIBED},
              response_format={"type": "json_schema", "json_schema": {**ANSWER, **DESCRIBED}}),
    formatted("the longest name", {"type": "json_schema", "json_schema": {**ANSWER, "name": "n" * 64}}),
    formatted("null", None, output_mode="text"),
]  # fmt: skip

BAD_FORMATS = [
    unformatted("no type of a format", {}, {".type": "required"}),
    unformatted("a null type of a format", {"type": None}, {".type": "required"}),
    unformatted("an unknown type", {"type": "xml"}, {".type": "invalid_choice"}),
    unformatted("a format that is a text", "json_object", {"": "wrong_type"}),
    unformatted("a format that is a list", [OBJECT], {"": "wrong_type"}),
    unformatted("text with a schema", {**TEXT, "schema": SCHEMA}, {".schema": "unknown_field"}),
    unformatted("an object with a schema", {**OBJECT, "json_schema": {}}, {".json_schema": "unknown_field"}),
    unformatted("a schema that is missing", {"type": "json_schema"}, {".json_schema": "required"}),
    unformatted("a schema that is null", {"type": "json_schema", "json_schema": None}, {".json_schema": "required"}),
    unformatted("a schema that is a text", {"type": "json_schema", "json_schema": "x"}, {".json_schema": "wrong_type"}),
    unformatted("an empty schema object", {"type": "json_schema", "json_schema": {}},
        {".json_schema.name": "required", ".json_schema.schema": "required"}),
    unformatted("the flat form without a schema", {"type": "json_schema", "name": "a"}, {".schema": "required"}),
    unformatted("the flat form without a name", {"type": "json_schema", "schema": SCHEMA}, {".name": "required"}),
    unformatted("an unknown field of the flat form", {**FLAT, "strct": True}, {".strct": "unknown_field"}),
    unformatted("an unknown field of a schema", {"type": "json_schema", "json_schema": {**ANSWER, "x": 1}},
        {".json_schema.x": "unknown_field"}),
    unformatted("the nested form with a name outside", {**NESTED, "name": "a"}, {".name": "unknown_field"}),
    *[unformatted(f"the name {name[:9]!r} of a schema", {**FLAT, "name": name}, {".name": "invalid_format"})
        for name in ("", "n" * 65, "an answer", "réponse", "a.b", "a\n")],
    unformatted("strict that is a text", {**FLAT, "strict": "yes"}, {".strict": "wrong_type"}),
    unformatted("a description that is a number", {**FLAT, "description": 1}, {".description": "wrong_type"}),
    unformatted("a bad schema", {**FLAT, "schema": {"type": "strin"}}, {".schema.type": "invalid_schema"}),
    unformatted("a bad schema, nested", {"type": "json_schema", "json_schema": {"name": "a", "schema": {"type": 5}}},
        {".json_schema.schema.type": "invalid_schema"}),
    unformatted("a bad schema with a bad name", {"type": "json_schema", "name": "a b", "schema": {"minLength": -1}},
        {".name": "invalid_format", ".schema.minLength": "invalid_schema"}),
]  # fmt: skip

MODES = [
    *[good(f"output mode {mode}", {"output_mode": mode}) for mode in ("text", "json")],
    good("output mode null", {"output_mode": None}, {"output_mode": "text"}),
    *one_each(("output_mode",), "xml", "invalid_choice", "not in the list"),
    *[good(f"mode {mode} and the format {form['type']}", {"output_mode": mode, FORMAT: form}, {"output_mode": mode})
        for mode, form in (("text", TEXT), ("json", OBJECT), ("json", FLAT))],
    *[bad(f"output mode {mode} against the format {form['type']}", {"output_mode": mode, FORMAT: form},
          {FORMAT: "conflict"})
        for mode, form in (("json", TEXT), ("text", OBJECT), ("text", NESTED))],
]  # fmt: skip

TEXT_CONFIG = [
    *[good(f"verbosity {level}", {"text_config": {"format": None, "verbosity": level}})
        for level in ("low", "medium", "high")],
    good("a format in text_config", {"text_config": {"format": OBJECT}},
         {"text_config": {"format": OBJECT, "verbosity": None}}),
    good("equal formats", {"text_config": {"format": OBJECT}, FORMAT: OBJECT}, {FORMAT: OBJECT}),
    good("formats equal but for their form", {"text_config": {"format": FLAT}, FORMAT: NESTED}, {FORMAT: WHOLE}),
    bad("formats that differ", {"text_config": {"format": TEXT}, FORMAT: OBJECT}, {"text_config.format": "conflict"}),
    bad("schemas that differ", {"text_config": {"format": {**FLAT, "name": "other"}}, FORMAT: FLAT},
        {"text_config.format": "conflict"}),
    bad("an unknown verbosity", {"text_config": {"verbosity": "none"}}, {"text_config.verbosity": "invalid_choice"}),
    bad("an unknown field of text_config", {"text_config": {"verbose": 1}}, {"text_config.verbose": "unknown_field"}),
    *one_each(("text_config",), "low", "wrong_type", "a text is no object"),
    *one_each(("text_config",), [], "wrong_type", "a list is no object"),
    *[also_in_text_config(row) for row in BAD_FORMATS],
]  # fmt: skip

SWITCHES = [
    *[good(f"{name} {value}", {name: value}) for name in BOOLEANS for value in (True, False)],
    good("null switches of output", dict.fromkeys(BOOLEANS), dict.fromkeys(BOOLEANS, True)),
    *one_each(BOOLEANS, 1, "wrong_type", "1 is not true"),
    *one_each(BOOLEANS, "true", "wrong_type", "a text is not true"),
    *one_each(BOOLEANS, [], "wrong_type", "a list is not false"),
    *[good(f"safety level {level}", {"safety_level": level}) for level in ("off", "low", "medium", "high")],
    good("safety level null", {"safety_level": None}, {"safety_level": "medium"}),
    *one_each(("safety_level",), "maximum", "invalid_choice", "not in the list"),
    *one_each(("safety_level",), False, "invalid_choice", "false is not off"),
]

ROWS = [*GOOD_FORMATS, *BAD_FORMATS, *MODES, *TEXT_CONFIG, *SWITCHES]
