"""The organization of the benchmark, and what is created in it."""

import json
from typing import Any

from assistants.choices import Scope

ORGANIZATION = "org_crowd"
CREATOR = "usr_0"
VECTOR_STORES = [f"vs_{number}" for number in range(5)]

# Stands in a request where each one differs: 32 hexadecimal digits, as ids have them.
MARK = "0" * 32


def organization(*, members: int, keys: int = 1) -> dict[str, Any]:
    """What `provision` makes: a crowd in departments three deep and in roles; the creator is a member like others."""
    departments = [
        {"id": f"dept_{number}", "name": f"Department {number}", "parent": f"dept_{number // 10}" if number else None}
        for number in range(100)
    ]
    people = [
        {
            "id": f"usr_{number}",
            "email": f"person{number}@example.com",
            "name": f"Person {number}",
            "departments": [f"dept_{number % 100}"],
            "roles": [f"role_{number % 30}"],
        }
        for number in range(members)
    ]
    people[0] |= {"departments": ["dept_99"], "roles": ["role_1", "role_2"]}
    return {
        "organization": {"id": ORGANIZATION, "name": "Crowd", "organization_sharing": "members"},
        "departments": departments,
        "roles": [{"id": f"role_{number}", "name": f"Role {number}"} for number in range(30)],
        "members": people,
        "vector_stores": [
            {"id": VECTOR_STORES[0], "name": "Restricted", "roles": ["role_1"]},
            *({"id": name, "name": name} for name in VECTOR_STORES[1:]),
        ],
        "api_keys": [
            {"name": f"client {number}", "member": CREATOR, "scopes": [scope.value for scope in Scope]}
            for number in range(keys)
        ],
    }


def full_body(grants: int = 10) -> dict[str, Any]:
    """About 6 kB: 6 system tools, 3 MCP servers with secrets, 5 vector stores, 2 schemas, and so many grants."""
    return {
        "name": f"Claims helper {MARK}",
        "organization_id": ORGANIZATION,
        "description": "Answers questions of the claims department from its own documents.",
        "instructions": "Answer from the documents, name the paragraph, and say so when they are silent. " * 36,
        "default_model_key": "gpt-4o",
        "allowed_model_providers": ["openai", "anthropic"],
        "temperature": 0.2,
        "max_completion_tokens": 2048,
        "metadata": {"team": "claims", "cost_center": "4711"},
        "vector_store_ids": VECTOR_STORES,
        "tool_configurations": {
            "system_tools": {
                "web_search": {"mode": "on", "sources": True},
                "code_interpreter": {"mode": "auto", "outputs": True},
                "file_search": {"mode": "on", "results": True},
                "computer_use_preview": {"mode": "off"},
                "image_generation": {"mode": "auto", "provider": "openai"},
                "file_retrieval": {"mode": "auto"},
            },
            "mcp_tools": [_server(label) for label in ("crm", "wiki", "mail")],
        },
        "access_mode": "organization",
        **_grants(grants),
        "response_format": {"type": "json_object"},
        "json_schemas": [_schema("claim"), _schema("letter")],
    }


def encoded(grants: int = 10) -> bytes:
    """The body as it is sent."""
    return json.dumps(full_body(grants)).encode()


def _grants(number: int) -> dict[str, list[str]]:
    """So many grants in all, over the six lists; a person, role or department may stand in several of them."""
    shares = {
        "access_users": ("usr", 5),
        "editable_by_users": ("usr", 5),
        "visible_in_chat_to_users": ("usr", 5),
        "access_departments": ("dept", 2),
        "editable_by_roles": ("role", 1),
        "visible_to_roles": ("role", 1),
    }
    if not number:
        return {}
    # The remainder goes to the people: there are enough of them.
    counts = {field: max(1, number * share // 20) for field, (_, share) in shares.items()}
    counts["access_users"] += number - sum(counts.values())
    return {field: [f"{shares[field][0]}_{place}" for place in range(count)] for field, count in counts.items()}


def _server(label: str) -> dict[str, Any]:
    return {
        "type": "mcp",
        "server_label": label,
        "server_url": f"https://{label}.example.com/mcp",
        "server_description": f"What the company keeps in its {label}.",
        "authorization": f"a-token-of-the-benchmark-for-{label}-0123456789",
        "headers": {"X-Tenant": "claims", "X-Signature": f"{label}-0123456789abcdef"},
        "allowed_tools": {"tool_names": ["search", "read", "write"], "read_only": True},
        "require_approval": {"never": {"tool_names": ["search", "read"]}},
    }


def _schema(name: str) -> dict[str, Any]:
    properties = {f"{name}_{part}": {"type": "string", "maxLength": 200} for part in ("id", "title", "text", "author")}
    schema = {"type": "object", "properties": properties, "required": [f"{name}_id"], "additionalProperties": False}
    return {"name": name, "schema": schema, "strict": True}
