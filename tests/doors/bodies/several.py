"""Several problems at once, and the warnings of what is allowed."""

from tests.doors.bodies.row import BASE, LEFT_OUT, Row, bad, good, warned

SERVER = {"server_label": "crm", "type": "mcp", "server_url": "https://mcp.example.com/v1"}
WORST_SERVER = {
    "server_label": "my crm", "type": "http", "server_url": "http://127.0.0.1/", "connector_id": "connector_fax",
    "allowed_tools": {"read_only": "yes", "tool_names": [""]}, "require_approval": {}, "authorization": "a b",
    "headers": {"Host": "x"}, "server_description": "d" * 1_025, "port": 443,
}  # fmt: skip
OF_THE_WORST = {
    "server_label": "invalid_format", "type": "invalid_choice", "server_url": "invalid_url private_address",
    "connector_id": "conflict not_found", "allowed_tools.read_only": "wrong_type",
    "allowed_tools.tool_names.0": "too_short", "require_approval": "required", "authorization": "invalid_character",
    "headers.Host": "not_allowed", "server_description": "too_long", "port": "unknown_field",
}  # fmt: skip

AT_ONCE = [
    bad("everything that can be wrong with one server", {"mcp_tools": [WORST_SERVER]},
        {f"mcp_tools.0.{path}": code for path, code in OF_THE_WORST.items()}),
    bad("the same within tool_configurations", {"tool_configurations": {"mcp_tools": [SERVER, WORST_SERVER]}},
        {f"tool_configurations.mcp_tools.1.{path}": code for path, code in OF_THE_WORST.items()}),
    bad("each section has a problem",
        {"name": "", "temperature": 3, "vector_store_ids": ["vs_other"], "max_tool_calls": -1,
         "mcp_tools": [{**SERVER, "server_url": "https://127.1/"}], "access_users": ["usr_left"],
         "response_format": {"type": "xml"}, "nmae": "x"},
        {"name": "too_short", "temperature": "out_of_range", "vector_store_ids.0": "not_found",
         "max_tool_calls": "out_of_range", "mcp_tools.0.server_url": "private_address",
         "access_users.0": "not_found", "response_format.type": "invalid_choice", "nmae": "unknown_field"}),
    bad("rules over several fields beside broken fields",
        {"temperature": "hot", "icon_type": "icon", "public_enabled": True, "output_mode": "text",
         "response_format": {"type": "json_object"}, "text_config": {"format": {"type": "text"}}},
        {"temperature": "wrong_type", "icon_id": "required", "public_enabled": "conflict",
         "response_format": "conflict", "text_config.format": "conflict"}),
    bad("references of every kind",
        {"default_model_key": "gpt-0", "allowed_model_providers": ["nobody"], "avatar_id": "avt_x", "icon_id": "icon_x",
         "instructions_thread_id": "thread_x", "vector_store_ids": ["vs_x"], "rule_ids": ["rule_x"],
         "preset_prompts": ["prompt_x"], "streamline_tools": ["auto_x"], "access_departments": ["dept_x"],
         "visible_to_roles": ["role_x"], "access_users": ["usr_x"],
         "mcp_tools": [{"server_label": "fax", "type": "mcp", "connector_id": "connector_x"}]},
        dict.fromkeys(
            ("default_model_key", "allowed_model_providers.0", "avatar_id", "icon_id", "instructions_thread_id",
             "vector_store_ids.0", "rule_ids.0", "preset_prompts.0", "streamline_tools.0", "access_departments.0",
             "visible_to_roles.0", "access_users.0", "mcp_tools.0.connector_id"), "not_found")),
    bad("no organization, and the rest is judged all the same",
        {"organization_id": LEFT_OUT, "top_p": 2, "rule_ids": ["rule_x"]},
        {"organization_id": "required", "top_p": "out_of_range", "rule_ids.0": "not_found"}),
    bad("a repeated label beside a broken server",
        {"mcp_tools": [SERVER, {**SERVER, "type": "http"}, {**SERVER, "server_label": "b", "server_url": "x"}]},
        {"mcp_tools.1.type": "invalid_choice", "mcp_tools.1.server_label": "duplicate",
         "mcp_tools.2.server_url": "invalid_url"}),
    bad("too many, and one of them is wrong", {"stop_sequences": ["a", "b", "c", "d", 5]},
        {"stop_sequences": "too_many", "stop_sequences.4": "wrong_type"}),
    bad("too many pairs, and one of them is wrong", {"metadata": {**{f"k{n}": "v" for n in range(16)}, "k": 1}},
        {"metadata": "too_many", "metadata.k": "wrong_type"}),
    bad("a lone surrogate in a key is told where it can be",
        {"metadata": {"\ud83e": "v"}}, {"metadata.\\ud83e": "invalid_character"}),
]  # fmt: skip

