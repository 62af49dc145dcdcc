"""What the document says of the operations that change, delete, restore, duplicate and transfer an assistant."""

from typing import Any

from assistants.api.documentation import examples
from assistants.api.documentation.faults import reference
from assistants.api.documentation.headers import ETAG_IF_TOLD, IDEMPOTENCY_KEY, IF_MATCH, headers

_WRITE = "and the key the scope assistants:write."
_KEPT = {"set": True}

# Each can be sent to the assistant of `examples.WITH_SERVERS`.
CHANGES: dict[str, Any] = {
    "fields": {
        "summary": "Some fields; null sets a default",
        "value": {"name": "Claims assistant 2", "instructions": "Answer in two sentences.", "temperature": None},
    },
    "share": {
        "summary": "Who reaches it",
        "value": {"access_mode": "organization", "access_departments": [], "editable_by_roles": ["role_builders"]},
    },
    "tools": {
        "summary": "A built-in tool; MCP servers and automations stay",
        "value": {"tool_configurations": {"system_tools": {"web_search": {"mode": "on", "sources": True}}}},
    },
    "secrets": {
        "summary": "MCP servers: one secret kept, one replaced, one cleared; the mail server removed",
        "value": {
            "mcp_tools": [
                {
                    "server_label": "crm",
                    "type": "mcp",
                    "server_url": "https://mcp.example.com/v1",
                    "authorization": None,
                    "headers": {"X-Tenant": _KEPT, "X-Region": "eu"},
                }
            ]
        },
    },
    "address": {
        "summary": "Another address of an MCP server, with its secrets anew",
        "value": {
            "mcp_tools": [
                {
                    "server_label": "crm",
                    "type": "mcp",
                    "server_url": "https://mcp.example.com/v2",
                    "authorization": "another-access-token-of-the-crm",
                    "headers": {"X-Tenant": "acme"},
                }
            ]
        },
    },
}
TRANSFERS: dict[str, Any] = {
    "member": {"summary": "To another member", "value": {"created_by": "usr_ben"}},
    "back": {"summary": "To yourself", "value": {"created_by": "usr_abc123"}},
}


def _body(model: str, named: dict[str, Any]) -> dict[str, Any]:
    schema = {"$ref": f"#/components/schemas/{model}"}
    return {"required": True, "content": {"application/json": {"schema": schema, "examples": named}}}


UPDATE: dict[str, Any] = {
    "description": (
        "PUT and PATCH do the same. A field that is left out stays as it is, null sets its default, and a field that "
        "is given replaces the whole value; tool_configurations merges one level deep. What GET answers can be sent "
        "back, and changes nothing; what changes nothing makes no version. The whole must obey the rules of a create, "
        "but what is stored and stays is not judged for its existence again. It needs the access level edit; the six "
        "lists, access_mode, is_default, api_enabled and public_enabled need owner; " + _WRITE
    ),
    "parameters": [IF_MATCH],
    "requestBody": _body("AssistantChange", CHANGES),
    "responses": {
        200: {
            "description": "The assistant as it is now, as far as you may see it.",
            "headers": headers("ETag"),
            "content": examples.answered("SeenAssistant"),
        },
        409: reference(409),
        412: reference(412),
    },
}

DELETE: dict[str, Any] = {
    "description": (
        "Deletes an assistant, so that its name is free again. It can be restored; its secrets are destroyed after 30 "
        "days. It needs the access level owner, " + _WRITE
    ),
    "parameters": [IF_MATCH],
    "responses": {204: {"description": "It is deleted."}, 412: reference(412)},
}

RESTORE: dict[str, Any] = {
    "description": (
        "Brings a deleted assistant back, with everyone's access, but not as the default. If its name has been taken "
        "since, the answer is 409. It needs the access level owner, " + _WRITE
    ),
    "parameters": [IDEMPOTENCY_KEY],
    "responses": {
        200: {
            "description": "The assistant as it is now.",
            "headers": headers("ETag", "Idempotent-Replayed"),
            "content": examples.answered("Assistant"),
        },
        409: reference(409),
        422: reference(422),
    },
}

DUPLICATE: dict[str, Any] = {
    "description": (
        "Makes a copy named “<name> (copy)”, then “(copy 2)” and so on, that is yours: private, shared with nobody, "
        "not the default. It is judged like a create. Secrets are copied for the level owner alone; below edit, the "
        "MCP servers are left out, with the warning servers_not_copied. It needs the access level view, " + _WRITE
    ),
    "parameters": [IDEMPOTENCY_KEY],
    "responses": {
        201: {
            "description": "The copy, with every field.",
            "headers": headers("Location", "ETag", "Idempotent-Replayed"),
            "content": examples.answered("Assistant"),
        },
        409: reference(409),
        422: reference(422),
    },
}

TRANSFER: dict[str, Any] = {
    "description": (
        "Makes another active member the one who created the assistant, and so its owner. If you see it no more after "
        "that, the answer is its id alone. It needs the access level owner, " + _WRITE
    ),
    "parameters": [IDEMPOTENCY_KEY],
    "requestBody": _body("Transfer", TRANSFERS),
    "responses": {
        200: {
            "description": "The assistant as it is now, as far as you may see it.",
            "headers": {"ETag": ETAG_IF_TOLD} | headers("Idempotent-Replayed"),
            "content": examples.answered("SeenAssistant", "UnseenAssistant"),
        },
        409: reference(409),
    },
}
