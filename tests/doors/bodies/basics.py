"""Basics: the contract's rows from name to is_default, but for the icon."""

from tests.doors.bodies.row import LEFT_OUT, bad, forbidden, good, one_each

LONGEST_KEY, LONGEST_VALUE = "k" * 64, "v" * 512

NAME = [
    bad("a name is required", {"name": LEFT_OUT}, {"name": "required"}),
    bad("a null name is a name left out", {"name": None}, {"name": "required"}),
    bad("a name has a character", {"name": ""}, {"name": "too_short"}),
    bad("a name of blanks is empty", {"name": "   "}, {"name": "too_short"}),
    bad("a name of invisible characters is empty", {"name": "\u200b\u2060"}, {"name": "too_short"}),
    good("a name of one character", {"name": "x"}),
    good("a name of 256 characters", {"name": "n" * 256}),
    bad("a name of 257 characters", {"name": "n" * 257}, {"name": "too_long"}),
    good("a name is measured in characters, not bytes", {"name": "🦊" * 256}),
    good("a name whose key has 4,608 characters", {"name": "\ufdfa" * 256}),
    good("a name is measured after it was trimmed", {"name": f"  {'n' * 256}  "}, {"name": "n" * 256}),
    good("blanks of a name are collapsed", {"name": "  Claims   of  2026 "}, {"name": "Claims of 2026"}),
    good("a name is composed (NFC)", {"name": "Cafe\u0301"}, {"name": "Café"}),
    good("a name is measured after it was composed", {"name": "e\u0301" * 256}, {"name": "é" * 256}),
    good("a name keeps its case and its width", {"name": "\uff23\uff2c\uff21\uff29\uff2d\uff33 Assistant"}),
    good("a name with a quote, a brace and a tag", {"name": "O'Neil {0} <b>%s</b> \\"}),
    bad("a name has no line feed", {"name": "Claims\nassistant"}, {"name": "invalid_character"}),
    bad("a name has no line feed at its end", {"name": "Claims\n"}, {"name": "invalid_character"}),
    bad("a name has no carriage return", {"name": "Claims\rassistant"}, {"name": "invalid_character"}),
    bad("a name has no tab", {"name": "Claims\tassistant"}, {"name": "invalid_character"}),
    bad("a name has no NUL", {"name": "Claims\0"}, {"name": "invalid_character"}),
    bad("a name has no escape character", {"name": "Claims\x1b[31m"}, {"name": "invalid_character"}),
    bad("a name has no lone surrogate", {"name": "Claims \ud83e"}, {"name": "invalid_character"}),
    *[
        bad(f"a name has no U+{ord(sign):04X}", {"name": f"Claims {sign}x"}, {"name": "invalid_character"})
        for sign in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    ],
    *[
        bad(f"a name is no {type(value).__name__}: {value}", {"name": value}, {"name": "wrong_type"})
        for value in (1, 1.5, True, ["x"], {"x": "y"})
    ],
]

ORGANIZATION = [
    bad("an organization is required", {"organization_id": LEFT_OUT}, {"organization_id": "required"}),
    bad("a null organization is left out", {"organization_id": None}, {"organization_id": "required"}),
    bad("an organization is no number", {"organization_id": 5}, {"organization_id": "wrong_type"}),
    bad("an organization is no list", {"organization_id": ["org_home"]}, {"organization_id": "wrong_type"}),
    bad("without body but an empty object", {"name": LEFT_OUT, "organization_id": LEFT_OUT},
        {"name": "required", "organization_id": "required"}),
]  # fmt: skip

DESCRIPTION = [
    good("no description", {}, {"description": None}),
    good("a null description is left out", {"description": None}),
    good("an empty description is not null", {"description": ""}),
    good("a description of 2,048 characters", {"description": "d" * 2048}),
    bad("a description of 2,049 characters", {"description": "d" * 2049}, {"description": "too_long"}),
    good("CRLF and CR become LF", {"description": "a\r\nb\rc\n"}, {"description": "a\nb\nc\n"}),
    good("CRLF counts as one character", {"description": "\r\n" * 2048}, {"description": "\n" * 2048}),
    good("a description is composed (NFC)", {"description": "Cafe\u0301"}, {"description": "Café"}),
    good("a description is not trimmed", {"description": "  a\t b \n"}),
    good("a description may hold U+202A", {"description": "a \u202a b"}),
    bad("a description has no U+202E", {"description": "a \u202e b"}, {"description": "invalid_character"}),
    bad("a description has no NUL", {"description": "a\0b"}, {"description": "invalid_character"}),
    bad("a description has no form feed", {"description": "a\x0cb"}, {"description": "invalid_character"}),
    bad("a description has no lone surrogate", {"description": "\udfff"}, {"description": "invalid_character"}),
    *one_each(("description",), 7, "wrong_type", "a number is no text"),
    *one_each(("description",), False, "wrong_type", "false is no text"),
]

