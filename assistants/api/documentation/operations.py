"""What the document says of the operations on assistants, which read and answer JSON by themselves."""

from typing import Any

from assistants.api.documentation import examples
from assistants.api.documentation.faults import reference
from assistants.api.documentation.headers import ETAG_IF_TOLD, IDEMPOTENCY_KEY, headers

# django-ninja is told the status alone; what the answer holds stands below.
CREATED: dict[int, Any] = {201: None}
FOUND: dict[int, Any] = {200: None}
GONE: dict[int, Any] = {204: None}

CREATE: dict[str, Any] = {
    "description": (
        "Makes an assistant of the organization, exactly as asked, or answers everything that is wrong with the "
        "request. A field that is left out, or null, gets its default; a field that nobody knows is refused. Any "
        "active member may create; the key needs the scope assistants:write."
    ),
    "parameters": [IDEMPOTENCY_KEY],
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {
                "schema": {"$ref": "#/components/schemas/AssistantBody"},
                "examples": examples.REQUESTS,
            }
        },
    },
    "responses": {
        201: {
            "description": "The assistant, with every field.",
            "headers": headers("Location", "ETag", "Idempotent-Replayed"),
            "content": examples.answered("Assistant"),
            "links": {
                "get_assistant": {
                    "operationId": "get_assistant",
                    "parameters": {"assistant_id": "$response.body#/id"},
                    "description": "The assistant again.",
                }
            },
        },
        409: reference(409),
    },
}

GET: dict[str, Any] = {
    "description": (
        "Reads one assistant. What does not exist and what you may not see are answered alike. The key needs the scope "
        "assistants:read."
    ),
    "responses": {
        200: {
            "description": "The assistant, as far as you may see it.",
            "headers": {"ETag": ETAG_IF_TOLD},
            "content": examples.answered("SeenAssistant"),
        }
    },
}

_BYTES: dict[str, Any] = {"schema": {}}
_PICTURE_HEADERS: dict[str, Any] = {
    "Cache-Control": {"description": "A cache asks each time.", "required": True, "schema": {"type": "string"}},
    "ETag": {"description": "Names the picture.", "required": True, "schema": {"type": "string"}},
}

ICON: dict[str, Any] = {
    "responses": {
        200: {
            "description": "The picture: PNG if it is the assistant's own, SVG if it is of a library.",
            "headers": _PICTURE_HEADERS,
            "content": {"image/png": _BYTES, "image/svg+xml": _BYTES},
        },
        304: {"description": "The picture is the one that If-None-Match names.", "headers": _PICTURE_HEADERS},
    },
}
