"""The errors: their envelope, and an example of each, made by the code that answers with them."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, Literal

from pydantic import BaseModel, Field

from assistants import limits, problems
from assistants.api.documentation.headers import headers
from assistants.api.errors import FAULTS, STATUSES, Fault, RequestRefused, enveloped
from assistants.problems import Code, Problem

_MEANINGS = {
    400: "The body is not JSON as this API takes it: not UTF-8, not an object, a key twice, a number that is not "
    f"finite, or nested deeper than {limits.JSON_DEPTH} levels.",
    401: "The API key is missing, wrong, expired or revoked.",
    403: "The key's scope or your rights do not reach so far; or the organization is not yours, existing or not.",
    404: "There is no such thing, or you may not know of it.",
    409: "Something that exists stands in the way.",
    412: "The assistant has been changed since the version that If-Match names.",
    413: f"The body is larger than {limits.BODY_BYTES:,} bytes.",
    415: "The body is not sent as application/json in UTF-8.",
    422: "Something is wrong with what was sent: `details.errors` holds every problem, at its path as it was sent.",
    429: "The API key, or its user, has asked too often.",
    500: "Something went wrong on our side.",
    503: "The database is away or too busy; the same request may succeed a moment later.",
}
_RETRY = frozenset({429, 503})

_FAILURES: dict[str, Exception] = {
    "malformed": RequestRefused(Fault(400, "MALFORMED_JSON", "An object has the same key twice.")),
    "no key": problems.KeyRejected("AUTHENTICATION_REQUIRED"),
    "wrong key": problems.KeyRejected("INVALID_API_KEY"),
    "expired key": problems.KeyRejected("API_KEY_EXPIRED"),
    "revoked key": problems.KeyRejected("API_KEY_REVOKED"),
    "scope": problems.Forbidden("This API key lacks the scope assistants:write."),
    "right": problems.Forbidden("You may not set is_default this way; ask an owner or admin.", ["is_default"]),
    "organization": problems.OrganizationDenied(),
    "assistant": problems.AssistantNotFound("asst_abc123"),
    "version": problems.VersionNotFound(7),
    "name taken": problems.NameTaken("My Assistant"),
    "key in use": problems.IdempotencyKeyInUse(),
    "changed since": problems.VersionConflict(3, "usr_ben"),
    "too large": RequestRefused(
        Fault(413, "PAYLOAD_TOO_LARGE", f"The body may hold at most {limits.BODY_BYTES:,} bytes.")
    ),
    "media type": RequestRefused(Fault(415, "UNSUPPORTED_MEDIA_TYPE", "Send JSON in UTF-8.")),
    "problems": problems.Refused(
        [
            Problem(("name",), Code.REQUIRED, "Name is required."),
            Problem(("temperature",), Code.OUT_OF_RANGE, "Temperature must be between 0 and 2."),
            Problem(
                ("tool_configurations", "mcp_tools", 0, "server_url"),
                Code.PRIVATE_ADDRESS,
                "This address is not on the public internet.",
            ),
        ]
    ),
    "key reused": problems.IdempotencyKeyReused(),
    "rate": problems.RateLimited(17),
    "database": problems.Unavailable(),
}


class FieldError(BaseModel):
    """One thing that is wrong, where, and what to do about it."""

    field: str = Field(
        description="The path as it was sent, dotted.", examples=["tool_configurations.mcp_tools.0.server_url"]
    )
    code: Code = Field(description="What is wrong, from a closed list.")
    message: str = Field(description="What to do about it, in words for a person.")


class ErrorDetails(BaseModel):
    """What belongs to the code."""

    errors: list[FieldError] = Field([], description="Every problem of the request, all at once.")


class ErrorBody(BaseModel):
    """What went wrong."""

    code: str = Field(description="What went wrong, for a program.", examples=["VALIDATION_ERROR"])
    message: str = Field(description="What went wrong, for a person.")
    system_message: str = Field(description="What went wrong, for a log.")
    type: Literal["client_error", "server_error"] = Field(description="On whose side it went wrong.")
    status: int = Field(description="The status of the answer.", examples=[422])
    details: ErrorDetails
    trace_id: str = Field(description="The same as X-Request-Id; quote it when you report an error.")
    timestamp: str = Field(description="When, in UTC.", examples=["2026-11-24T16:46:23Z"])


class Error(BaseModel):
    """The envelope of every error."""

    success: Literal[False]
    error: ErrorBody


def faults() -> Iterator[tuple[str, Fault]]:
    """One fault for each thing that can go wrong, with a name for its example."""
    for name, failure in _FAILURES.items():
        yield name, FAULTS[type(failure)](failure)
    yield "server", Fault(500, *STATUSES[500])


def reference(status: int) -> dict[str, str]:
    """The answer with this status, where an operation lists its answers."""
    return {"$ref": f"#/components/responses/Error{status}"}


def responses() -> dict[str, Any]:
    """The answers that are errors, by the names under which `reference` finds them."""
    return {f"Error{status}": _response(status, meaning) for status, meaning in _MEANINGS.items()}


def _response(status: int, meaning: str) -> dict[str, Any]:
    examples = {
        name: {"summary": fault.message, "value": _example(fault)} for name, fault in faults() if fault.status == status
    }
    content = {"schema": {"$ref": "#/components/schemas/Error"}, "examples": examples}
    also = ["Retry-After"] if status in _RETRY else []
    return {
        "description": meaning,
        "headers": headers("X-Request-Id", "Cache-Control", *also),
        "content": {"application/json": content},
    }


def _example(fault: Fault) -> dict[str, Any]:
    when = datetime(2026, 11, 24, 16, 46, 23, tzinfo=UTC)
    return enveloped(fault, "POST /v1/assistants", "req_0193600000007000800000000000abcd", when)
