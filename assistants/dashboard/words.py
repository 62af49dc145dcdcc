"""How the list says what a record holds: few words, none of them a code."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from assistants.advisories import Advisory
from assistants.choices import AccessLevel, AccessMode, WarningCode
from assistants.dashboard.asked import soon
from assistants.named import MANY, Kind, ModelFacts
from assistants.policy.access import GRANT_FIELDS
from assistants.queries.assistant_filters import AUTOMATION, MCP
from assistants.queries.record import Record
from assistants.queries.words import Words
from assistants.spec import AssistantSpec
from assistants.spec.assistant import NEST


class Mark(NamedTuple):
    """A tool of an assistant: its picture, its words, and how many there are if that is worth telling."""

    words: str
    icon: str
    number: int | None = None


MARKS: Mapping[str, Mark] = {
    "web_search": Mark("Web search", icon="search"),
    "code_interpreter": Mark("Code interpreter", icon="code-slash"),
    "file_search": Mark("File search", icon="file-earmark-text"),
    "computer_use_preview": Mark("Computer use", icon="display"),
    "image_generation": Mark("Image generation", icon="image"),
    "file_retrieval": Mark("File retrieval", icon="folder2-open"),
    AUTOMATION: Mark("Automations", icon="lightning-charge"),
    MCP: Mark("MCP servers", icon="plug"),
}
MODES: Mapping[AccessMode, str] = {
    AccessMode.PRIVATE: "Private",
    AccessMode.ORGANIZATION: "Everyone in the organization",
    AccessMode.PUBLIC: "Public",
}
_OWN_LEVEL = {AccessLevel.EDIT: "You may edit", AccessLevel.VIEW: "You may view", AccessLevel.CHAT: "You may chat"}
_COUNTED = {Kind.DEPARTMENT: "department", Kind.ROLE: "role", Kind.MEMBER: "person"}
_WARNINGS = {
    WarningCode.NEVER_APPROVE_WRITES: "Writes without asking",
    WarningCode.PARAMETER_IGNORED_BY_MODEL: "Ignores {field}",
    WarningCode.SECRET_IN_TEXT: "Key in {field}",
    WarningCode.CONNECTOR_DEPRECATED: "Connector deprecated",
    WarningCode.PUBLIC_WITHOUT_MODERATION: "Public, not moderated",
}
_NAMES = 2


class Said(NamedTuple):
    """A line, and what explains it."""

    first: str
    second: str = ""


class Retirement(NamedTuple):
    """When a model ends, and whether that is near enough to ask for attention."""

    words: str
    is_near: bool


def marks(record: Record) -> list[Mark]:
    """The tools that an assistant uses, in one order for all of them."""
    tools = record.get(NEST) or {"system_tools": {}, MCP: [], AUTOMATION: []}
    used = {name: 1 for name, tool in tools["system_tools"].items() if tool and tool["mode"] != "off"}
    used |= {name: len(tools[name]) for name in (AUTOMATION, MCP) if tools[name]}
    counted = (AUTOMATION, MCP)
    return [
        Mark(mark.words, mark.icon, used[name] if name in counted else None)
        for name, mark in MARKS.items()
        if name in used
    ]


def access(record: Record, made_by: str, names: Words, organization: str) -> Said:
    """Whom an assistant reaches, as far as the record tells; below the owner's level, what the reader may do."""
    level = AccessLevel(record["user_access_level"])
    own = _OWN_LEVEL.get(level, "")
    match record.get("access_mode"):
        case AccessMode.PUBLIC:
            return Said("Public page" if record["public_enabled"] else "Public", own or f"and all of {organization}")
        case AccessMode.ORGANIZATION:
            return Said("Everyone", own or f"in {organization}")
    if level != AccessLevel.OWNER:
        return Said("Shared with you", own)
    named = _named(record, names)
    if not any(named.values()):
        return Said("Private", f"{made_by} only")
    listed = [name for group in named.values() for name in group]
    more = len(listed) - _NAMES
    first = ", ".join(listed[:_NAMES]) + (f" and {more} more" if more > 0 else "")
    return Said(first, ", ".join(_number(len(group), _COUNTED[kind]) for kind, group in named.items() if group))


def _named(record: Record, names: Words) -> dict[Kind, list[str]]:
    """Whom the six lists name, by kind; who is gone has no name, and a warning of their own."""
    found: dict[Kind, dict[str, str]] = {kind: {} for kind in _COUNTED}
    for field in GRANT_FIELDS:
        kind = MANY[field]
        found[kind] |= {id_: names[kind][id_] for id_ in record[field] if id_ in names[kind]}
    return {kind: list(group.values()) for kind, group in found.items()}


def _number(number: int, noun: str) -> str:
    return f"1 {noun}" if number == 1 else f"{number} {'people' if noun == 'person' else noun + 's'}"


def retirement(model: ModelFacts, today: date) -> Retirement | None:
    """The end of a model, if one is announced or past."""
    if model.retires_on is None:
        return None
    ends = f"{model.retires_on.day} {model.retires_on:%b %Y}"
    return Retirement(f"{'Retired' if model.retires_on < today else 'Retires'} {ends}", model.retires_on < soon(today))


def warnings(record: Record) -> list[str]:
    """The warnings in few words each, none twice; the end of the model is told beside it."""
    told: Sequence[Advisory] = record.get("warnings", [])
    return list(dict.fromkeys(_warning(one) for one in told if one["code"] != WarningCode.MODEL_RETIRES))


def _warning(told: Advisory) -> str:
    field = told["field"].split(".")[0]
    if told["code"] == WarningCode.STALE_REFERENCE:
        return "Model retired" if field == "default_model_key" else f"Gone from {_title(field)}"
    words = _WARNINGS.get(told["code"])
    return words.format(field=_title(field)) if words else told["message"]


def _title(field: str) -> str:
    return "MCP servers" if field == NEST else (AssistantSpec.model_fields[field].title or field).lower()


def tool_words() -> dict[str, str]:
    """The names of the tools by which the list can be narrowed."""
    return {name: mark.words for name, mark in MARKS.items()}
