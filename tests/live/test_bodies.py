"""Bodies on the wire: how long they are, whatever their sender says (contract, section 3)."""

import json
import socket
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPResponse
from threading import Event, Thread
from urllib.parse import urlsplit

import pytest

from assistants.limits import BODY_BYTES, BODY_DROPPED_BYTES
from tests.live.acme import body
from tests.live.api import Api, code
from tests.live.server import Server

MIB = 1_048_576
CHUNKED = {"Transfer-Encoding": "chunked"}


class Wire:
    """A connection on which a test writes what it likes, with Ann's key."""

    def __init__(self, link: socket.socket, key: str) -> None:
        self.link, self._key = link, key

    def head(self, **headers: str) -> None:
        """Send the head of a create."""
        known = {"Host": "localhost", "X-API-Key": self._key, "Content-Type": "application/json"}
        lines = [f"{name.replace('_', '-')}: {value}" for name, value in (known | headers).items()]
        self.link.sendall("\r\n".join(["POST /v1/assistants HTTP/1.1", *lines, "", ""]).encode())

    def chunks(self, pieces: Iterable[bytes]) -> None:
        """Send the pieces as chunks, without the last one that ends a body."""
        for piece in pieces:
            self.link.sendall(b"%x\r\n%s\r\n" % (len(piece), piece))

    def answer(self) -> tuple[int, str]:
        """The status and, of an error, the code."""
        response = HTTPResponse(self.link, method="POST")
        response.begin()
        content = json.loads(response.read())
        if response.status >= 400:
            assert content["error"]["trace_id"] == response.getheader("X-Request-Id")
        return response.status, content["error"]["code"] if response.status >= 400 else ""


@pytest.fixture
def wire(shared: Server, keys: dict[str, str]) -> Iterator[Wire]:
    with _connected(shared) as link:
        yield Wire(link, keys["ann"])


@contextmanager
def _connected(server: Server) -> Iterator[socket.socket]:
    address = urlsplit(server.url)
    with socket.create_connection((address.hostname, address.port), timeout=30) as link:
        yield link


def test_a_body_beyond_the_limit_is_read_before_it_is_refused_and_the_connection_goes_on(wire: Wire) -> None:
    wire.head(Content_Length=str(BODY_BYTES + 1))
    wire.link.sendall(b" " * (BODY_BYTES + 1))
    assert wire.answer() == (413, "PAYLOAD_TOO_LARGE")

    small = json.dumps(body("After a large one")).encode()
    wire.head(Content_Length=str(len(small)))
    wire.link.sendall(small)
    assert wire.answer() == (201, "")


def test_a_body_at_the_limit_is_read(wire: Wire) -> None:
    content = json.dumps(body("At the limit")).encode().ljust(BODY_BYTES)
    wire.head(Content_Length=str(BODY_BYTES))
    wire.link.sendall(content)
    assert wire.answer() == (201, "")


def test_the_limit_comes_before_the_key(shared: Server) -> None:
    with Api(shared.url, "no key") as stranger:
        answer = stranger.http.post("/v1/assistants", content=b" " * (BODY_BYTES + 1))
    assert (answer.status_code, code(answer)) == (413, "PAYLOAD_TOO_LARGE")


def test_a_body_in_small_chunks_is_read_whole(wire: Wire) -> None:
    content = json.dumps(body("In chunks", description="é" * 1000), ensure_ascii=False).encode()
    wire.head(**CHUNKED)
    wire.chunks(content[place : place + 7] for place in range(0, len(content), 7))
    wire.link.sendall(b"0\r\n\r\n")
    assert wire.answer() == (201, "")


def test_a_chunked_body_at_the_limit_is_read(wire: Wire) -> None:
    content = json.dumps(body("Chunked, at the limit")).encode().ljust(BODY_BYTES)
    wire.head(**CHUNKED)
    wire.chunks(content[place : place + MIB] for place in range(0, BODY_BYTES, MIB))
    wire.link.sendall(b"0\r\n\r\n")
    assert wire.answer() == (201, "")


