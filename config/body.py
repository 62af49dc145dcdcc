"""Bodies of requests, bounded before Django reads them.

Django takes a body's length from Content-Length alone: a chunked body reaches it empty. Here a chunked body gets
its length, and what is too large is read and dropped, so that a client that is still sending can read its 413
(contract, section 3).
"""

import socket
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from io import BytesIO
from typing import Any

from assistants.limits import BODY_BYTES, BODY_DROPPED_BYTES, BODY_SECONDS

Environ = dict[str, Any]
Application = Callable[[Environ, Any], Iterable[bytes]]

_PIECE = 65_536


def bounded(application: Application) -> Application:
    """The application; each body has a length, and one of more than 4 MiB has been dropped when Django sees it."""

    def serve(environ: Environ, start_response: Any) -> Iterable[bytes]:
        if environ.get("HTTP_TRANSFER_ENCODING", "").lower() == "chunked":
            _measure(environ)
        elif int(environ.get("CONTENT_LENGTH") or 0) > BODY_BYTES:
            _drop(environ, read=0)
        return application(environ, start_response)

    return serve


def _measure(environ: Environ) -> None:
    body, length = BytesIO(), 0
    for piece in _pieces(environ):
        length += len(piece)
        if length > BODY_BYTES:
            environ["CONTENT_LENGTH"] = str(length)
            return _drop(environ, read=length)
        body.write(piece)
    body.seek(0)
    environ |= {"CONTENT_LENGTH": str(length), "wsgi.input": body}
    return None


def _drop(environ: Environ, read: int) -> None:
    deadline = time.monotonic() + BODY_SECONDS
    for piece in _pieces(environ):
        read += len(piece)
        if read > BODY_DROPPED_BYTES or time.monotonic() > deadline:
            # Whoever sends on is not listened to: gunicorn would wait for the body's end before the next request.
            if connection := environ.get("gunicorn.socket"):
                connection.shutdown(socket.SHUT_RD)
            break
    environ["wsgi.input"] = BytesIO()


def _pieces(environ: Environ) -> Iterator[bytes]:
    """The body as it arrives; a sender that pauses for longer than the bound has ended it."""
    connection = environ.get("gunicorn.socket")
    patience = connection.gettimeout() if connection else None
    if connection:
        connection.settimeout(BODY_SECONDS)
    with suppress(OSError):
        while piece := environ["wsgi.input"].read(_PIECE):
            yield piece
    if connection:
        with suppress(OSError):
            connection.settimeout(patience)
