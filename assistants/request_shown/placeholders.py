"""Secrets of a request, which nobody is shown: a variable of the shell stands for each."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple, Self

from assistants.spec.assistant import NEST

API_KEY = "API_KEY"

_NAME_LENGTH = 40


class Placeholder(str):
    """What stands for a secret: the name of a variable, as the shell expands it."""

    variable: str

    def __new__(cls, variable: str) -> Self:
        made = super().__new__(cls, f"${variable}")
        made.variable = variable
        return made


class Variable(NamedTuple):
    """A variable that has to be set before the command runs, and what its value is."""

    name: str
    meaning: str


def without_secrets(body: Mapping[str, Any]) -> tuple[dict[str, Any], list[Variable]]:
    """The body with a `Placeholder` in the place of each secret, and the variables of these."""
    found: list[Variable] = []
    shown = _with_servers(dict(body), found)
    if isinstance(nest := shown.get(NEST), dict):
        shown[NEST] = _with_servers(dict(nest), found)
    return shown, found


def variables_of(body: Mapping[str, Any]) -> list[Variable]:
    """The variables that stand for the secrets of a body, in the order of the servers."""
    return without_secrets(body)[1]


def _with_servers(holder: dict[str, Any], found: list[Variable]) -> dict[str, Any]:
    if isinstance(servers := holder.get("mcp_tools"), list):
        holder["mcp_tools"] = [_hidden(server, found) if isinstance(server, dict) else server for server in servers]
    return holder


def _hidden(server: dict[str, Any], found: list[Variable]) -> dict[str, Any]:
    hidden, label = dict(server), str(server.get("server_label") or "server")
    if server.get("authorization"):
        hidden["authorization"] = _placeholder(label, "TOKEN", f"the authorization of {label}", found)
    if isinstance(headers := server.get("headers"), dict):
        hidden["headers"] = {
            name: _placeholder(label, name, f"the header {name} of {label}", found) if value else value
            for name, value in headers.items()
        }
    return hidden


def _placeholder(label: str, kind: str, meaning: str, found: list[Variable]) -> Placeholder:
    taken = {API_KEY, *(variable.name for variable in found)}
    name = next(name for name in _names(f"{_word(label, 'SERVER')}_{_word(kind, 'HEADER')}") if name not in taken)
    found.append(Variable(name, meaning))
    return Placeholder(name)


def _names(name: str) -> Iterator[str]:
    name = name if name[0].isalpha() else f"_{name}"
    yield name
    number = 2
    while True:
        yield f"{name}_{number}"
        number += 1


def _word(text: str, otherwise: str) -> str:
    return re.sub(r"[^A-Z0-9]+", "_", text[:_NAME_LENGTH].upper()).strip("_") or otherwise
