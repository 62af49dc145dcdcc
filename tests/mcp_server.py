"""An MCP server on this machine, with what a probe may meet at other addresses of it; and a way to it by any name.

/mcp       four tools, each with other hints; under /guarded it asks for a token and a header,
           under /old it knows only the protocol that begins with a handshake
/many      300 tools at once         /pages     two tools a page, without end
/odd       tools that need cutting   /slow      no answer
/huge      an answer of 4 MiB        /redirect  to /mcp, by 307, on the same host
/gzip      a compressed answer       /nonsense  an answer that is no JSON
"""

import gzip
import socket
import threading
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import anyio
import httpcore2
import pytest
import uvicorn
from mcp.server import Server as LowLevelServer
from mcp.server.mcpserver import MCPServer
from mcp.server.transport_security import TransportSecuritySettings
from mcp_types import ListToolsResult, Tool, ToolAnnotations
from mcp_types.version import LATEST_MODERN_VERSION
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Mount, Route

TOKEN, TENANT = "s3cret-token", "acme"
ANY_HOST = TransportSecuritySettings(enable_dns_rebinding_protection=False)
NO_INPUT: dict[str, Any] = {"type": "object"}


@dataclass
class RunningServer:
    """Where the server is, and every request that it was sent: method, path and headers."""

    port: int
    requests: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)

    def url(self, path: str = "/mcp") -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def sent(self, header: str) -> set[str | None]:
        """The values with which a header came."""
        return {headers.get(header.lower()) for _, _, headers in self.requests}


class Detour(httpcore2.AsyncNetworkBackend):
    """A network on which every address is the loopback; it keeps the addresses that were asked for."""

    def __init__(self, server: RunningServer, refusing: Iterable[str] = ()) -> None:
        self.asked: list[str] = []
        self._port, self._refusing, self._network = server.port, set(refusing), httpcore2.AnyIOBackend()

    async def connect_tcp(self, host: str, port: int, *rest: Any, **options: Any) -> httpcore2.AsyncNetworkStream:
        self.asked.append(host)
        if host in self._refusing:
            raise httpcore2.ConnectError
        return await self._network.connect_tcp("127.0.0.1", self._port, *rest, **options)


def _hinted() -> MCPServer:
    server = MCPServer("crm")
    hints = {
        "search": ToolAnnotations(title="Search contacts", read_only_hint=True, destructive_hint=True),
        "append": ToolAnnotations(read_only_hint=False, destructive_hint=False),
        "wipe": ToolAnnotations(destructive_hint=True),
        "update": None,
    }
    for name, annotations in hints.items():
        server.add_tool(lambda: "", name=name, description=f"Does {name}.", annotations=annotations)
    return server


def _listing(tools: list[Tool], *, endless: bool = False) -> "LowLevelServer[Any]":
    """A server of these tools; an endless one names another page after each."""

    async def listed(context: Any, params: Any) -> ListToolsResult:
        return ListToolsResult(tools=tools, next_cursor="more" if endless else None)

    return LowLevelServer("listing", on_list_tools=listed)


_PLAIN = [Tool(name=f"tool_{number}", input_schema=NO_INPUT) for number in range(300)]
_ODD = [
    Tool(name="long", title="T" * 300, description="d" * 5_000, input_schema=NO_INPUT),
    Tool(name="marked", title=" \u202eevil\0 ", description="two\r\nlines", input_schema=NO_INPUT),
    Tool(name="n" * 129, input_schema=NO_INPUT),
    Tool(name="hid\u202eden", input_schema=NO_INPUT),
    Tool(name="", input_schema=NO_INPUT),
]


async def _slow(request: Request) -> Response:
    await anyio.sleep_forever()
    raise AssertionError


async def _huge(request: Request) -> Response:
    async def parts() -> AsyncIterator[bytes]:
        yield b'{"jsonrpc": "2.0", "id": 1, "result": "'
        for _ in range(64):
            yield b"a" * 65_536
        yield b'"}'

    return StreamingResponse(parts(), media_type="application/json")


async def _redirect(request: Request) -> Response:
    return RedirectResponse("/mcp", 307)


async def _gzip(request: Request) -> Response:
    return Response(gzip.compress(b"{}"), media_type="application/json", headers={"Content-Encoding": "gzip"})


async def _nonsense(request: Request) -> Response:
    return PlainTextResponse("<script>alert(1)</script>", media_type="application/json")


def _app(requests: list[tuple[str, str, dict[str, str]]]) -> Any:
    served = {
        "/many": _listing(_PLAIN),
        "/pages": _listing(_PLAIN[:2], endless=True),
        "/odd": _listing(_ODD),
    }
    apps = [_hinted().streamable_http_app(transport_security=ANY_HOST)]
    apps += [
        server.streamable_http_app(streamable_http_path=path, transport_security=ANY_HOST)
        for path, server in served.items()
    ]
    odd = {"/slow": _slow, "/huge": _huge, "/redirect": _redirect, "/gzip": _gzip, "/nonsense": _nonsense}

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            for app in apps:
                await stack.enter_async_context(app.router.lifespan_context(app))
            yield

    routes: list[BaseRoute] = [Route(path, answer, methods=["GET", "POST"]) for path, answer in odd.items()]
    routes += [route for app in apps for route in app.routes]
    routes += [Mount(path, routes=apps[0].routes) for path in ("/guarded", "/old")]
    inner = Starlette(routes=routes, lifespan=lifespan)

    async def recording(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http":
            headers = {name.decode(): value.decode() for name, value in scope["headers"]}
            requests.append((scope["method"], scope["path"], headers))
            admitted = headers.get("authorization") == f"Bearer {TOKEN}" and headers.get("x-tenant") == TENANT
            if scope["path"].startswith("/guarded") and not admitted:
                return await Response(status_code=401)(scope, receive, send)
            if scope["path"].startswith("/old") and headers.get("mcp-protocol-version") == LATEST_MODERN_VERSION:
                return await Response(status_code=400)(scope, receive, send)
        return await inner(scope, receive, send)

    return recording


class _Server(uvicorn.Server):
    """A server that tells when it has begun."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.begun = threading.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.begun.set()


@contextmanager
def serving(certificate: Path | None = None) -> Iterator[RunningServer]:
    """Run the server on a port of its own; with a certificate (a file that holds its key too), over TLS."""
    with socket.create_server(("127.0.0.1", 0)) as place:
        running = RunningServer(place.getsockname()[1])
        config = uvicorn.Config(
            _app(running.requests), log_config=None, log_level="critical", ssl_certfile=certificate, lifespan="on"
        )
        server = _Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [place]})
        thread.start()
        assert server.begun.wait(30)
        yield running
        server.should_exit = server.force_exit = True
        thread.join()


@pytest.fixture(scope="module")
def running_server() -> Iterator[RunningServer]:
    with serving() as running:
        yield running


@pytest.fixture
def mcp_server(running_server: RunningServer) -> RunningServer:
    """The server, which has been asked nothing yet."""
    running_server.requests.clear()
    return running_server
