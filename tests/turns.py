"""A proxy before a PostgreSQL socket that counts how often a client waits for the server: SQL round trips.

Each turn of a client ends with one ReadyForQuery, whether it sent one statement or a pipeline of many
(PostgreSQL, "Message Flow").
"""

import socket
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from socketserver import BaseRequestHandler, ThreadingUnixStreamServer
from tempfile import TemporaryDirectory
from threading import Lock, Thread
from types import TracebackType
from typing import Self

from tests.postgres import Databases

_SOCKET = ".s.PGSQL.5432"
_READY_FOR_QUERY = ord("Z")


class Turns(ThreadingUnixStreamServer):
    """Reach a database of the cluster through `databases`; `count` is the number of turns so far, by all clients."""

    daemon_threads = True

    def __init__(self, cluster: Databases) -> None:
        self._folder = TemporaryDirectory(prefix="atelier-turns-")
        self.databases = Databases(Path(self._folder.name))
        self.upstream = str(cluster.directory / _SOCKET)
        self.count = 0
        self._lock = Lock()
        super().__init__(str(self.databases.directory / _SOCKET), _Connection)

    def __enter__(self) -> Self:
        Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.shutdown()
        self.server_close()
        self._folder.cleanup()

    def add(self, turns: int) -> None:
        with self._lock:
            self.count += turns


class _Connection(BaseRequestHandler):
    server: Turns

    def handle(self) -> None:
        with socket.socket(socket.AF_UNIX) as upstream:
            upstream.connect(self.server.upstream)
            Thread(target=_forward, args=(self.request, upstream), daemon=True).start()
            unread = bytearray()
            for piece in _pieces(upstream):
                unread += piece
                # Before the client can see the answer, so that whoever has one finds it counted.
                self.server.add(_take_whole_messages(unread))
                self.request.sendall(piece)


def _forward(client: socket.socket, upstream: socket.socket) -> None:
    # The server may be the first to go.
    with suppress(OSError):
        for piece in _pieces(client):
            upstream.sendall(piece)
        upstream.shutdown(socket.SHUT_WR)


def _pieces(source: socket.socket) -> Iterator[bytes]:
    while piece := source.recv(65_536):
        yield piece


def _take_whole_messages(unread: bytearray) -> int:
    """Remove the messages that have arrived whole; how many of them say ReadyForQuery."""
    ready = start = 0
    while len(unread) >= start + 5:
        end = start + 1 + int.from_bytes(unread[start + 1 : start + 5])
        if len(unread) < end:
            break
        ready += unread[start] == _READY_FOR_QUERY
        start = end
    del unread[:start]
    return ready
