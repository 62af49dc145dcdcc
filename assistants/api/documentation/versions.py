"""What the document says of the operations on versions and the history."""

from typing import Any

from assistants.api.documentation import examples
from assistants.api.documentation.faults import reference
from assistants.api.documentation.headers import IDEMPOTENCY_KEY, IF_MATCH, headers
from assistants.api.query import parameters_of
from assistants.queries.page import Window

_RIGHTS = "It needs the access level view, and the key the scope assistants:read."
_MADE_AT, _CHANGED_AT, _BY = 1731318600, 1731322200, "usr_abc123"
_WINDOW: dict[str, Any] = {"limit": 50, "offset": 0, "has_more": False}
_OLD, _NEW = "Be brief.\nBe kind.\n", "Be brief.\nBe exact.\n"

# What is told of an assistant after the two requests of `EXAMPLE_CHANGES` on the minimal one.
EXAMPLE_CHANGES: list[dict[str, Any]] = [{"instructions": _OLD}, {"instructions": _NEW, "rule_ids": ["rule_tone"]}]
VERSIONS_ANSWER: dict[str, Any] = {
    "versions": [
        {"number": number, "created_at": at, "created_by": _BY, "source": "api", "changed_fields": fields}
        for number, at, fields in (
            (3, _CHANGED_AT, ["instructions", "rule_ids"]),
            (2, _CHANGED_AT, ["instructions"]),
            (1, _MADE_AT, []),
        )
    ],
    "total": 3,
    "pagination": {"total": 3, **_WINDOW},
}
DIFFERENCES_ANSWER: dict[str, Any] = {
    "from": 2,
    "to": 3,
    "changes": [
        {
            "field": "instructions",
            "difference": {
                "kind": "text",
                "unified_diff": "--- old\n+++ new\n@@ -1,2 +1,2 @@\n Be brief.\n-Be kind.\n+Be exact.\n",
            },
        },
        {
            "field": "rule_ids",
            "difference": {
                "kind": "list",
                "added": [{"position": 0, "value": "rule_tone"}],
                "removed": [],
                "moved": [],
                "changed": {},
            },
        },
    ],
}
HISTORY_ANSWER: dict[str, Any] = {
    "history": [
        {
            "id": f"log_{number}",
            "version": version,
            "action": action,
            "field": field,
            "old_value": old,
            "new_value": new,
            "changed_by": _BY,
            "changed_at": at,
            "source": "api",
        }
        for number, version, action, field, old, new, at in (
            (4, 3, "assistant.updated", "rule_ids", [], ["rule_tone"], _CHANGED_AT),
            (3, 3, "assistant.updated", "instructions", _OLD, _NEW, _CHANGED_AT),
            (2, 2, "assistant.updated", "instructions", None, _OLD, _CHANGED_AT),
            (1, 1, "assistant.created", None, None, None, _MADE_AT),
        )
    ],
    "total": 4,
    "pagination": {"total": 4, **_WINDOW},
}


def version_answer() -> dict[str, Any]:
    """What the first version of the minimal request's assistant is answered."""
    first: dict[str, Any] = VERSIONS_ANSWER["versions"][-1]
    return first | {"snapshot": {name: value for name, value in examples.answer().items() if name not in _OF_TODAY}}


_OF_TODAY = ("user_access_level", "warnings")


def _answer(description: str, model: str, example: Any) -> dict[int, Any]:
    schema = {"$ref": f"#/components/schemas/{model}"}
    content = {"application/json": {"schema": schema, "example": example}}
    return {200: {"description": description, "content": content}}


VERSIONS: dict[str, Any] = {
    "description": "Lists every version, each with who made it, when, from where, and which fields changed. " + _RIGHTS,
    "parameters": parameters_of(Window),
    "responses": _answer("One page of the versions.", "VersionsPage", VERSIONS_ANSWER),
}

VERSION: dict[str, Any] = {
    "description": (
        "Reads an assistant as it was in one version, as far as you may see it today. Of secrets it says that they "
        "were set. " + _RIGHTS
    ),
    "responses": _answer("The version with its snapshot.", "VersionAnswer", version_answer()),
}

DIFFERENCES: dict[str, Any] = {
    "description": (
        "Compares any two versions, in either direction: texts line by line, lists by element, objects by key. A "
        "picture stands as its size and digest. " + _RIGHTS
    ),
    "responses": _answer("Each field that differs.", "DifferencesAnswer", DIFFERENCES_ANSWER),
}

RESTORE_VERSION: dict[str, Any] = {
    "description": (
        "Makes the assistant what it was in a version, judged by today's rules, as a new version. Who reaches it "
        "(access_mode, the six lists, api_enabled, public_enabled), is_default and the secrets stay as they are today; "
        "an MCP server that has another address today, or none, comes back without secrets. It needs the access level "
        "edit, and the key the scope assistants:write."
    ),
    "parameters": [IDEMPOTENCY_KEY, IF_MATCH],
    "responses": {
        200: {
            "description": "The assistant as it is now.",
            "headers": headers("ETag", "Idempotent-Replayed"),
            "content": examples.answered("SeenAssistant"),
        },
        409: reference(409),
        412: reference(412),
        422: reference(422),
    },
}

HISTORY: dict[str, Any] = {
    "description": (
        "Tells every change, field by field: who, when, from where, the old and the new value. What gives access "
        "(access_mode, the six lists, created_by) is told to owners alone. Of a secret it is told that it was "
        "replaced. " + _RIGHTS
    ),
    "parameters": parameters_of(Window),
    "responses": _answer("One page of the history.", "HistoryPage", HISTORY_ANSWER),
}
