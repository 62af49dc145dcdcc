"""The tables, a file a noun."""

from assistants.models.access_grant import AccessGrant
from assistants.models.api_key import ApiKey
from assistants.models.assistant import Assistant
from assistants.models.assistant_search import AssistantSearch
from assistants.models.audit_event import AuditEvent
from assistants.models.automation import Automation
from assistants.models.avatar import Avatar
from assistants.models.connector import Connector
from assistants.models.department import Department
from assistants.models.draft import Draft
from assistants.models.icon import Icon
from assistants.models.idempotency import IdempotencyRecord
from assistants.models.language_model import LanguageModel
from assistants.models.mcp_server import McpServer
from assistants.models.membership import Membership
from assistants.models.organization import Organization
from assistants.models.preset_prompt import PresetPrompt
from assistants.models.probe_limit import ProbeLimit
from assistants.models.provider import Provider
from assistants.models.rate_limit import RateLimit
from assistants.models.reference import Reference
from assistants.models.resource import Resource, ResourceAudience
from assistants.models.role import Role
from assistants.models.rule import Rule
from assistants.models.secret import Secret
from assistants.models.system_tool import SystemTool
from assistants.models.thread import Thread
from assistants.models.user import User
from assistants.models.vector_store import VectorStore
from assistants.models.version import Version

__all__ = [
    "AccessGrant",
    "ApiKey",
    "Assistant",
    "AssistantSearch",
    "AuditEvent",
    "Automation",
    "Avatar",
    "Connector",
    "Department",
    "Draft",
    "Icon",
    "IdempotencyRecord",
    "LanguageModel",
    "McpServer",
    "Membership",
    "Organization",
    "PresetPrompt",
    "ProbeLimit",
    "Provider",
    "RateLimit",
    "Reference",
    "Resource",
    "ResourceAudience",
    "Role",
    "Rule",
    "Secret",
    "SystemTool",
    "Thread",
    "User",
    "VectorStore",
    "Version",
]
