"""Bodies of requests, bounded before Django reads them.

Django takes a body's length from Content-Length alone: a chunked body reaches it empty. Here a chunked body gets
its length, and what is too large is read and dropped, so that a client that is still sending can read its 413
(contract, section 3).
"""

import socket
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from io import BytesIO
from threading import Timer
from typing import Any

from assistants.limits import BODY_BYTES, BODY_DROPPED_BYTES, BODY_SECONDS

Environ = dict[str, Any]
Application = Callable[[Environ, Any], Iterable[bytes]]

_PIECE = 65_536


def bounded(application: Application) -> Application:
    """The application; a body has a length and was read before Django sees it, or dropped if it is beyond 4 MiB."""

    def serve(environ: Environ, start_response: Any) -> Iterable[bytes]:
        promised = int(environ.get("CONTENT_LENGTH") or 0)
        if promised or environ.get("HTTP_TRANSFER_ENCODING", "").lower() == "chunked":
            with _bounded_patience(environ):
                _read(environ, promised)
        return application(environ, start_response)

    return serve


def _read(environ: Environ, promised: int) -> None:
    # Before the answer, though that may not depend on the body: a client that has its answer sends its next request,
    # and gunicorn, still looking for the rest of the body, would read that and lose it.
    body, length = BytesIO(), 0
    while max(promised, length) <= BODY_BYTES and (piece := _piece(environ)):
        length += body.write(piece)
    if (length := max(promised, length)) > BODY_BYTES:
        _drop(environ, body.tell())
        body = BytesIO()
    body.seek(0)
    # A body that ended early keeps the length that it promised: by that its reader can tell.
    environ |= {"CONTENT_LENGTH": str(length), "wsgi.input": body}


def _drop(environ: Environ, length: int) -> None:
    # A read waits until it has all that it asked for: only the end of what arrives ends it in time.
    alarm = Timer(BODY_SECONDS, _stop_listening, [environ])
    alarm.daemon = True
    alarm.start()
    while length <= BODY_DROPPED_BYTES and (piece := _piece(environ)):
        length += len(piece)
    alarm.cancel()
    if length > BODY_DROPPED_BYTES:
        # gunicorn would wait for the body's end before the next request.
        _stop_listening(environ)


def _stop_listening(environ: Environ) -> None:
    if connection := environ.get("gunicorn.socket"):
        with suppress(OSError):
            connection.shutdown(socket.SHUT_RD)


def _piece(environ: Environ) -> bytes:
    """More of the body; nothing at its end, which a sender that pauses for longer than the bound has reached."""
    with suppress(OSError):
        piece: bytes = environ["wsgi.input"].read(_PIECE)
        return piece
    return b""


@contextmanager
def _bounded_patience(environ: Environ) -> Iterator[None]:
    connection = environ.get("gunicorn.socket")
    if connection is None:
        yield
        return
    patience = connection.gettimeout()
    connection.settimeout(BODY_SECONDS)
    yield
    with suppress(OSError):
        connection.settimeout(patience)
