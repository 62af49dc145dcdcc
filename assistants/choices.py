"""Every closed list of the page and the contract, once: the spec, the columns and the forms all read these."""

from enum import StrEnum


class IconType(StrEnum):
    AVATAR = "avatar"
    ICON = "icon"
    CUSTOM = "custom"


class MessageRole(StrEnum):
    SYSTEM = "system"
    DEVELOPER = "developer"
    USER = "user"
    ASSISTANT = "assistant"


class ImageDetail(StrEnum):
    AUTO = "auto"
    LOW = "low"
    HIGH = "high"


class ReasoningEffort(StrEnum):
    MINIMAL = "minimal"
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class ReasoningSummary(StrEnum):
    AUTO = "auto"
    CONCISE = "concise"
    DETAILED = "detailed"


class ServiceTier(StrEnum):
    AUTO = "auto"
    DEFAULT = "default"
    FLEX = "flex"
    PRIORITY = "priority"


class ContextStrategy(StrEnum):
    FULL = "full"
    OFF = "off"
    AUTO = "auto"
    SAVER = "saver"


class ToolMode(StrEnum):
    ON = "on"
    OFF = "off"
    AUTO = "auto"


class ImageProvider(StrEnum):
    OPENAI = "openai"
    CLIPDROP = "clipdrop"


class Approval(StrEnum):
    ALWAYS = "always"
    NEVER = "never"


class AccessMode(StrEnum):
    PRIVATE = "private"
    ORGANIZATION = "organization"
    PUBLIC = "public"


class OutputMode(StrEnum):
    TEXT = "text"
    JSON = "json"


class Verbosity(StrEnum):
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class SafetyLevel(StrEnum):
    OFF = "off"
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class AccessLevel(StrEnum):
    """What a person may do with an assistant, strongest first (contract, section 4)."""

    OWNER = "owner"
    EDIT = "edit"
    VIEW = "view"
    CHAT = "chat"


class MembershipLevel(StrEnum):
    OWNER = "owner"
    ADMIN = "admin"
    MEMBER = "member"


class SharingPolicy(StrEnum):
    """Who in an organization may share an assistant beyond named grants (contract, section 4)."""

    MEMBERS = "members"
    ADMINS = "admins"
    NOBODY = "nobody"


class Scope(StrEnum):
    ASSISTANTS_READ = "assistants:read"
    ASSISTANTS_WRITE = "assistants:write"
    ORGANIZATION_READ = "organization:read"


class CatalogueStatus(StrEnum):
    AVAILABLE = "available"
    DEPRECATED = "deprecated"
    RETIRED = "retired"


class Source(StrEnum):
    """The door through which a change came."""

    API = "api"
    WIZARD = "wizard"
    ADMIN = "admin"
    COMMAND = "command"