def test_a_chunked_body_beyond_the_limit_is_refused_and_the_connection_goes_on(wire: Wire) -> None:
    wire.head(**CHUNKED)
    wire.chunks([b" " * MIB] * 5)
    wire.link.sendall(b"0\r\n\r\n")
    assert wire.answer() == (413, "PAYLOAD_TOO_LARGE")

    wire.head(**CHUNKED)
    wire.chunks([json.dumps(body("After large chunks")).encode()])
    wire.link.sendall(b"0\r\n\r\n")
    assert wire.answer() == (201, "")


@pytest.mark.parametrize(
    ("promised", "sent", "expected"),
    [
        (BODY_BYTES + 1, b"{}", (413, "PAYLOAD_TOO_LARGE")),
        (1000, b'{"name": "Cut o', (400, "MALFORMED_JSON")),
        (1000, b"{}", (400, "MALFORMED_JSON")),
        (3, b'{"name": "Longer than told"}', (400, "MALFORMED_JSON")),
    ],
)
def test_a_content_length_that_lies_makes_nothing(
    wire: Wire, promised: int, sent: bytes, expected: tuple[int, str]
) -> None:
    wire.head(Content_Length=str(promised))
    wire.link.sendall(sent)
    wire.link.shutdown(socket.SHUT_WR)
    assert wire.answer() == expected


@pytest.mark.parametrize("end", [b"", b"5\r\nabc"])
def test_a_chunked_body_that_breaks_off_makes_nothing(wire: Wire, ann: Api, end: bytes) -> None:
    name = f"Broken off {end!r}"
    wire.head(**CHUNKED)
    wire.chunks([json.dumps(body(name)).encode()])
    wire.link.sendall(end)
    wire.link.shutdown(socket.SHUT_WR)
    assert wire.answer() == (400, "MALFORMED_JSON")
    assert ann.create(name).status_code == 201


def test_a_body_without_end_is_not_read_for_ever(wire: Wire) -> None:
    wire.head(Content_Length=str(1024 * MIB))
    sent = 0
    with suppress(ConnectionError):
        while sent < 4 * BODY_DROPPED_BYTES:
            wire.link.sendall(b" " * MIB)
            sent += MIB
    assert sent < 4 * BODY_DROPPED_BYTES


@pytest.mark.parametrize("headers", [{"Content-Length": str(8 * MIB)}, CHUNKED])
def test_a_body_that_trickles_is_not_waited_for(wire: Wire, headers: dict[str, str]) -> None:
    answered = Event()

    def trickle() -> None:
        with suppress(ConnectionError):
            while not answered.wait(0.2):
                wire.link.sendall(b"1\r\n \r\n")

    wire.head(**headers)
    wire.chunks([b" " * (BODY_BYTES + MIB)])
    sender = Thread(target=trickle)
    sender.start()
    try:
        assert wire.answer() == (413, "PAYLOAD_TOO_LARGE")
    finally:
        answered.set()
        sender.join()


def test_a_large_body_does_not_keep_the_server_from_others(wire: Wire, ann: Api) -> None:
    wire.head(Content_Length=str(8 * MIB))
    wire.link.sendall(b" " * MIB)
    assert ann.create("While another sends").status_code == 201


def test_an_answer_that_needs_no_body_comes_after_it_and_the_next_request_is_served(wire: Wire) -> None:
    for number in range(20):
        content = json.dumps(body(f"After a refusal {number}")).encode()
        wire.head(Content_Length="2", X_API_Key="mistyped")
        wire.link.sendall(b"{}")
        assert wire.answer() == (401, "INVALID_API_KEY")
        wire.head(Content_Length=str(len(content)))
        wire.link.sendall(content)
        assert wire.answer() == (201, "")
