"""A session with an MCP server, from the first look-up to the last page of its tools."""

import anyio
import httpx2
from mcp import Client
from mcp.client.streamable_http import streamable_http_client
from mcp_types import Tool, ToolAnnotations

from assistants import limits
from assistants.addresses import server_url_problems
from assistants.mcp_probe.found import ProbedTool, ProbedTools, Unreachable
from assistants.mcp_probe.network import Ways, judged
from assistants.mcp_probe.server import Server
from assistants.mcp_probe.transport import Transport

_TIMEOUT = httpx2.Timeout(limits.PROBE_SECONDS, connect=limits.PROBE_CONNECT_SECONDS)


def ask(server: Server, ways: Ways | None) -> ProbedTools:
    """The server's tools; raises `Unreachable`."""
    found: list[ProbedTools] = []
    try:
        anyio.run(_ask, server, ways or Ways(), found)
    except Exception:  # noqa: BLE001 - a strange server makes the SDK raise anything, and none of it may be told
        found = found or []
    if not found:
        raise Unreachable
    return found[0]


async def _ask(server: Server, ways: Ways, found: list[ProbedTools]) -> None:
    """Put the server's tools into `found`, from where nothing that goes wrong in leaving takes them away."""
    if any(server_url_problems(server.url, server.allowed_hosts)):
        return
    with anyio.move_on_after(limits.PROBE_SECONDS):
        network = await judged(ways, httpx2.URL(server.url), server.allowed_hosts)
        async with (
            httpx2.AsyncClient(
                transport=Transport(network, ways), headers=dict(server.headers), timeout=_TIMEOUT, trust_env=False
            ) as http,
            Client(streamable_http_client(server.url, http_client=http), cache=None) as client,
        ):
            found.append(await _tools(client))


async def _tools(client: Client) -> ProbedTools:
    """The tools of all pages, as many as are shown."""
    told: list[Tool] = []
    cursor, first = None, True
    while first or (cursor is not None and len(told) < limits.PROBE_TOOLS):
        page = await client.list_tools(cursor=cursor)
        told += page.tools
        cursor, first = page.next_cursor, False
    shown = [tool for tool in map(_shown, told[: limits.PROBE_TOOLS]) if tool is not None]
    return ProbedTools(tools=shown, has_more=cursor is not None or len(told) > len(shown))


def _shown(tool: Tool) -> ProbedTool | None:
    hints = tool.annotations or ToolAnnotations()
    return ProbedTool.told(
        tool.name,
        tool.title or hints.title,
        tool.description,
        read_only=hints.read_only_hint,
        destructive=hints.destructive_hint,
    )
