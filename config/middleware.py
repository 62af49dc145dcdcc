"""What goes around every request: its id, its line in the log, how it travels, and the API's envelope."""

import logging
import time
from collections.abc import Callable
from ipaddress import ip_address
from typing import cast

import uuid_utils
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.gzip import GZipMiddleware

from assistants.api.errors import STATUSES, Fault, envelope

GetResponse = Callable[[HttpRequest], HttpResponse]

log = logging.getLogger("atelier.request")


def request_log(get_response: GetResponse) -> GetResponse:
    """Give each request an id, and write one line when it has been answered: no body, no header values."""

    def serve(request: HttpRequest) -> HttpResponse:
        request.trace_id = f"req_{uuid_utils.uuid7().hex}"  # type: ignore[attr-defined]  # ours, for this request
        begun = time.perf_counter()
        response = get_response(request)
        response["X-Request-Id"] = request.trace_id  # type: ignore[attr-defined]
        log.info(
            "request",
            extra={
                "trace_id": request.trace_id,  # type: ignore[attr-defined]
                "method": request.method,
                "path": request.path,
                "status": response.status_code,
                "milliseconds": round((time.perf_counter() - begun) * 1000, 1),
            },
        )
        return response

    return serve


def client_behind_the_proxy(get_response: GetResponse) -> GetResponse:
    """Behind a proxy of TRUSTED_PROXIES, the client's scheme and address are the ones that the proxy tells."""

    def serve(request: HttpRequest) -> HttpResponse:
        if _is_trusted(request.META["REMOTE_ADDR"]):
            if (told := request.headers.get("X-Forwarded-Proto")) in ("http", "https"):
                request.META["wsgi.url_scheme"] = told
            # Each proxy adds the peer it saw at the end: what stands before the last stranger, anyone may have written.
            for hop in reversed(request.headers.get("X-Forwarded-For", "").split(",")):
                if not _is_address(hop.strip()):
                    break
                request.META["REMOTE_ADDR"] = hop.strip()
                if not _is_trusted(hop.strip()):
                    break
        return get_response(request)

    return serve


def _is_trusted(peer: str) -> bool:
    # A socket of the machine itself has no address.
    return _is_address(peer) and any(ip_address(peer) in network for network in settings.TRUSTED_PROXIES)


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True


def compressed_pages(get_response: GetResponse) -> GetResponse:
    """Compress what is HTML, and nothing else: Django hides the lengths that could betray a secret (BREACH).

    The API's answers keep their strong tags, and pictures and static files have a compression of their own.
    """
    compression = GZipMiddleware(get_response)

    def serve(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        is_page = response.get("Content-Type", "").startswith("text/html")
        return cast("HttpResponse", compression.process_response(request, response)) if is_page else response

    return serve


def api_envelope(get_response: GetResponse) -> GetResponse:
    """Under /v1, what the framework answers by itself becomes the API's envelope, never HTML."""

    def serve(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        own = response.get("Content-Type", "").startswith("application/json")
        if response.status_code < 400 or own or not request.path.startswith("/v1/"):
            return response
        code, message = STATUSES.get(response.status_code, STATUSES[500 if response.status_code >= 500 else 400])
        kept = {name: response[name] for name in ("Allow",) if name in response}
        return envelope(request, Fault(response.status_code, code, message, headers=kept))

    return serve
