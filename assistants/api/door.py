"""Who may come in: one header, one key, and a body that is not too large."""

from collections.abc import Mapping
from typing import Any, cast

from django.http import HttpRequest
from django.utils.http import parse_etags
from ninja.security import APIKeyHeader

from assistants import limits
from assistants.api.errors import Fault, RequestRefused
from assistants.caller import Caller
from assistants.choices import Scope
from assistants.policy.rights import require_scope
from assistants.problems import KeyRejected
from assistants.services import api_key
from assistants.services.idempotency import Once

_WRITES = frozenset({"POST", "PUT", "PATCH", "DELETE"})


class ApiKeyAuth(APIKeyHeader):
    """The header X-API-Key; it is the only way in (security.md, "API keys")."""

    param_name = "X-API-Key"
    openapi_description = "An API key of a member; it acts as that person in one organization, within its scopes."

    def __call__(self, request: HttpRequest) -> Any:
        # The contract judges the size before the key.
        if int(request.META.get("CONTENT_LENGTH") or 0) > limits.BODY_BYTES:
            message = f"The body may hold at most {limits.BODY_BYTES:,} bytes."
            raise RequestRefused(Fault(413, "PAYLOAD_TOO_LARGE", message))
        return super().__call__(request)

    def authenticate(self, request: HttpRequest, key: str | None) -> Caller:
        if not key:
            raise KeyRejected("AUTHENTICATION_REQUIRED")
        trace_id = getattr(request, "trace_id", "")
        return api_key.admit(key, writing=request.method in _WRITES, trace_id=trace_id)


def caller_of(request: HttpRequest) -> Caller:
    """Who was let in."""
    return cast("Caller", request.auth)  # type: ignore[attr-defined]  # django-ninja sets it


def caller_with(request: HttpRequest, scope: Scope) -> Caller:
    """Who was let in, with this scope; raises `Forbidden` without it."""
    caller = caller_of(request)
    require_scope(caller, scope)
    return caller


def if_match(request: HttpRequest) -> list[str] | None:
    """The versions for which a request was made, if it says so: those of the strong tags of If-Match (RFC 9110)."""
    sent = request.headers.get("If-Match")
    # Any version is meant by a bare asterisk alone; in quotes it is a tag, and none of ours.
    return None if sent is None else [tag.strip('"') for tag in parse_etags(sent) if not tag.startswith(("W/", '"*"'))]


def once_of(request: HttpRequest, route: str, body: Mapping[str, Any]) -> Once | None:
    """The request's use of an Idempotency-Key, if it was sent with one."""
    key = request.headers.get("Idempotency-Key")
    return None if key is None else Once(caller_of(request), route, key, body)
