"""HTTP over a raw socket, kept alive: a client that costs next to nothing beside the server it measures."""

import socket
from urllib.parse import urlsplit
from uuid import uuid4

from tests.bench.clients import Call, Start
from tests.bench.crowd import MARK, encoded

_PIECE = 65_536
_PATIENCE = 30.0


class Wire:
    """One connection to a server."""

    def __init__(self, url: str) -> None:
        address = urlsplit(url)
        self._socket = socket.create_connection((address.hostname, address.port), timeout=_PATIENCE)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self, request: bytes, status: int) -> bytes:
        """Send a request and read its whole answer; the body. Another status than the one expected is an error."""
        self._socket.sendall(request)
        answer = self._socket.recv(_PIECE)
        while (end := answer.find(b"\r\n\r\n")) < 0:
            answer += self._received()
        head = answer[:end].lower()
        place = head.index(b"content-length:") + len(b"content-length:")
        size = end + 4 + int(head[place:].split(b"\r\n", 1)[0])
        while len(answer) < size:
            answer += self._received()
        if int(answer[9:12]) != status:
            raise RuntimeError(f"the server answered {answer.decode()}")
        return answer[end + 4 :]

    def _received(self) -> bytes:
        if not (piece := self._socket.recv(_PIECE)):
            raise RuntimeError("the server closed the connection")
        return piece


def create_request(key: str, grants: int = 10) -> bytes:
    """A create with an Idempotency-Key; `fresh` makes a new one of it."""
    body = encoded(grants)
    head = (
        f"POST /v1/assistants HTTP/1.1\r\nHost: localhost\r\nX-API-Key: {key}\r\nIdempotency-Key: {MARK}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def get_request(key: str, assistant_id: str) -> bytes:
    """A read of one assistant."""
    return f"GET /v1/assistants/{assistant_id} HTTP/1.1\r\nHost: localhost\r\nX-API-Key: {key}\r\n\r\n".encode()


def fresh(request: bytes) -> bytes:
    """The request under a new name, with a new Idempotency-Key."""
    return request.replace(MARK.encode(), uuid4().hex.encode())


def creating(url: str, keys: list[str]) -> Start:
    """Clients that create assistants, each with a key of its own."""

    def start(number: int, _most: int) -> Call:
        wire, request = Wire(url), create_request(keys[number])
        return lambda: _ignored(wire.ask(fresh(request), 201))

    return start


def getting(url: str, keys: list[str], assistant_id: str) -> Start:
    """Clients that read one assistant, each with a key of its own."""

    def start(number: int, _most: int) -> Call:
        wire, request = Wire(url), get_request(keys[number], assistant_id)
        return lambda: _ignored(wire.ask(request, 200))

    return start


def _ignored(_body: bytes) -> None:
    return
