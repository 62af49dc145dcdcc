"""What the OpenAPI document says of the requests and answers."""

from typing import Any, Literal

from pydantic import BaseModel, Field

from assistants.problems import Code
from assistants.spec.assistant import AssistantBody


class Warning(BaseModel):  # noqa: A001 - the contract's own word
    """Legal, and still worth a look (contract, section 5)."""

    code: str
    field: str
    message: str


class FieldError(BaseModel):
    """One thing that is wrong with a request, at its path as it was sent."""

    field: str = Field(examples=["tool_configurations.mcp_tools.0.server_url"])
    code: Code
    message: str


class ErrorDetails(BaseModel):
    errors: list[FieldError] = []


class ErrorBody(BaseModel):
    code: str = Field(examples=["VALIDATION_ERROR"])
    message: str
    system_message: str
    type: Literal["client_error", "server_error"]
    status: int
    details: ErrorDetails
    trace_id: str
    timestamp: str = Field(examples=["2026-11-24T16:46:23Z"])


class Error(BaseModel):
    """The envelope of every error."""

    success: Literal[False]
    error: ErrorBody


Assistant = AssistantBody  # the answer's model comes with the rest of the document

FAULTS = dict.fromkeys((400, 401, 403, 404, 409, 413, 415, 422, 429, 500, 503), Error)
CREATED: dict[int, Any] = {201: Any}
FOUND: dict[int, Any] = {200: Any}
CREATE: dict[str, Any] = {}
