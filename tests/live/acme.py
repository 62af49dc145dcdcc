"""The organization in every live test's database: people with keys, things to name, and bodies of creates."""

from typing import Any

from assistants.choices import Scope

ORGANIZATION = "org_acme"
EVERY_SCOPE = [scope.value for scope in Scope]

ACME: dict[str, Any] = {
    "organization": {"id": ORGANIZATION, "name": "Acme"},
    "departments": [{"id": "dept_top", "name": "Top"}, {"id": "dept_claims", "name": "Claims", "parent": "dept_top"}],
    "roles": [{"id": "role_support", "name": "Support"}],
    "members": [
        {"id": "usr_ann", "email": "ann@example.com", "name": "Ann", "level": "owner"},
        {"id": "usr_ben", "email": "ben@example.com", "name": "Ben", "departments": ["dept_claims"]},
        {"id": "usr_cleo", "email": "cleo@example.com", "name": "Cleo", "roles": ["role_support"]},
    ],
    "vector_stores": [{"id": "vs_docs", "name": "Docs"}, {"id": "vs_faq", "name": "Questions"}],
    "rules": [{"id": "rule_tone", "name": "Tone", "content": "Be brief."}],
    "preset_prompts": [{"id": "prompt_sum", "name": "Sum up", "content": "Sum up:"}],
    "automations": [{"id": "auto_nightly", "name": "Nightly"}],
    "threads": [{"id": "thread_style", "name": "Style"}],
    "api_keys": [
        {"name": "ann", "member": "usr_ann", "scopes": EVERY_SCOPE},
        {"name": "ann again", "member": "usr_ann", "scopes": EVERY_SCOPE},
        {"name": "ben", "member": "usr_ben", "scopes": EVERY_SCOPE},
        {"name": "reader", "member": "usr_cleo", "scopes": [Scope.ASSISTANTS_READ.value]},
        {"name": "expired", "member": "usr_ann", "scopes": EVERY_SCOPE, "expires_at": "2020-01-01T00:00:00Z"},
    ],
}

SECRET = "a-token-of-the-tests"


def body(name: str, **fields: Any) -> dict[str, Any]:
    """The least that makes an assistant of Acme, and `fields`."""
    return {"name": name, "organization_id": ORGANIZATION, **fields}


def server(label: str, secret: str = SECRET) -> dict[str, Any]:
    """An MCP server with three secrets."""
    return {
        "type": "mcp",
        "server_label": label,
        "server_url": f"https://{label}.example.com/mcp",
        "authorization": secret,
        "headers": {"X-Tenant": secret, "X-Trace": secret},
    }


def full_body(name: str) -> dict[str, Any]:
    """An assistant with rows in every table that belongs to one; `rows.WHOLE` says how many."""
    return body(
        name,
        instructions="Answer from the documents. " * 40,
        vector_store_ids=["vs_docs", "vs_faq"],
        rule_ids=["rule_tone"],
        preset_prompts=["prompt_sum"],
        instructions_thread_id="thread_style",
        access_mode="organization",
        access_departments=["dept_top", "dept_claims"],
        access_users=["usr_ben"],
        editable_by_users=["usr_cleo"],
        visible_to_roles=["role_support"],
        tool_configurations={
            "system_tools": {"web_search": {"mode": "on", "sources": True}, "file_search": {"mode": "auto"}},
            "mcp_tools": [server("jira"), server("wiki"), server("mail")],
            "streamline_tools": ["auto_nightly"],
        },
    )
