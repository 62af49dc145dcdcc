import pytest

from tests.api.client import ApiClient
from tests.doors.bodies.row import BASE

pytestmark = pytest.mark.django_db

SERVER = {
    "server_label": "crm", "type": "mcp", "server_url": "https://mcp.example.com/v1", "connector_id": None,
    "allowed_tools": {"read_only": True, "tool_names": ["find"]}, "authorization": "token", "headers": {"X-A": "1"},
    "require_approval": {"always": {"tool_names": ["send"]}, "never": {"read_only": True}}, "server_description": "CRM",
}  # fmt: skip

# Every field name of the page "POST /v1/assistants - Create a new AI assistant", in its order, with a value.
PAGE = {
    "name": "My Assistant",
    "organization_id": "org_home",
    "description": "A helpful assistant",
    "default_model_key": "gpt-4o",
    "allowed_model_providers": ["openai", "anthropic", "aitronos"],
    "instructions": "You are a helpful assistant.",
    "vector_store_ids": ["vs_a"],
    "access_mode": "private",
    "access_departments": ["dept_claims"],
    "access_users": ["usr_0"],
    "editable_by_users": ["usr_1"],
    "editable_by_roles": ["role_0"],
    "visible_to_roles": ["role_1"],
    "visible_in_chat_to_users": ["usr_2"],
    "temperature": 0.7,
    "max_completion_tokens": 1_000,
    "context_window": 100_000,
    "frequency_penalty": 0.5,
    "presence_penalty": -0.5,
    "is_active": True,
    "is_default": False,
    "api_enabled": True,
    "public_enabled": False,
    "memory_enabled": True,
    "moderation_enabled": True,
    "streaming": True,
    "output_mode": "json",
    "response_format": {"type": "json_object"},
    "json_schemas": [{"name": "answer", "schema": {"type": "object"}, "description": None, "strict": None}],
    "safety_level": "high",
    "preset_prompts": ["prompt_a"],
    "rule_ids": ["rule_a"],
    "icon_type": "icon",
    "icon_id": "icon_chat",
    "icon_data": None,
    "logit_bias": {"50256": -100.0},
    "seed": 42,
    "stop_sequences": ["END"],
    "instructions_thread_id": "thread_a",
    "avatar_id": "avt_fox",
    "tool_configurations": {
        "system_tools": {
            "web_search": {"mode": "on", "sources": True},
            "code_interpreter": {"mode": "off", "outputs": True},
            "file_search": {"mode": "auto", "results": True},
            "computer_use_preview": {"mode": "on", "imageUrl": True},
            "image_generation": {"mode": "off", "provider": "clipdrop"},
            "file_retrieval": {"mode": "auto"},
        },
        "mcp_tools": [SERVER],
        "streamline_tools": ["auto_a"],
    },
    "system_message": [{"role": "system", "content": "Be kind."}],
    "context_strategy": "auto",
    "max_tool_calls": 10,
    "parallel_tool_calls": False,
    "reasoning": {"effort": "medium", "summary": "auto"},
    "service_tier": "auto",
    "store_responses": True,
    "text_config": {"format": {"type": "json_object"}, "verbosity": "low"},
    "top_logprobs": 5,
    "top_p": 1.0,
    "truncation": True,
    "metadata": {"team": "claims"},
}
# What the page's own response shows besides.
OF_THE_RESPONSE = {"id", "created_by", "created_at", "updated_at", "deleted_at"}


def test_every_field_of_the_page_is_accepted_and_shown(keys: dict[str, str]) -> None:
    answer = ApiClient(keys["member"]).post("/v1/assistants", PAGE)
    assert answer.status == 201, answer.json
    made = answer.json
    assert made.keys() >= PAGE.keys() | OF_THE_RESPONSE
    server = made["tool_configurations"]["mcp_tools"][0]
    assert server.keys() == SERVER.keys()
    server |= {"authorization": "token", "headers": {"X-A": "1"}}
    assert {name: made[name] for name in PAGE} == PAGE


def test_the_page_s_own_request_gets_the_page_s_own_response(keys: dict[str, str]) -> None:
    answer = ApiClient(keys["member"]).post("/v1/assistants", {**BASE, "name": "My Assistant"})
    assert answer.status == 201
    shown = {"default_model_key": "gpt-4o", "tool_configurations": None, "is_active": True, "access_mode": "private",
             "temperature": 0.7, "streaming": True, "store_responses": True, "deleted_at": None}  # fmt: skip
    assert {name: answer.json[name] for name in shown} == shown
    assert isinstance(answer.json["created_at"], int)
    assert answer.json["id"].startswith("asst_")


@pytest.mark.parametrize(("secret", "last4"), [("a" * 12 + "9f2c", "9f2c"), ("a" * 11 + "9f2c", None), ("x", None)])
def test_of_a_secret_the_answer_tells_that_it_is_set_and_its_end_if_it_is_long(
    secret: str, last4: str | None, keys: dict[str, str]
) -> None:
    sent = {**SERVER, "authorization": secret, "headers": {"X-B": secret, "X-A": "y"}}
    made = ApiClient(keys["member"]).post("/v1/assistants", {**BASE, "mcp_tools": [sent]}).json
    server = made["tool_configurations"]["mcp_tools"][0]
    shown = {"set": True, "last4": last4, "updated_at": made["created_at"]}
    assert server["authorization"] == shown
    assert server["headers"] == {"X-B": shown, "X-A": {**shown, "last4": None}}
    assert list(server["headers"]) == ["X-B", "X-A"]


def test_two_assistants_share_no_id_and_the_second_default_clears_the_first(keys: dict[str, str]) -> None:
    client = ApiClient(keys["admin"])
    first = client.post("/v1/assistants", {**BASE, "name": "First", "is_default": True})
    second = client.post("/v1/assistants", {**BASE, "name": "Second", "is_default": True})
    assert first.json["id"] != second.json["id"]
    cleared = client.get(first.headers["Location"])
    assert (cleared.json["is_default"], cleared.json["version"]) == (False, 2)
    assert client.get(second.headers["Location"]).json["is_default"] is True
