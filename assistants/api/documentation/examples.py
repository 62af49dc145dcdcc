"""Requests that can be sent as they stand, to the demo organization; a test sends each."""

from datetime import UTC, datetime
from typing import Any

from assistants.choices import AccessLevel
from assistants.models import Assistant
from assistants.named import Found, Kind
from assistants.queries.record import Record, answer_of, record_of
from assistants.services.assistant.rows import rows_of
from assistants.spec import AssistantSpec

MINIMAL: dict[str, Any] = {"name": "My Assistant", "organization_id": "org_abc123"}

_VERDICT: dict[str, Any] = {
    "name": "verdict",
    "description": "Whether a claim is covered, and why.",
    "schema": {
        "type": "object",
        "properties": {"covered": {"type": "boolean"}, "reasons": {"type": "array", "items": {"type": "string"}}},
        "required": ["covered", "reasons"],
        "additionalProperties": False,
    },
    "strict": True,
}
_VERDICT_FORMAT = {"type": "json_schema", "json_schema": _VERDICT}

# A single transparent pixel.
_PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="

_SERVERS: list[dict[str, Any]] = [
    {
        "server_label": "crm",
        "type": "mcp",
        "server_url": "https://mcp.example.com/v1",
        "server_description": "Policies and policy holders.",
        "allowed_tools": ["find_policy", "find_person", "write_note"],
        "require_approval": {"never": {"tool_names": ["find_policy", "find_person"]}, "always": {"read_only": False}},
        "authorization": "an-access-token-of-the-crm",
        "headers": {"X-Tenant": "acme"},
    },
    {
        "server_label": "mail",
        "type": "mcp",
        "connector_id": "connector_gmail",
        "allowed_tools": {"read_only": True},
        "authorization": "an-access-token-of-the-mail",
    },
]

FULL: dict[str, Any] = {
    "name": "Claims assistant",
    "organization_id": "org_abc123",
    "description": "Answers questions about open claims.",
    "icon_type": "avatar",
    "avatar_id": "avt_fox",
    "icon_id": "icon_chat",
    "icon_data": _PIXEL,
    "metadata": {"team": "claims", "cost_center": "4711"},
    "is_active": True,
    "is_default": True,
    "default_model_key": "gpt-4o",
    "allowed_model_providers": ["openai", "anthropic", "aitronos"],
    "instructions": "You are a helpful assistant.",
    "instructions_thread_id": "thread_handbook",
    "system_message": [
        {"role": "system", "content": "Answer in one paragraph."},
        {
            "role": "user",
            "content": [
                {"type": "input_text", "text": "What does this form ask for?"},
                {"type": "input_image", "image_url": "https://example.com/form.png", "detail": "high"},
                {"type": "input_file", "file_id": "file_terms", "filename": "terms.pdf"},
            ],
        },
        {"role": "user", "texts": ["And this one?"], "images": ["https://example.com/other.png"], "files": []},
    ],
    "temperature": 0.2,
    "top_p": 0.9,
    "frequency_penalty": 0.5,
    "presence_penalty": -0.5,
    "max_completion_tokens": 1024,
    "context_window": 32000,
    "seed": 42,
    "stop_sequences": ["END", "\n\n"],
    "logit_bias": {"50256": -100},
    "top_logprobs": 5,
    "reasoning": {"effort": "high", "summary": "concise"},
    "service_tier": "flex",
    "vector_store_ids": ["vs_handbook"],
    "rule_ids": ["rule_tone", "rule_no_advice"],
    "preset_prompts": ["prompt_summary", "prompt_letter"],
    "memory_enabled": True,
    "context_strategy": "saver",
    "truncation": True,
    "tool_configurations": {
        "system_tools": {
            "web_search": {"mode": "on", "sources": True},
            "code_interpreter": {"mode": "auto", "outputs": True},
            "file_search": {"mode": "on", "results": True},
            "computer_use_preview": {"mode": "off", "imageUrl": False},
            "image_generation": {"mode": "auto", "provider": "clipdrop"},
            "file_retrieval": {"mode": "auto"},
        },
        "mcp_tools": _SERVERS,
        "streamline_tools": ["auto_nightly"],
    },
    "max_tool_calls": 20,
    "parallel_tool_calls": True,
    "access_mode": "public",
    "access_departments": ["dept_claims"],
    "access_users": ["usr_chloe"],
    "editable_by_users": ["usr_ben"],
    "editable_by_roles": ["role_builders"],
    "visible_to_roles": ["role_support"],
    "visible_in_chat_to_users": ["usr_dev"],
    "api_enabled": True,
    "public_enabled": True,
    "output_mode": "json",
    "response_format": _VERDICT_FORMAT,
    "json_schemas": [_VERDICT],
    "text_config": {"format": _VERDICT_FORMAT, "verbosity": "low"},
    "streaming": False,
    "store_responses": False,
    "moderation_enabled": True,
    "safety_level": "high",
}

WITH_SERVERS: dict[str, Any] = MINIMAL | {
    "name": "Assistant with MCP servers",
    "tool_configurations": {"mcp_tools": _SERVERS},
}
WITH_STRUCTURED_OUTPUT: dict[str, Any] = MINIMAL | {
    "name": "Assistant that answers in JSON",
    "instructions": "Say whether the claim is covered, and why.",
    "response_format": _VERDICT_FORMAT,
}

REQUESTS: dict[str, Any] = {
    "minimal": {"summary": "The least that there is to say", "value": MINIMAL},
    "full": {"summary": "Every field", "value": FULL},
    "mcp": {"summary": "Remote tools by MCP: a server of one's own, and a connector", "value": WITH_SERVERS},
    "structured": {"summary": "Structured output by a JSON Schema", "value": WITH_STRUCTURED_OUTPUT},
}


def answer() -> Record:
    """What the minimal request is answered, made by the code that answers it."""
    spec = AssistantSpec.model_validate(MINIMAL)
    made_at = datetime(2024, 11, 11, 9, 50, tzinfo=UTC)
    rows = rows_of(spec, Assistant(id="asst_abc123", created_by_id="usr_abc123", created_at=made_at), made_at)
    found = Found(ids={Kind.LANGUAGE_MODEL: frozenset({spec.default_model_key})}, models={}, connectors={})
    return answer_of(record_of(rows), found, AccessLevel.OWNER)


def answered(*models: str) -> dict[str, Any]:
    """The content of an answer that one of the models describes, with the answer to the minimal request."""
    references = [{"$ref": f"#/components/schemas/{model}"} for model in models]
    example = {"summary": "The answer to the minimal request", "value": answer()}
    schema = references[0] if len(references) == 1 else {"oneOf": references}
    return {"application/json": {"schema": schema, "examples": {"minimal": example}}}
