"""Test connection: the tools that an MCP server offers, to tick which are allowed and which ask first."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistants.caller import Caller
from assistants.choices import Approval
from assistants.forms import FORMS, Posted
from assistants.mcp_probe import ProbedTools
from assistants.problems import Problem
from assistants.services import mcp_server
from assistants.spec.assistant import NEST
from assistants.wizard.seen import Seen

STEP = "mcp-servers"
_NUMBER = re.compile(r"0|[1-9][0-9]{0,3}")


@dataclass(frozen=True, slots=True)
class Tool:
    """A line of the table; what the server says of a tool is None where it does not offer it."""

    name: str
    description: str
    read_only: bool | None
    is_allowed: bool
    asks: bool

    @property
    def is_offered(self) -> bool:
        return self.read_only is not None

    @property
    def is_odd(self) -> bool:
        """Whether what is allowed here and what the server says are worth a look."""
        return self.is_allowed and (self.is_bold or not self.is_offered)

    @property
    def is_bold(self) -> bool:
        """Whether it may change something without anybody having been asked."""
        return self.is_allowed and not self.asks and self.read_only is False


@dataclass(frozen=True, slots=True)
class Tested:
    """What a test of the server with this number, from 1, has found; or why it found nothing."""

    number: int
    tools: Sequence[Tool] = ()
    problems: Sequence[Problem] = ()
    has_more: bool = False

    @property
    def line(self) -> str:
        """How many tools are used, and how, as the test found them."""
        allowed = [tool for tool in self.tools if tool.is_allowed]
        asking, odd = sum(tool.asks for tool in allowed), sum(tool.is_odd for tool in allowed)
        return f"{len(allowed):,} allowed, {asking:,} ask first{f', {odd:,} to look at' if odd else ''}"


def row_number(text: str | None) -> int | None:
    """The number of a row, from 0, that a button names."""
    return int(text) if text and _NUMBER.fullmatch(text) else None


def tested(seen: Seen, row: int, caller: Caller) -> Tested | None:
    """Ask the server of a row for its tools; None where there is no such row. It may take 10 seconds."""
    server = _server(seen, row)
    if server is None:
        return None
    found = mcp_server.tools_or_problems(server, caller=caller, assistant_id=seen.draft.assistant_id)
    if isinstance(found, ProbedTools):
        return Tested(row + 1, list(_tools(found, server)), has_more=found.has_more)
    return Tested(row + 1, problems=found)


def ticked(posted: Posted, row: int, allowed: Sequence[str], asks: Collection[str]) -> dict[str, list[str]]:
    """The section with the ticked tools allowed in the server of a row, those of `asks` only after a question."""
    free = [name for name in allowed if name not in asks]
    asking = [name for name in allowed if name in asks]
    approval: Any = Approval.ALWAYS if not free else Approval.NEVER
    if free and asking:
        approval = {"always": {"tool_names": asking}, "never": {"tool_names": free}}
    written = FORMS[STEP].posted_from({"mcp_tools": [{"allowed_tools": list(allowed), "require_approval": approval}]})
    kept = {name: values for name, values in posted.items() if not _is_of(name, row)}
    taken = {name: values for name, values in written.items() if _is_of(name, 0)}
    return kept | {name.replace("mcp_tools.0.", f"mcp_tools.{row}.", 1): values for name, values in taken.items()}


def _is_of(name: str, row: int) -> bool:
    fields = (f"mcp_tools.{row}.allowed_tools", f"mcp_tools.{row}.require_approval")
    return any(name == field or name.startswith(f"{field}.") for field in fields)


def _server(seen: Seen, row: int) -> Mapping[str, Any] | None:
    """The server of a row in the body, where rows without anything in them have no place."""
    places = (path for path, place in seen.whole.places.items() if place == (STEP, f"mcp_tools.{row}"))
    path = next(places, None)
    return seen.body[NEST]["mcp_tools"][path[2]] if path else None


def _tools(found: ProbedTools, server: Mapping[str, Any]) -> Iterator[Tool]:
    allowed, approval = server.get("allowed_tools"), server.get("require_approval")
    for tool in found.tools:
        is_allowed = allowed is None or _lets_through(allowed, tool.name, reads=tool.read_only)
        asks = _asks(approval, tool.name, reads=tool.read_only)
        yield Tool(tool.name, tool.description or tool.title or "", tool.read_only, is_allowed, asks)
    offered = {tool.name for tool in found.tools}
    named = allowed if isinstance(allowed, list) else (allowed or {}).get("tool_names") or ()
    for name in named:
        if name not in offered:
            yield Tool(str(name), "", None, is_allowed=True, asks=_asks(approval, name, reads=False))


def _asks(approval: Any, name: str, *, reads: bool) -> bool:
    if isinstance(approval, dict):
        never = approval.get("never")
        return not (never and _lets_through(never, name, reads=reads))
    return bool(approval != Approval.NEVER)


def _lets_through(names: Any, name: str, *, reads: bool) -> bool:
    """Whether a list of names, or a filter, means a tool."""
    if not isinstance(names, dict):
        return name in names
    wanted, listed = names.get("read_only"), names.get("tool_names")
    return (wanted is None or wanted is reads) and (listed is None or name in listed)
