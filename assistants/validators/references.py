"""Every id that a request names must exist and be the caller's to use.

An id that is absent, of another organization, inactive, or kept for others is refused in the same words
(security.md, "Access").
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from assistants import limits
from assistants.named import MANY, ONE, Found, Kind
from assistants.problems import Code, Path, Problem
from assistants.spec import AssistantSpec
from assistants.spec.bounds import Count, bounds_of


class Named(NamedTuple):
    """An id, what it should name, and where it was sent."""

    path: Path
    kind: Kind
    id: str


def named_ids(sent: Mapping[str, Any]) -> list[Named]:
    """Every id in what was sent, sound or not as a whole, so that one answer can hold all problems."""
    return [named for named in _every_id(sent) if 0 < len(named.id) <= limits.ID_LENGTH]


def _every_id(sent: Mapping[str, Any]) -> Iterator[Named]:
    model_default = AssistantSpec.model_fields["default_model_key"].default
    for field, kind in ONE.items():
        value = sent.get(field)
        if field == "default_model_key" and value is None:
            value = model_default
        if isinstance(value, str):
            yield Named((field,), kind, value)
    for field, kind in MANY.items():
        # A list that is too long is refused for its length; nobody makes the database look up more.
        values = sent.get(field)
        if isinstance(values, list) and len(set(filter(_is_text, values))) <= _most(field):
            yield from _first_of_each(field, kind, values)
    servers = sent.get("mcp_tools")
    for place, server in enumerate(servers[: limits.MCP_SERVERS] if isinstance(servers, list) else ()):
        if isinstance(server, dict) and isinstance(connector := server.get("connector_id"), str):
            yield Named(("mcp_tools", place, "connector_id"), Kind.CONNECTOR, connector)


def _most(field: str) -> float:
    return next(bound.high or 0 for bound in bounds_of(AssistantSpec.model_fields[field]) if isinstance(bound, Count))


def _first_of_each(field: str, kind: Kind, values: list[Any]) -> Iterator[Named]:
    first = {value: place for place, value in reversed(list(enumerate(values))) if _is_text(value)}
    for value, place in sorted(first.items(), key=lambda item: item[1]):
        yield Named((field, place), kind, value)


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def missing(named: list[Named], found: Found) -> Iterator[Problem]:
    """A problem for each id that is not there for the caller."""
    for path, kind, name in named:
        if not found.has(kind, name):
            yield Problem(path, Code.NOT_FOUND, f"There is no {kind} “{name}”; choose one that exists.")