METADATA = [
    good("no metadata", {}, {"metadata": {}}),
    good("null metadata is left out", {"metadata": None}, {"metadata": {}}),
    good("metadata of 16 pairs", {"metadata": {f"k{n}": "v" for n in range(16)}}),
    bad("metadata of 17 pairs", {"metadata": {f"k{n}": "v" for n in range(17)}}, {"metadata": "too_many"}),
    good("the longest key and value", {"metadata": {LONGEST_KEY: LONGEST_VALUE}}),
    bad("a key of 65 characters", {"metadata": {f"{LONGEST_KEY}k": "v"}}, {f"metadata.{LONGEST_KEY}k": "too_long"}),
    bad("an empty key", {"metadata": {"": "v"}}, {"metadata.": "too_short"}),
    good("an empty value", {"metadata": {"k": ""}}),
    bad("a value of 513 characters", {"metadata": {"k": f"{LONGEST_VALUE}v"}}, {"metadata.k": "too_long"}),
    good("a value is neither trimmed nor composed", {"metadata": {"k": " e\u0301\t\n "}}),
    good("line ends of keys and values become LF", {"metadata": {"a\r\nb": "c\rd"}}, {"metadata": {"a\nb": "c\nd"}}),
    bad("two keys that become one", {"metadata": {"a\rb": "1", "a\nb": "2"}}, {"metadata.a\nb": "duplicate"}),
    good("keys keep their order", {"metadata": {"b": "1", "a": "2"}}),
    bad("a value that is a number", {"metadata": {"k": 1}}, {"metadata.k": "wrong_type"}),
    bad("a value that is null", {"metadata": {"k": None}}, {"metadata.k": "wrong_type"}),
    bad("a value that is an object", {"metadata": {"k": {"a": "b"}}}, {"metadata.k": "wrong_type"}),
    bad("a key with a NUL", {"metadata": {"a\0": "v"}}, {"metadata.a\0": "invalid_character"}),
    bad("a key with an override", {"metadata": {"\u202ea": "v"}}, {"metadata.\u202ea": "invalid_character"}),
    bad("a value with a NUL", {"metadata": {"k": "\0"}}, {"metadata.k": "invalid_character"}),
    bad("two values are wrong", {"metadata": {"a": 1, "b": "ok", "c": []}},
        {"metadata.a": "wrong_type", "metadata.c": "wrong_type"}),
    *one_each(("metadata",), [["a", "b"]], "wrong_type", "a list is no object"),
    *one_each(("metadata",), "a", "wrong_type", "a text is no object"),
]  # fmt: skip

STATUS = [
    good("active and not the default", {}, {"is_active": True, "is_default": False}),
    good("null status is left out", {"is_active": None, "is_default": None}, {"is_active": True, "is_default": False}),
    good("inactive", {"is_active": False}),
    *one_each(("is_active", "is_default"), 1, "wrong_type", "1 is not true"),
    *one_each(("is_active", "is_default"), "true", "wrong_type", "a text is not true"),
    good("an admin sets the default", {"is_default": True}).by("admin"),
    good("an owner sets the default", {"is_default": True}).by("owner"),
    good("a member may say that it is not the default", {"is_default": False}),
    forbidden("a member sets the default", {"is_default": True}, "is_default"),
]

UNKNOWN = [
    bad("an unknown field", {"nmae": "x"}, {"nmae": "unknown_field"}),
    bad("an unknown field that is null", {"nmae": None}, {"nmae": "unknown_field"}),
    bad("an unknown field without a name", {"": 1}, {"": "unknown_field"}),
    bad("a field's name in capitals", {"Description": "x"}, {"Description": "unknown_field"}),
    bad("what only the answer has", {"id": "asst_x", "version": 1, "created_by": "usr_owner", "warnings": []},
        dict.fromkeys(("id", "version", "created_by", "warnings"), "unknown_field")),
    bad("a column's name", {"name_key": "x", "avatar": "avt_fox"},
        {"name_key": "unknown_field", "avatar": "unknown_field"}),
]  # fmt: skip

ROWS = [*NAME, *ORGANIZATION, *DESCRIPTION, *METADATA, *STATUS, *UNKNOWN]
