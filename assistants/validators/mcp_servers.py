"""What the deployment's settings have to say about the address of an MCP server."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.conf import settings

from assistants import limits
from assistants.addresses import server_url_problems
from assistants.problems import Problem


def address_problems(sent: Mapping[str, Any]) -> Iterator[Problem]:
    """Problems of each server URL, judged as it was sent, whatever else is wrong with its server."""
    servers = sent.get("mcp_tools")
    for place, server in enumerate(servers[: limits.MCP_SERVERS] if isinstance(servers, list) else ()):
        url = server.get("server_url") if isinstance(server, dict) else None
        if isinstance(url, str) and 0 < len(url) <= limits.URL_LENGTH:
            for code, message in server_url_problems(url, settings.MCP_ALLOWED_HOSTS):
                yield Problem(("mcp_tools", place, "server_url"), code, message)
