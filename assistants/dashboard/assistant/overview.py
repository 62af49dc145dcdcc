"""An assistant in two or three sentences: what it answers with, what it can do, whom it reaches."""

from collections.abc import Iterator

from assistants.choices import AccessLevel
from assistants.queries.assistant_page import Seen
from assistants.queries.record import Record
from assistants.spec.assistant import NEST

_DOES = {
    "web_search": "searches the web",
    "code_interpreter": "runs code",
    "file_search": "searches files",
    "computer_use_preview": "uses a computer",
    "image_generation": "makes pictures",
    "file_retrieval": "reads files",
}


def words(found: Seen) -> str:
    """The overview, as far as the caller's level goes."""
    description = found.record["description"]
    parts = [_sentence(description.splitlines()[0])] if description and description.strip() else []
    if found.level != AccessLevel.CHAT:
        parts.append(f"Answers with {_joined(_abilities(found.record))}.")
    if found.people:
        parts.append(f"{reached(found)} of {_people(len(found.people))} can use it.")
    return " ".join(parts)


def reached(found: Seen) -> int:
    """How many people have access, whatever their level."""
    return sum(person.level is not None for person in found.people)


def tools_of(record: Record) -> int:
    """How many tools are there to be called: built-in ones that are not off, servers and automations."""
    tools = record.get(NEST)
    return len([*_built_in(record), *tools["mcp_tools"], *tools["streamline_tools"]]) if tools else 0


def _abilities(record: Record) -> Iterator[str]:
    tools = record[NEST] or {"mcp_tools": [], "streamline_tools": []}
    yield record["default_model_key"]
    yield from (_DOES.get(name, name) for name in _built_in(record))
    for number, verb, noun in (
        (len(record["vector_store_ids"]), "knows", "vector store"),
        (len(tools["mcp_tools"]), "calls", "MCP server"),
        (len(tools["streamline_tools"]), "runs", "automation"),
    ):
        if number:
            yield f"{verb} {number} {noun}{'' if number == 1 else 's'}"


def _built_in(record: Record) -> list[str]:
    tools = (record[NEST] or {"system_tools": {}})["system_tools"]
    return [name for name, tool in tools.items() if tool and tool["mode"] != "off"]


def _sentence(text: str) -> str:
    text = text.strip()
    return text if text[-1] in ".!?…" else f"{text}."


def _joined(parts: Iterator[str]) -> str:
    *first, last = parts
    return f"{', '.join(first)} and {last}" if first else last


def _people(number: int) -> str:
    return "1 person" if number == 1 else f"{number:,} people"
