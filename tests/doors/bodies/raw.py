"""What only the API can be sent: bytes that are no JSON object, and requests that fail before their body counts."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.doors.bodies.row import BASE

JSON = "application/json"
LIMIT = 4 * 1024 * 1024
WHOLE = json.dumps(BASE).encode()
FOREIGN = json.dumps({**BASE, "organization_id": "org_other"}).encode()
TOO_LARGE = WHOLE + b" " * LIMIT


@dataclass(frozen=True)
class Request:
    """A request as it is on the wire, by whose key (None: without a key), and the status and code of its answer."""

    says: str
    status: int
    code: str = ""
    body: bytes = WHOLE
    headers: Mapping[str, str] = field(default_factory=dict)
    key: str | None = "member"
    method: str = "POST"
    path: str = "/v1/assistants"
    writes_left: int = 60


def malformed(says: str, body: bytes) -> Request:
    return Request(says, 400, "MALFORMED_JSON", body)


def of_type(content_type: str, status: int) -> Request:
    code = "" if status == 201 else "UNSUPPORTED_MEDIA_TYPE"
    return Request(f"the content type {content_type!r}", status, code, headers={"Content-Type": content_type})


def with_field(text: str) -> bytes:
    """The smallest body and one more field, as it is written."""
    return WHOLE[:-1] + f", {text}}}".encode()


def deep(levels: int) -> bytes:
    """A whole body of so many levels: a schema stands on the fourth."""
    schema: dict[str, Any] = {}
    for _ in range(levels - 4):
        schema = {"not": schema}
    return json.dumps({**BASE, "json_schemas": [{"name": "deep", "schema": schema}]}).encode()


NO_OBJECT = [
    *[malformed(f"{text!r} is no object", text.encode()) for text in ("null", "true", "1", '"name"', "[]", "[{}]")],
    Request("nothing at all", 400, "MALFORMED_JSON", b"", {"Content-Type": JSON}),
    malformed("blanks", b" \n\t "),
    *[
        malformed(f"no JSON: {text}", text.encode())
        for text in (
            "{", "}", "{}}", '{"name": }', '{"name": "x",}', "{'name': 'x'}", "{name: 1}", '{"name": "x" // why\n}',
            '{"name": 01}', '{"name": .5}', '{"name": +1}', '{"name": 0x10}', '{"name": True}', '{"name": "x}',
            '{"name": "\\x"}', '{"name": "\\u12"}', '{"name": "a\nb"}', '{"name": "a\0b"}', "name=x&organization_id=y",
            "<assistant/>", '{"name": undefined}', '{} {"name": "x"}',
        )
    ],
]  # fmt: skip

BYTES = [
    malformed("a byte that is no UTF-8", b'{"name": "\xff"}'),
    malformed("Latin-1", '{"name": "Café"}'.encode("latin-1")),
    malformed("half a character", b'{"name": "\xc3"}'),
    malformed("an overlong slash", b'{"name": "\xc0\xaf"}'),
    malformed("a surrogate in bytes", b'{"name": "\xed\xa0\xbd"}'),
    malformed("UTF-16", json.dumps(BASE).encode("utf-16")),
    malformed("UTF-32", json.dumps(BASE).encode("utf-32")),
    Request("blanks around the object", 201, body=b"\r\n\t " + WHOLE + b" \n"),
    Request("escapes of whole characters", 201, body=b'{"name": "\\ud83e\\udd8a", "organization_id": "org_home"}'),
]

NUMBERS = [
    *[malformed(f"the number {text[:9]}", with_field(f'"temperature": {text}'))
        for text in ("NaN", "Infinity", "-Infinity", "1e999", "-1e999", "1e309", "1" * 400, "-" + "9" * 5_000)],
    malformed("NaN in a schema", with_field('"json_schemas": [{"const": NaN}]')),
    malformed("1e999 in an unknown field", with_field('"x": [1e999]')),
    Request("a whole number beyond 64 bits", 422, "VALIDATION_ERROR", with_field('"seed": 9223372036854775808')),
    Request("a whole number of 300 digits", 422, "VALIDATION_ERROR", with_field(f'"seed": {"9" * 300}')),
    Request("the smallest double is not zero", 201, body=with_field('"temperature": 5e-324')),
]  # fmt: skip

KEYS = [
    malformed("a key twice", with_field('"name": "other"')),
    malformed("a key twice with the same value", with_field('"organization_id": "org_home"')),
    malformed("a key twice in two spellings", with_field('"\\u006eame": "other"')),
    malformed("a key twice within an object", with_field('"metadata": {"a": "1", "b": "2", "a": "1"}')),
    malformed("a key twice within a list", with_field('"mcp_tools": [{"type": "mcp", "type": "mcp"}]')),
    malformed("a key twice in a schema", with_field('"json_schemas": [{"properties": {"a": {}, "a": {}}}]')),
    malformed("an unknown key twice", with_field('"x": 1, "x": 1')),
]

DEPTH = [
    Request("32 levels", 201, body=deep(32)),
    malformed("33 levels", deep(33)),
    malformed("33 levels of lists", with_field(f'"x": {"[" * 32}{"]" * 32}')),
    malformed("100,000 levels of lists", with_field(f'"x": {"[" * 100_000}{"]" * 100_000}')),
    malformed("100,000 levels of objects", b'{"a":' * 100_000 + b"1" + b"}" * 100_000),
    malformed("100,000 levels that never end", b"[" * 100_000),
]

SIZE = [
    Request("4 MiB", 201, body=WHOLE + b" " * (LIMIT - len(WHOLE))),
    Request("4 MiB and a byte", 413, "PAYLOAD_TOO_LARGE", WHOLE + b" " * (LIMIT - len(WHOLE) + 1)),
]

TYPES = [
    *[of_type(name, 201) for name in (JSON, "Application/JSON", f"{JSON}; charset=utf-8", f"{JSON};charset=UTF-8")],
    *[of_type(name, 415) for name in (
        "text/plain", "text/json", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x",
        "application/xml", "application/merge-patch+json", "json",
        f"{JSON}; charset=latin-1", f"{JSON}; charset=utf-16",
    )],
]  # fmt: skip

ORDER = [
    Request("405 before 413 and 401", 405, "METHOD_NOT_ALLOWED", TOO_LARGE, method="PUT", key=None),
    Request("405 before 401", 405, "METHOD_NOT_ALLOWED", method="DELETE", key=None),
    Request("413 before 401", 413, "PAYLOAD_TOO_LARGE", TOO_LARGE, key=None),
    Request("413 before 415", 413, "PAYLOAD_TOO_LARGE", TOO_LARGE, {"Content-Type": "text/plain"}),
    Request("413 before 429", 413, "PAYLOAD_TOO_LARGE", TOO_LARGE, writes_left=0),
    Request("401 before 415 and 400", 401, "AUTHENTICATION_REQUIRED", b"{", {"Content-Type": "text/plain"}, key=None),
    Request("429 before 415 and 400", 429, "RATE_LIMITED", b"{", {"Content-Type": "text/plain"}, writes_left=0),
    Request("415 before 400", 415, "UNSUPPORTED_MEDIA_TYPE", b"{", {"Content-Type": "text/plain"}),
    Request("400 before the scope", 400, "MALFORMED_JSON", b"{", key="reader"),
    Request("the scope before the organization", 403, "INSUFFICIENT_PERMISSIONS", FOREIGN, key="reader"),
    Request("the scope before 422", 403, "INSUFFICIENT_PERMISSIONS", with_field('"x": 1'), key="reader"),
    Request("the organization before a right", 403, "ORGANIZATION_ACCESS_DENIED",
        b'{"name": "a", "organization_id": "org_other", "is_default": true}'),
    Request("a right before 422", 403, "INSUFFICIENT_PERMISSIONS", with_field('"is_default": true, "x": 1')),
    Request("the organization before the Idempotency-Key", 403, "ORGANIZATION_ACCESS_DENIED", FOREIGN,
        {"Idempotency-Key": "k" * 256}),
    Request("a right before the Idempotency-Key", 403, "INSUFFICIENT_PERMISSIONS", with_field('"is_default": true'),
        {"Idempotency-Key": ""}),
    Request("no such path", 404, "NOT_FOUND", path="/v1/assistant"),
]  # fmt: skip

REQUESTS = (*NO_OBJECT, *BYTES, *NUMBERS, *KEYS, *DEPTH, *SIZE, *TYPES, *ORDER)
