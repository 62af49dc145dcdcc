"""The whole draft in words: each answer, and what is at its default."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistants.forms import FORMS, Known
from assistants.forms.control import Control
from assistants.forms.posted import tree_of
from assistants.forms.switches import Choice
from assistants.limits import LAST4_FROM_LENGTH
from assistants.wizard import steps
from assistants.wizard.saying import in_words
from assistants.wizard.seen import Seen

# Said even at their defaults: whoever creates an assistant should have seen these.
_ALWAYS = (
    "name",
    "is_active",
    "is_default",
    "default_model_key",
    "memory_enabled",
    "max_tool_calls",
    "access_mode",
    "public_enabled",
    "moderation_enabled",
    "safety_level",
)
_QUOTED = 60
_SHOWN = 600
_EMPTY = ("Not set", "None")


@dataclass(frozen=True, slots=True)
class Answer:
    """A line: what it is about, what was said, what else helps, and where it is changed."""

    label: str
    text: str
    href: str
    is_default: bool = False
    more: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """The answers of a step, and in a sentence the fields that are at their defaults."""

    key: str
    title: str
    href: str
    answers: Sequence[Answer]
    rest: str


def answers_of(found: Seen, known: Known) -> list[Section]:
    """The answers of every section of a draft."""
    return [_section(found, key, known) for key in steps.keys_of(found.draft)]


def _section(found: Seen, key: str, known: Known) -> Section:
    form, posted = FORMS[key], found.posted(key)
    href = f"{steps.href(found.draft, key)}?return={steps.CHECK}"
    typed, fields = tree_of(posted), form.read(posted, found.secrets.opened).fields
    answers: list[Answer] = []
    rest: list[tuple[str, str]] = []
    for name, control in form.controls.items():
        label, place = control.about.label, f"{href}#id_{name}"
        default = _default(control.about.default)
        if name == "mcp_tools":
            answers += _servers(fields[name], href)
        elif brief := control.in_brief(typed.part(name), known):
            value = fields[name]
            is_in_words = isinstance(value, list | dict) or isinstance(control, Choice)
            text = _in_words(control, value, known) if is_in_words else _said(value, brief)
            answers.append(Answer(label, text, place))
        elif name in _ALWAYS:
            answers.append(Answer(label, default, place, is_default=True))
        else:
            rest.append((label, default))
    return Section(key, form.section.title, href, answers, _rest(rest))


def _rest(rest: Sequence[tuple[str, str]]) -> str:
    """The fields at their defaults: those that have a value with that, then the others."""
    if not rest:
        return ""
    held = [f"{_lowered(label)} {_lowered(default)}" for label, default in rest if default not in _EMPTY]
    empty = [_lowered(label) for label, default in rest if default in _EMPTY]
    parts = [f"{len(rest)} more at {'its default' if len(rest) == 1 else 'their defaults'}"]
    parts += [", ".join(held)] if held else []
    parts += [f"not set: {', '.join(empty)}"] if empty else []
    return ". ".join(part[:1].upper() + part[1:] for part in parts)


def _lowered(text: str) -> str:
    """A text within a sentence; an abbreviation stays as it is."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def _in_words(control: Control, value: Any, known: Known) -> str:
    """A list, an object or a choice in words; of a long one, the beginning."""
    text = in_words(control, value, known)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN].rstrip()}…"


def _said(value: Any, brief: str) -> str:
    """A value as it was given; of one that is not a text, what the form says of it."""
    match value:
        case bool():
            return "Yes" if value else "No"
        case int() | float():
            return f"{value:,}"
        case str() if len(value) > _QUOTED * 2:
            return f"{len(value):,} characters: “{value[:_QUOTED].rstrip()}…”"
        case str() if brief == "given":
            return value
        case str() if brief.startswith(value):
            return brief
    return brief[:1].upper() + brief[1:]


def _default(value: Any) -> str:
    match value:
        case None:
            return "Not set"
        case bool():
            return "Yes" if value else "No"
        case int() | float():
            return f"{value:,}"
        case str():
            return value.capitalize() if value.islower() and value.isalpha() else value
    return "None"


def _servers(value: Any, href: str) -> Iterator[Answer]:
    servers = [server for server in value or () if isinstance(server, dict)]
    if not servers:
        yield Answer("Servers", "None", href, is_default=True)
    for place, server in enumerate(servers):
        label = str(server.get("server_label") or f"Server {place + 1}")
        address = str(server.get("server_url") or server.get("connector_id") or "No address yet")
        secrets = [*_secret("Authorization", server.get("authorization"))]
        for name, header in _pairs(server.get("headers")):
            secrets += _secret(f"Header {name}", header)
        yield Answer(label, address, f"{href}#id_mcp_tools", more=". ".join(secrets))


def _pairs(headers: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(headers, Mapping):
        yield from headers.items()


def _secret(label: str, value: Any) -> Iterator[str]:
    """That a secret is set, with the last four of its characters as an answer would show them."""
    if not value:
        return
    last4 = value.get("last4") if isinstance(value, dict) else value[-4:] if len(value) >= LAST4_FROM_LENGTH else None
    yield f"{label}: Set, ends in …{last4}" if last4 else f"{label}: Set"
