"""JSON out: the one renderer of the API."""

from collections.abc import Mapping
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from ninja.renderers import BaseRenderer


def json_response(content: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> HttpResponse:
    """An answer that no cache keeps."""
    response = HttpResponse(orjson.dumps(content), content_type="application/json", status=status, headers=headers)
    response["Cache-Control"] = "no-store"
    return response


class Renderer(BaseRenderer):
    """django-ninja's own answers, in the same JSON."""

    media_type = "application/json"

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> bytes:  # noqa: ARG002 - ninja's signature
        return orjson.dumps(data)
