"""An assistant of Acme's with every field of the page set, each to something else than its default."""

from base64 import b64encode
from io import BytesIO
from typing import Any

from PIL import Image

from assistants.spec import AssistantSpec
from assistants.spec.assistant import NEST
from tests.live.acme import ACME, ORGANIZATION

# What names an assistant, and what tells when it was made.
_OWN = {"id", "name", "icon_url", "created_at", "updated_at"}


def _picture() -> str:
    file = BytesIO()
    Image.new("RGB", (8, 8), "teal").save(file, "PNG")
    return b64encode(file.getvalue()).decode()


_CRM: dict[str, Any] = {
    "server_label": "crm",
    "type": "mcp",
    "server_url": "https://mcp.example.com/v1",
    "server_description": "Our customers,\nand what they wrote.",
    "authorization": "the-token-of-the-crm-4f2a",
    "headers": {"X-Tenant": "tenant-acme-9f2c", "X-Trace": "on"},
    "allowed_tools": ["find", "append"],
    "require_approval": {"always": {"tool_names": ["append"]}, "never": {"read_only": True}},
}
_MAIL: dict[str, Any] = {
    "server_label": "mail",
    "type": "mcp",
    "connector_id": "connector_gmail",
    "allowed_tools": {"read_only": True, "tool_names": ["search"]},
    "require_approval": "never",
}
_SCHEMA = {"type": "object", "properties": {"score": {"type": "number"}}}
_ANSWER: dict[str, Any] = {"name": "answer", "schema": _SCHEMA, "description": "What it found.", "strict": True}

WHOLE: dict[str, Any] = {
    "name": "Claims assistant",
    "organization_id": ORGANIZATION,
    "description": "Answers questions about open claims.\nIn two languages.",
    "icon_type": "custom",
    "icon_id": "icon_umbrella",
    "icon_data": _picture(),
    "avatar_id": "avt_fox",
    "metadata": {"team": "claims", "cost centre": "4711"},
    "is_active": False,
    "is_default": True,
    "default_model_key": "gpt-4.1",
    "allowed_model_providers": ["mistral", "openai"],  # boxes are sent in the order of the page
    "instructions": "You are a helpful assistant.\n\nBe brief.",
    "instructions_thread_id": "thread_style",
    "system_message": [
        {"role": "system", "content": "Be kind."},
        {
            "role": "user",
            "content": [
                {"type": "input_text", "text": "Look at this:"},
                {"type": "input_image", "image_url": "https://example.com/plan.png", "detail": "high"},
                {"type": "input_file", "file_data": "aGVsbG8=", "filename": "note.txt"},
            ],
        },
    ],
    "temperature": 0.3,
    "top_p": 0.9,
    "frequency_penalty": 0.5,
    "presence_penalty": -0.5,
    "max_completion_tokens": 1_000,
    "context_window": 100_000,
    "seed": 42,
    "stop_sequences": ["END", "###"],
    "logit_bias": {"50256": -100.0, "11": 2.5},
    "top_logprobs": 5,
    "reasoning": {"effort": "medium", "summary": "concise"},
    "service_tier": "flex",
    "vector_store_ids": ["vs_docs", "vs_faq"],
    "rule_ids": ["rule_tone"],
    "preset_prompts": ["prompt_sum"],
    "memory_enabled": True,
    "context_strategy": "saver",
    "truncation": False,
    "max_tool_calls": 20,
    "parallel_tool_calls": True,
    "access_mode": "public",
    "access_departments": ["dept_claims"],
    "access_users": ["usr_ben"],
    "editable_by_users": ["usr_cleo"],
    "editable_by_roles": ["role_support"],
    "visible_to_roles": ["role_support"],
    "visible_in_chat_to_users": ["usr_ben", "usr_cleo"],
    "api_enabled": True,
    "public_enabled": True,
    "output_mode": "json",
    "response_format": {"type": "json_schema", "json_schema": _ANSWER},
    "json_schemas": [_ANSWER, {**_ANSWER, "name": "apology", "strict": False}],
    "text_config": {"format": {"type": "json_schema", "json_schema": _ANSWER}, "verbosity": "low"},
    "streaming": False,
    "store_responses": False,
    "moderation_enabled": False,
    "safety_level": "high",
    NEST: {
        "system_tools": {
            "web_search": {"mode": "on", "sources": True},
            "code_interpreter": {"mode": "off", "outputs": True},
            "file_search": {"mode": "auto", "results": True},
            "computer_use_preview": {"mode": "on", "imageUrl": True},
            "image_generation": {"mode": "off", "provider": "clipdrop"},
            "file_retrieval": {"mode": "auto"},
        },
        "mcp_tools": [_CRM, _MAIL],
        "streamline_tools": ["auto_nightly"],
    },
}

# By what people know the things that the request names by their ids.
NAMED: dict[str, str] = {
    thing["id"]: thing["name"]
    for things in ACME.values()
    if isinstance(things, list)
    for thing in things
    if "id" in thing
}


def unset(body: dict[str, Any]) -> set[str]:
    """The fields of the spec that a request leaves out, or has at their defaults."""
    flat = {name: value for name, value in body.items() if name != NEST} | body[NEST]
    fields = AssistantSpec.model_fields
    assert flat.keys() <= fields.keys()
    return {name for name, field in fields.items() if flat.get(name) in (None, field.default)}


def told(record: dict[str, Any]) -> dict[str, Any]:
    """An assistant as the API shows it, without what names it and without times."""
    for server in record[NEST]["mcp_tools"]:
        for secret in (server["authorization"], *server["headers"].values()):
            if secret:
                secret["updated_at"] = None
    return {name: value for name, value in record.items() if name not in _OWN}
