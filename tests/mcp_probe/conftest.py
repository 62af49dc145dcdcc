"""The server that these tests ask."""

from tests.mcp_server import mcp_server, running_server

__all__ = ["mcp_server", "running_server"]