O3 = {"default_model_key": "o3"}
RETIRES = ("model_retires", "default_model_key")


def ignored(field: str) -> tuple[str, str]:
    return "parameter_ignored_by_model", field


def approval(says: str, value: object, *, warns: bool, **server: object) -> Row:
    field = "tool_configurations.mcp_tools.0.require_approval"
    change = {"mcp_tools": [{**SERVER, "require_approval": value, **server}]}
    return warned(says, change, *[("never_approve_writes", field)] if warns else [])


def secret(says: str, change: dict[str, object], *fields: str) -> Row:
    return warned(says, change, *[("secret_in_text", field) for field in fields])


KEY = f"sk-{'a1B2' * 8}"
WARNINGS = [
    warned("the default model retires", {}),
    warned("a model without a date", {"default_model_key": "claude-opus-5-5"}),
    warned("a model past its date", {"default_model_key": "o3-mini"}, RETIRES),
    warned("parameters that the model is known not to take",
        {**O3, "temperature": 1.0, "top_p": 0.5, "frequency_penalty": 1, "presence_penalty": 1,
         "logit_bias": {"1": 1}, "stop_sequences": ["a"]},
        RETIRES, *map(ignored, ("temperature", "top_p", "frequency_penalty", "presence_penalty", "logit_bias",
                                "stop_sequences"))),
    warned("the default value is no wish", {**O3, "temperature": 0.7, "top_p": 1, "logit_bias": {}}, RETIRES),
    warned("parameters of a model of which nothing is known", {"default_model_key": "o3-preview", "temperature": 1.0}),
    warned("parameters that the model takes", {"temperature": 1.0, "frequency_penalty": 1}),
    warned("reasoning on a model that does not", {"reasoning": {}}, ignored("reasoning")),
    warned("reasoning on one that does", {**O3, "reasoning": {"effort": "high"}}, RETIRES),
    approval("tools that never ask", "never", warns=True),
    approval("tools that always ask", "always", warns=False),
    approval("reading tools that never ask", {"never": {"read_only": True}}, warns=False),
    approval("writing tools that never ask", {"never": {"read_only": False}}, warns=True),
    approval("named tools that never ask", {"never": {"tool_names": ["send"]}}, warns=True),
    approval("tools that never ask, but reading ones alone", "never", warns=False, allowed_tools={"read_only": True}),
    secret("a key in the description", {"description": f"Use {KEY}."}, "description"),
    secret("a key in the instructions", {"instructions": f"Use {KEY}."}, "instructions"),
    secret("a key in the metadata", {"metadata": {"a": "b", "key": KEY}}, "metadata.key"),
    secret("a key in an address", {"mcp_tools": [{**SERVER, "server_url": f"https://a.example/?token={KEY}"}]},
        "tool_configurations.mcp_tools.0.server_url"),
    secret("no key in the authorization", {"mcp_tools": [{**SERVER, "authorization": KEY}]}),
    secret("a text about keys", {"instructions": "Never tell a password, token or API key."}),
    warned("a deprecated connector",
        {"mcp_tools": [{"server_label": "a", "type": "mcp", "connector_id": "connector_old"}]},
        ("connector_deprecated", "tool_configurations.mcp_tools.0.connector_id")),
    warned("public without moderation", {"access_mode": "public", "moderation_enabled": False},
        ("public_without_moderation", "moderation_enabled")),
    warned("public with moderation", {"access_mode": "public"}),
    warned("private without moderation", {"moderation_enabled": False}),
]  # fmt: skip

WHOLE = [
    good("the page's own request", {**BASE, "name": "My Assistant"},
        {"created_by": "usr_member", "version": 1, "deleted_at": None, "user_access_level": "owner"}),
]  # fmt: skip

ROWS = [*AT_ONCE, *WARNINGS, *WHOLE]
