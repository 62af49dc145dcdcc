"""The headers of requests and answers."""

from typing import Any

from assistants import limits

IDEMPOTENCY_KEY: dict[str, Any] = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": (
        "Carries the request out once, however often it is sent: a second one with the same key and the same body "
        f"gets the first one's answer for {limits.IDEMPOTENCY_HOURS} hours, with the header Idempotent-Replayed."
    ),
    "schema": {"type": "string", "minLength": 1, "maxLength": limits.IDEMPOTENCY_KEY_LENGTH},
    "example": "0f8fad5b-d9cb-469f-a165-70867728950e",
}

IF_MATCH: dict[str, Any] = {
    "name": "If-Match",
    "in": "header",
    "required": False,
    "description": (
        "The ETag that the change was made for: if the assistant has changed since, the answer is 412 and nothing is "
        "changed. Left out, or *, any version will do."
    ),
    "schema": {"type": "string"},
    "example": '"3"',
}

HEADERS: dict[str, Any] = {
    "X-Request-Id": {
        "description": "The request's id; errors hold it as `trace_id`.",
        "required": True,
        "schema": {"type": "string", "pattern": "^req_[0-9a-f]{32}$"},
    },
    "Cache-Control": {
        "description": "What a cache may do: nothing.",
        "required": True,
        "schema": {"const": "no-store"},
    },
    "Location": {
        "description": "Where the new assistant is.",
        "required": True,
        "schema": {"type": "string"},
        "example": "/v1/assistants/asst_abc123",
    },
    "ETag": {
        "description": "The version, as a strong validator.",
        "required": True,
        "schema": {"type": "string", "pattern": '^"[1-9][0-9]*"$'},
        "example": '"1"',
    },
    "Idempotent-Replayed": {
        "description": "There when this is the answer of an earlier request with the same Idempotency-Key.",
        "required": False,
        "schema": {"const": "true"},
    },
    "Retry-After": {
        "description": "After how many seconds to try again.",
        "required": True,
        "schema": {"type": "string", "pattern": "^[0-9]+$"},
        "example": "17",
    },
}

# Chat is told no version.
ETAG_IF_TOLD: dict[str, Any] = HEADERS["ETag"] | {
    "description": "The version, as a strong validator; absent where you may not see the version.",
    "required": False,
}


def headers(*names: str) -> dict[str, Any]:
    """The headers of an answer, by reference to the document's own list."""
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}
