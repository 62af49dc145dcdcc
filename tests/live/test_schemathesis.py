"""The running server keeps what its document says, whatever is sent: schemathesis reads the document and tries."""

import json
from itertools import count
from typing import Any

import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import CheckContext
from schemathesis.config import SchemathesisConfig
from schemathesis.core.transport import Response
from schemathesis.generation import GenerationMode
from schemathesis.generation.case import Case

from assistants.api import api
from assistants.problems import Code
from tests.live.acme import ORGANIZATION, full_body
from tests.live.api import Api
from tests.live.server import Server

SETTINGS = settings(max_examples=20, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
NUMBERS = count(1)

# What a request of the right shape may still be refused for: what no schema can say.
BEYOND_SHAPE = {
    Code.CONFLICT,
    Code.DUPLICATE,
    Code.INVALID_CHARACTER,
    Code.INVALID_IMAGE,
    Code.INVALID_SCHEMA,
    Code.INVALID_URL,
    Code.NOT_ALLOWED,
    Code.NOT_FOUND,
    Code.PRIVATE_ADDRESS,
    Code.RETIRED,
    Code.SECRET_REQUIRED,
}
# The same, where the code alone may also stand for a wrong shape.
BEYOND_SHAPE_AT = {
    # No visible character is left of the name.
    ("name", Code.TOO_SHORT),
    # The picture that goes with icon_type.
    ("avatar_id", Code.REQUIRED),
    ("icon_data", Code.REQUIRED),
    ("icon_id", Code.REQUIRED),
    # The chosen model's own limits.
    ("context_window", Code.OUT_OF_RANGE),
    ("max_completion_tokens", Code.OUT_OF_RANGE),
}


def narrowed() -> dict[str, Any]:
    """The document, for Acme: in another organization everything is refused before it is looked at."""
    document: dict[str, Any] = json.loads(json.dumps(api.document))
    for body in ("AssistantBody", "AssistantChange"):
        document["components"]["schemas"][body]["properties"]["organization_id"] = {"const": ORGANIZATION}
    return document


CONFIG = SchemathesisConfig.from_dict(
    {
        # Stands aside for refused_only_for_what_no_schema_can_say, which knows that an id has to exist.
        "checks": {"positive_data_acceptance": {"enabled": False}},
        # One function answers to both PUT and PATCH: the bounds of every field are tried with one of them.
        "operations": [{"include-method": "PATCH", "phases": {"coverage": {"enabled": False}}}],
    }
)

# No request leaves the machine: what is asked of MCP servers is tested with one of our own.
schema = schemathesis.openapi.from_dict(narrowed(), config=CONFIG).exclude(operation_id="probe_mcp_server")


@schemathesis.check
def refused_only_for_what_no_schema_can_say(ctx: CheckContext, response: Response, case: Case[Any]) -> None:
    """positive_data_acceptance, but for ids that have to exist and the like."""
    if _is_positive(case) and response.status_code in (400, 422):
        problems = [(found["field"], found["code"]) for found in response.json()["error"]["details"]["errors"]]
        # What is left of a text without its refused characters may be too short.
        unreadable = {field for field, code in problems if code == Code.INVALID_CHARACTER}
        assert problems
        assert [(at, code) for at, code in problems if at not in unreadable and not _beyond_shape(at, code)] == []


def _is_positive(case: Case[Any]) -> bool:
    return case.meta is not None and case.meta.generation.mode == GenerationMode.POSITIVE


def _beyond_shape(field: str, code: str) -> bool:
    # Whole numbers fit into 64 bits in what is kept as it was sent, too.
    in_a_schema = field.startswith("json_schemas.") or ".schema." in field
    return code in BEYOND_SHAPE or (field, code) in BEYOND_SHAPE_AT or (in_a_schema and code == Code.OUT_OF_RANGE)


def _fresh(case: Case[Any]) -> None:
    """Keys, tags and names come again and again, or never fit, and are refused for that alone."""
    if _is_positive(case):
        case.headers.pop("Idempotency-Key", None)
        case.headers.pop("If-Match", None)
        if isinstance(case.body, dict) and "name" in case.body:
            case.body["name"] = f"{str(case.body['name'])[:200]}{next(NUMBERS)}"


def _at_an_assistant(case: Case[Any], ann: Api) -> None:
    """No random id is one of an assistant: one is made, and deleted where it is to be restored."""
    if _is_positive(case) and "assistant_id" in case.path_parameters:
        made = ann.post(full_body(f"Assistant {next(NUMBERS)}")).json()["id"]
        case.path_parameters["assistant_id"] = made
        if case.path.endswith("{assistant_id}/restore"):
            ann.http.delete(f"/v1/assistants/{made}")


@schema.parametrize()
@SETTINGS
def test_the_api_keeps_its_document(case: Case[Any], shared: Server, keys: dict[str, str], ann: Api) -> None:
    _fresh(case)
    _at_an_assistant(case, ann)

    case.call_and_validate(shared.url, headers={"X-API-Key": keys["ann"]})


def test_what_was_created_can_be_read(shared: Server, keys: dict[str, str]) -> None:
    class Steps(schema.as_state_machine()):  # type: ignore[misc]  # made at run time
        def before_call(self, case: Case[Any]) -> None:
            _fresh(case)

        def get_call_kwargs(self, case: Case[Any]) -> dict[str, Any]:
            return {"base_url": shared.url, "headers": {"X-API-Key": keys["ann"]}}

    Steps.run(settings=settings(SETTINGS, stateful_step_count=4))
