"""The tables of our migrations, as SQLAlchemy's ORM maps them for the rival."""

from typing import Any

from sqlalchemy import Connection
from sqlalchemy.orm import registry

_mapper = registry()
_tables: dict[str, type] = {}


def _mapped(name: str, table: str) -> Any:
    """A class whose attributes are the table's columns, once `reflect` has read them."""
    _tables[table] = type(name, (), {})
    return _tables[table]


ApiKey = _mapped("ApiKey", "api_key")
User = _mapped("User", "user_account")
Membership = _mapped("Membership", "membership")
MembershipRoles = _mapped("MembershipRoles", "membership_roles")
RateLimit = _mapped("RateLimit", "rate_limit")
Department = _mapped("Department", "department")
Role = _mapped("Role", "role")
LanguageModel = _mapped("LanguageModel", "language_model")
Provider = _mapped("Provider", "provider")
VectorStore = _mapped("VectorStore", "vector_store")
ResourceAudience = _mapped("ResourceAudience", "resource_audience")
Assistant = _mapped("Assistant", "assistant")
AccessGrant = _mapped("AccessGrant", "access_grant")
Reference = _mapped("Reference", "assistant_reference")
SystemTool = _mapped("SystemTool", "system_tool")
McpServer = _mapped("McpServer", "mcp_server")
Secret = _mapped("Secret", "secret")
Version = _mapped("Version", "version")
AuditEvent = _mapped("AuditEvent", "audit_event")
Idempotency = _mapped("Idempotency", "idempotency_record")


def reflect(connection: Connection) -> None:
    """Read the tables from the database, and map the classes on them."""
    _mapper.metadata.reflect(connection, only=list(_tables))
    for name, mapped in _tables.items():
        _mapper.map_imperatively(mapped, _mapper.metadata.tables[name])


def columns_of(mapped: Any) -> set[str]:
    """The columns of a table."""
    return set(mapped.__mapper__.columns.keys())
