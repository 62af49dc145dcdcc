"""Identifiers: text with a prefix that says what it names, and a part that grows with time (contract, section 4)."""

from enum import StrEnum

import uuid_utils


class Prefix(StrEnum):
    """What an identifier names."""

    ASSISTANT = "asst"
    ORGANIZATION = "org"
    USER = "usr"
    DEPARTMENT = "dept"
    ROLE = "role"
    VECTOR_STORE = "vs"
    RULE = "rule"
    PRESET_PROMPT = "prompt"
    AUTOMATION = "auto"
    THREAD = "thread"
    AVATAR = "avt"
    ICON = "icon"
    MCP_SERVER = "mcp"
    API_KEY = "key"
    AUDIT_EVENT = "log"
    SECRET = "sec"  # noqa: S105 - a prefix, not a secret
    DRAFT = "draft"


def new_id(prefix: Prefix) -> str:
    """A fresh identifier, such as `asst_0192f0c1…`: 32 hexadecimal digits of a UUID of version 7 (RFC 9562)."""
    return f"{prefix}_{uuid_utils.uuid7().hex}"


def may_name(identifier: str) -> bool:
    """Whether the text can name anything: PostgreSQL does not look for a NUL but refuses the statement."""
    return "\0" not in identifier
