"""Connections to addresses that were judged, and to no other; and an end to what is read from them."""

import socket
import ssl
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Any

import anyio
import httpcore2
import httpx2

from assistants import limits
from assistants.addresses import Address, is_allowed, is_metadata, is_public, read_host
from assistants.mcp_probe.found import Unreachable

Resolve = Callable[[str, int], list[str]]

# A name may have any number of addresses, and there is time for a few.
_ADDRESSES_TRIED = 4


def resolve(host: str, port: int) -> list[str]:
    """The addresses of a host, as this machine knows them."""
    return [str(place[0]) for *_, place in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def authorities() -> ssl.SSLContext:
    """The authorities that this machine trusts, whatever the environment names."""
    return httpx2.create_ssl_context(trust_env=False)


@dataclass(frozen=True)
class Ways:
    """How names are resolved, addresses connected to, and certificates checked."""

    resolve: Resolve = resolve
    network: httpcore2.AsyncNetworkBackend = field(default_factory=httpcore2.AnyIOBackend)
    tls: Callable[[], ssl.SSLContext] = authorities


class JudgedNetwork(httpcore2.AsyncNetworkBackend):
    """Connects to one host at the addresses that were judged, whatever its name resolves to a moment later."""

    def __init__(self, network: httpcore2.AsyncNetworkBackend, host: str, port: int, addresses: list[Address]) -> None:
        self._network, self._place = network, (host, port)
        self._addresses = addresses[:_ADDRESSES_TRIED]
        self._allowance = Allowance(limits.PROBE_BYTES)

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - the signature of httpcore2
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        if (host, port) != self._place:
            raise Unreachable
        share = (timeout or limits.PROBE_CONNECT_SECONDS) / len(self._addresses)
        for address in self._addresses:
            try:
                stream = await self._network.connect_tcp(str(address), port, share, local_address, socket_options)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout):
                continue
            return _Counted(stream, self._allowance)
        raise Unreachable


async def judged(ways: Ways, url: httpx2.URL, allowed_hosts: Collection[str]) -> JudgedNetwork:
    """A network that reaches the URL's host and nothing else; the host's name is resolved here, once.

    Raises `Unreachable` where a single one of its addresses may not be asked.
    """
    host, port = url.raw_host.decode("ascii"), url.port or (443 if url.scheme == "https" else 80)
    # A look-up that does not end is left behind: no thread can be stopped.
    found = await anyio.to_thread.run_sync(ways.resolve, host, port, abandon_on_cancel=True)
    addresses = [ip_address(address) for address in dict.fromkeys(found)]
    allowed = is_allowed(read_host(f"[{host}]" if ":" in host else host), allowed_hosts)
    if not addresses or not all(_may_be_asked(address, allowed=allowed) for address in addresses):
        raise Unreachable
    return JudgedNetwork(ways.network, host, port, addresses)


def _may_be_asked(address: Address, *, allowed: bool) -> bool:
    return is_public(address) or (allowed and not is_metadata(address))


class Allowance:
    """How many bytes may still be read, over all connections of a probe."""

    def __init__(self, left: int) -> None:
        self._left = left

    def take(self, count: int) -> None:
        """Count bytes that were read; raises `Unreachable` from the first one on that is too many."""
        self._left -= count
        if self._left < 0:
            raise Unreachable


class _Counted(httpcore2.AsyncNetworkStream):
    """A connection, all of whose bytes count."""

    def __init__(self, stream: httpcore2.AsyncNetworkStream, allowance: Allowance) -> None:
        self._stream, self._allowance = stream, allowance

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ASYNC109 - as above
        data = await self._stream.read(max_bytes, timeout)
        self._allowance.take(len(data))
        return data

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ASYNC109 - as above
        await self._stream.write(buffer, timeout)

    async def aclose(self) -> None:
        await self._stream.aclose()

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ASYNC109 - as above
    ) -> httpcore2.AsyncNetworkStream:
        return _Counted(await self._stream.start_tls(ssl_context, server_hostname, timeout), self._allowance)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
