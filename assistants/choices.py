"""Every closed list of the page and the contract, once: the spec, the columns and the forms all read these."""

from enum import StrEnum


class IconType(StrEnum):
    """Which picture stands for the assistant."""

    AVATAR = "avatar"
    ICON = "icon"
    CUSTOM = "custom"


class MessageRole(StrEnum):
    """Who speaks."""

    SYSTEM = "system"
    DEVELOPER = "developer"
    USER = "user"
    ASSISTANT = "assistant"


class ImageDetail(StrEnum):
    """How closely a picture is looked at."""

    AUTO = "auto"
    LOW = "low"
    HIGH = "high"


class ReasoningEffort(StrEnum):
    """How hard a reasoning model thinks."""

    MINIMAL = "minimal"
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class ReasoningSummary(StrEnum):
    """What of the reasoning is told."""

    AUTO = "auto"
    CONCISE = "concise"
    DETAILED = "detailed"


class ServiceTier(StrEnum):
    """How requests are queued."""

    AUTO = "auto"
    DEFAULT = "default"
    FLEX = "flex"
    PRIORITY = "priority"


class ContextStrategy(StrEnum):
    """How the context of a thread is managed."""

    FULL = "full"
    OFF = "off"
    AUTO = "auto"
    SAVER = "saver"


class ToolMode(StrEnum):
    """Whether a built-in tool is used."""

    ON = "on"
    OFF = "off"
    AUTO = "auto"


class ImageProvider(StrEnum):
    """Who makes pictures."""

    OPENAI = "openai"
    CLIPDROP = "clipdrop"


class Approval(StrEnum):
    """Whether a tool asks before it runs."""

    ALWAYS = "always"
    NEVER = "never"


class AccessMode(StrEnum):
    """Who may see the assistant, besides those who are named."""

    PRIVATE = "private"
    ORGANIZATION = "organization"
    PUBLIC = "public"


class OutputMode(StrEnum):
    """The form of responses."""

    TEXT = "text"
    JSON = "json"


class Verbosity(StrEnum):
    """How long texts run."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class SafetyLevel(StrEnum):
    """How strictly responses are filtered."""

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
    """What a member is in the organization."""

    OWNER = "owner"
    ADMIN = "admin"
    MEMBER = "member"

    @property
    def manages(self) -> bool:
        """Whether it manages the organization, and so all of its assistants."""
        return self in (MembershipLevel.OWNER, MembershipLevel.ADMIN)


class SharingPolicy(StrEnum):
    """Who in an organization may share an assistant beyond named grants (contract, section 4)."""

    MEMBERS = "members"
    ADMINS = "admins"
    NOBODY = "nobody"


class Scope(StrEnum):
    """What an API key may be used for."""

    ASSISTANTS_READ = "assistants:read"
    ASSISTANTS_WRITE = "assistants:write"
    ORGANIZATION_READ = "organization:read"


class SortBy(StrEnum):
    """The order in which assistants are listed."""

    NAME = "name"
    CREATED_AT = "created_at"
    UPDATED_AT = "updated_at"


class SortOrder(StrEnum):
    """Whether a list rises or falls."""

    ASC = "asc"
    DESC = "desc"


class FieldSet(StrEnum):
    """How much of each assistant a list shows."""

    SUMMARY = "summary"
    STANDARD = "standard"
    FULL = "full"


class SeveralAction(StrEnum):
    """What can be done with several assistants at once."""

    DEACTIVATE = "deactivate"
    ACTIVATE = "activate"
    DELETE = "delete"
    PRIVATE = "private"
    ORGANIZATION = "organization"
    PUBLIC = "public"


class CatalogueStatus(StrEnum):
    """Whether an entry of the catalogue may be named."""

    AVAILABLE = "available"
    DEPRECATED = "deprecated"
    RETIRED = "retired"


class Theme(StrEnum):
    """How the pages look; `auto` is as the person's system does."""

    AUTO = "auto"
    LIGHT = "light"
    DARK = "dark"


class Source(StrEnum):
    """The door through which a change came."""

    API = "api"
    WIZARD = "wizard"
    ADMIN = "admin"
    COMMAND = "command"


class WarningCode(StrEnum):
    """What is worth a look though it is legal (contract, section 5)."""

    MODEL_RETIRES = "model_retires"
    PARAMETER_IGNORED_BY_MODEL = "parameter_ignored_by_model"
    NEVER_APPROVE_WRITES = "never_approve_writes"
    SECRET_IN_TEXT = "secret_in_text"  # noqa: S105 - a code of the contract, not a secret
    CONNECTOR_DEPRECATED = "connector_deprecated"
    PUBLIC_WITHOUT_MODERATION = "public_without_moderation"
    STALE_REFERENCE = "stale_reference"
    SERVERS_NOT_COPIED = "servers_not_copied"
