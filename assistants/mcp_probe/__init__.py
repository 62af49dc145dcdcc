"""The tools of an MCP server, asked of the server itself: the only request that leaves the process.

Security.md, "Outbound", is its rule. Loading what it needs takes longer than all the rest and is an extra of the
installation (pyproject.toml, `mcp`), so that is loaded when the first probe asks for it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from assistants.mcp_probe.found import NotInstalled, ProbedTool, ProbedTools, Unreachable
from assistants.mcp_probe.server import Server

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistants.mcp_probe.network import Ways

__all__ = ["NotInstalled", "ProbedTool", "ProbedTools", "Server", "Unreachable", "tools_of"]


def tools_of(server: Server, ways: Ways | None = None) -> ProbedTools:
    """Ask a server for its tools, in at most 10 seconds; to be called where no event loop runs.

    `ways` says how names are resolved and addresses connected to, where that is not as usual.
    Raises `Unreachable`, which tells nothing about why, and `NotInstalled` without the extra.
    """
    try:
        session = import_module("assistants.mcp_probe.session")
    except ImportError as missing:
        raise NotInstalled from missing
    ask: Callable[[Server, Ways | None], ProbedTools] = session.ask
    return ask(server, ways)
