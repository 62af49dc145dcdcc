"""HTTP as a probe speaks it: to one place, without redirects and without compression."""

from collections.abc import AsyncIterable, AsyncIterator

import httpcore2
import httpx2

from assistants.mcp_probe.found import Unreachable
from assistants.mcp_probe.network import JudgedNetwork, Ways


class Transport(httpx2.AsyncBaseTransport):
    """Sends requests over a judged network.

    Redirects are refused here, for the SDK follows them by itself, whatever its client is told.
    """

    def __init__(self, network: JudgedNetwork, ways: Ways) -> None:
        self._pool = httpcore2.AsyncConnectionPool(ssl_context=ways.tls(), network_backend=network)

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        assert isinstance(request.stream, AsyncIterable), "it is the request of an asynchronous client"
        request.headers["Accept-Encoding"] = "identity"
        url = request.url
        answer = await self._pool.handle_async_request(
            httpcore2.Request(
                request.method,
                httpcore2.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        response = httpx2.Response(answer.status, headers=answer.headers, stream=_Body(answer))
        if 300 <= response.status_code < 400 or response.headers.get("Content-Encoding", "identity") != "identity":
            await answer.aclose()
            raise Unreachable
        return response

    async def aclose(self) -> None:
        await self._pool.aclose()


class _Body(httpx2.AsyncByteStream):
    """The body of an answer, as it comes in."""

    def __init__(self, answer: httpcore2.Response) -> None:
        self._answer = answer

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for part in self._answer.aiter_stream():
            yield part

    async def aclose(self) -> None:
        await self._answer.aclose()
