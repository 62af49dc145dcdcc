"""The OpenAPI document: what django-ninja reads from the operations, and what they all have in common."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation
from ninja.types import DictStrAny
from pydantic import BaseModel

from assistants import limits
from assistants.api.documentation import faults
from assistants.api.documentation.answers import Assistant, SeenAssistant, UnseenAssistant
from assistants.api.documentation.assistant_list import AssistantPage
from assistants.api.documentation.bodies import AssistantChange
from assistants.api.documentation.headers import HEADERS, headers
from assistants.api.documentation.looking_back import DifferencesAnswer, HistoryPage, VersionAnswer, VersionsPage
from assistants.api.documentation.probe import McpProbe
from assistants.api.documentation.schemas import schemas_of
from assistants.services.assistant.preview import AccessBody
from assistants.services.assistant.transfer import Transfer
from assistants.spec.assistant import AssistantBody

DESCRIPTION = f"""\
Build and govern the AI assistants of an organization.

**Who asks.** Send an API key in the header `X-API-Key`, and in no other way. A key acts as one user in one
organization.

**What is sent.** JSON in UTF-8, at most {limits.BODY_BYTES:,} bytes. Unknown fields are refused at every depth. In a
request, `null` for an optional field means that it is left out. `true` is not 1 and `"5"` is not 5, but `10.0` is the
integer 10. Lengths count characters. Line ends become LF; NUL and other control characters, lone surrogates and
direction overrides are refused everywhere. In lists of ids and stop sequences the order is kept, and a repeat is
dropped.

**What is answered.** Every field, always; times are Unix seconds. Every answer has the header `X-Request-Id`.

**What goes wrong** is told in one envelope, all problems of a request at once, each at its path as it was sent. An
address that does not exist answers 404 (`NOT_FOUND`), one that does not take the method 405 (`METHOD_NOT_ALLOWED`)
with the header `Allow`.

**Secrets** (`authorization` and the values of `headers` of an MCP server) are write-only: an answer shows that they
are set, never what they are.
"""

Document = dict[str, Any]

# Two methods do the same, and an operation's id is its own.
_OPERATION_IDS = {("put", "update_assistant"): "put_assistant"}


class DocumentedApi(NinjaAPI):
    """An API whose document says of every operation which errors and headers it may answer with."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        return operation.view_func.__name__

    @cached_property
    def document(self) -> OpenAPISchema:
        """The document; it is made once, for the one address at which the API is served."""
        return self.get_openapi_schema()

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: DictStrAny | None = None
    ) -> OpenAPISchema:
        """django-ninja's document, completed."""
        document = super().get_openapi_schema(path_prefix=path_prefix, path_params=path_params)
        for operations in document["paths"].values():
            for method, operation in operations.items():
                name = operation["operationId"]
                operations[method] = operation | {
                    "operationId": _OPERATION_IDS.get((method, name), name),
                    "responses": dict(sorted(_responses(operation))),
                }
        components = document["components"]
        components["schemas"] = dict(sorted(_merged(components["schemas"], _schemas()).items()))
        components |= {"responses": faults.responses(), "headers": HEADERS}
        return document


def _responses(operation: Document) -> Iterator[tuple[str, Document]]:
    own: dict[str, Document] = {str(status): response for status, response in operation["responses"].items()}
    for status, response in own.items():
        if "$ref" not in response:
            common = headers("X-Request-Id", "Cache-Control")
            yield status, response | {"headers": common | response.get("headers", {})}
        else:
            yield status, response
    for fault in _common_faults(operation):
        if str(fault) not in own:
            yield str(fault), faults.reference(fault)


def _common_faults(operation: Document) -> set[int]:
    places = {parameter.get("in") for parameter in operation["parameters"]}
    found = {401, 403, 429, 500, 503}
    if "requestBody" in operation:
        found |= {400, 413, 415, 422}
    if "path" in places:
        found.add(404)
    if "query" in places:
        found.add(422)
    return found


def _schemas() -> dict[str, Document]:
    answered: list[type[BaseModel]] = [
        Assistant,
        SeenAssistant,
        UnseenAssistant,
        AssistantPage,
        VersionsPage,
        VersionAnswer,
        DifferencesAnswer,
        HistoryPage,
        faults.Error,
    ]
    return schemas_of(sent=[AssistantBody, AssistantChange, Transfer, AccessBody, McpProbe], answered=answered)


def _merged(read: dict[str, Document], ours: dict[str, Document]) -> dict[str, Document]:
    if double := [name for name in read.keys() & ours.keys() if read[name] != ours[name]]:
        raise ValueError(f"two schemas have one name: {', '.join(sorted(double))}")
    return read | ours
