"""The one error envelope of the API, and what every exception becomes in it (contract, section 3)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import NinjaAPI

from assistants import problems
from assistants.api.rendering import json_response


@dataclass(frozen=True, slots=True)
class Fault:
    """One answer of the API that is not a success."""

    status: int
    code: str
    message: str
    details: dict[str, Any] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)


class RequestRefused(Exception):
    """A fault found on the way in, by the parser or at the door."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(fault.code)


def envelope(request: HttpRequest, fault: Fault) -> HttpResponse:
    """The fault as JSON, with the request's trace id."""
    place, trace_id = f"{request.method} {request.path}", getattr(request, "trace_id", "")
    return json_response(enveloped(fault, place, trace_id, timezone.now()), fault.status, fault.headers)


def enveloped(fault: Fault, place: str, trace_id: str, when: datetime) -> dict[str, Any]:
    """The fault in the envelope: `place` is the request's method and path, `when` is in UTC."""
    return {
        "success": False,
        "error": {
            "code": fault.code,
            "message": fault.message,
            "system_message": f"{fault.code} at {place}",
            "type": "server_error" if fault.status >= 500 else "client_error",
            "status": fault.status,
            "details": fault.details,
            "trace_id": trace_id,
            "timestamp": f"{when:%Y-%m-%dT%H:%M:%SZ}",
        },
    }


_KEY_MESSAGES = {
    "AUTHENTICATION_REQUIRED": "Send an API key in the header X-API-Key.",
    "INVALID_API_KEY": "This API key opens nothing; check that it is whole.",
    "API_KEY_EXPIRED": "This API key has expired; make a new one.",
    "API_KEY_REVOKED": "This API key has been revoked; make a new one.",
}


def _listed(found: Iterable[problems.Problem]) -> dict[str, Any]:
    return {"errors": [{"field": item.field, "code": item.code, "message": item.message} for item in found]}


def _refused(error: problems.Refused) -> Fault:
    count = len(error.problems)
    message = "One field needs your attention." if count == 1 else f"{count} fields need your attention."
    return Fault(422, "VALIDATION_ERROR", message, _listed(error.problems))


def _forbidden(error: problems.Forbidden) -> Fault:
    found = (problems.Problem((name,), problems.Code.NOT_ALLOWED, error.message) for name in error.fields)
    return Fault(403, "INSUFFICIENT_PERMISSIONS", error.message, _listed(found) if error.fields else {})


def _name_taken(error: problems.NameTaken) -> Fault:
    return Fault(409, "ASSISTANT_NAME_TAKEN", error.problem.message, _listed([error.problem]))


_SOON = {"Retry-After": "1"}


def _unavailable(_: Exception) -> Fault:
    message = "The service is busy or being restarted; try again in a moment."
    return Fault(503, "SERVICE_UNAVAILABLE", message, headers=_SOON)


FAULTS: dict[type[Exception], Callable[[Any], Fault]] = {
    RequestRefused: lambda error: error.fault,
    problems.Refused: _refused,
    problems.Forbidden: _forbidden,
    problems.NameTaken: _name_taken,
    problems.OrganizationDenied: lambda _: Fault(
        403, "ORGANIZATION_ACCESS_DENIED", "Your API key does not belong to this organization."
    ),
    problems.AssistantNotFound: lambda error: Fault(
        404, "ASSISTANT_NOT_FOUND", f"There is no assistant “{error.assistant_id}” that you may see."
    ),
    problems.VersionNotFound: lambda error: Fault(404, "NOT_FOUND", f"This assistant has no version {error.number}."),
    problems.KeyRejected: lambda error: Fault(401, error.code, _KEY_MESSAGES[error.code]),
    problems.RateLimited: lambda error: Fault(
        429,
        "RATE_LIMITED",
        f"Too many requests; try again in {error.seconds} seconds.",
        headers={"Retry-After": str(error.seconds)},
    ),
    problems.VersionConflict: lambda error: Fault(
        412,
        "VERSION_CONFLICT",
        f"The assistant has been changed since: it is at version {error.current_version} now. Read it again.",
        {"current_version": error.current_version, "updated_by": error.updated_by},
    ),
    problems.IdempotencyKeyInUse: lambda _: Fault(
        409,
        "IDEMPOTENCY_KEY_IN_USE",
        "A request with this Idempotency-Key is being carried out; try again in a moment.",
        headers=_SOON,
    ),
    problems.IdempotencyKeyReused: lambda _: Fault(
        422, "IDEMPOTENCY_KEY_REUSED", "This Idempotency-Key was used with another body; use a new one."
    ),
    problems.Unavailable: _unavailable,
    # What a read meets when the database goes away under it.
    OperationalError: _unavailable,
    InterfaceError: _unavailable,
}

# What the framework answers by itself.
STATUSES: dict[int, tuple[str, str]] = {
    400: ("BAD_REQUEST", "The request could not be read."),
    404: ("NOT_FOUND", "There is nothing at this address."),
    405: ("METHOD_NOT_ALLOWED", "This address does not answer to this method; see the header Allow."),
    500: ("INTERNAL_ERROR", "Something went wrong on our side; quote the trace id when you report it."),
}


def install(api: NinjaAPI) -> None:
    """Make the API answer every known exception with its envelope."""
    for kind, fault_of in FAULTS.items():
        api.add_exception_handler(kind, _handler(fault_of))


def _handler(fault_of: Callable[[Any], Fault]) -> Callable[[HttpRequest, Any], HttpResponse]:
    return lambda request, error: envelope(request, fault_of(error))
