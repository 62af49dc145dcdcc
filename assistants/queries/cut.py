"""A record cut to what a level may see (contract, section 4)."""

from urllib.parse import urlsplit

from assistants.choices import AccessLevel
from assistants.policy.access import GRANT_FIELDS
from assistants.queries.record import Record
from assistants.spec.assistant import NEST

# What chat shows; every other key is absent.
CHAT_FIELDS = (
    "id",
    "organization_id",
    "name",
    "description",
    "icon_type",
    "icon_url",
    "preset_prompts",
    "user_access_level",
)


def cut(record: Record, level: AccessLevel) -> Record:
    """The part of a record that a caller of this level sees."""
    match level:
        case AccessLevel.OWNER:
            return record
        case AccessLevel.CHAT:
            return {field: record[field] for field in CHAT_FIELDS if field in record}
    shared = {field: value for field, value in record.items() if field not in GRANT_FIELDS}
    if "warnings" in shared:
        shared["warnings"] = [warning for warning in shared["warnings"] if not _is_of_a_list(warning["field"])]
    if level == AccessLevel.VIEW and (tools := shared.get(NEST)):
        shared[NEST] = tools | {"mcp_tools": [_for_viewers(server) for server in tools["mcp_tools"]]}
    return shared


def _is_of_a_list(field: str) -> bool:
    return field.partition(".")[0] in GRANT_FIELDS


def _for_viewers(server: Record) -> Record:
    return server | {
        "server_url": _scheme_and_host(server["server_url"]),
        "authorization": server["authorization"] and _set_alone(server["authorization"]),
        "headers": {name: _set_alone(value) for name, value in server["headers"].items()},
    }


def _set_alone(secret: Record) -> Record:
    # What a version keeps of a secret has no last characters to hide.
    return {name: None if name == "last4" else value for name, value in secret.items()}


def _scheme_and_host(url: str | None) -> str | None:
    # Tokens hide in paths and queries.
    if url is None:
        return None
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
