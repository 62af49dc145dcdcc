"""Assistants: create one, read one."""

from django.http import HttpRequest, HttpResponse
from ninja import Router

from assistants.api import documentation as docs
from assistants.api.door import caller_of, once_of
from assistants.api.reading import json_object
from assistants.api.rendering import json_response
from assistants.choices import Scope
from assistants.policy.rights import require_scope
from assistants.queries.assistants import seen_by
from assistants.queries.record import Record
from assistants.services import assistant as services

router = Router(tags=["Assistants"])


@router.post("", response=docs.CREATED, openapi_extra=docs.CREATE)
def create_assistant(request: HttpRequest) -> HttpResponse:
    """Create a new AI assistant with custom configuration, tools, and behavior rules."""
    caller, body = caller_of(request), json_object(request)
    require_scope(caller, Scope.ASSISTANTS_WRITE)
    once = once_of(request, "POST /v1/assistants", body)
    created = services.create(body, caller=caller, once=once)
    headers = {"Location": f"/v1/assistants/{created.record['id']}"}
    if created.replayed:
        headers["Idempotent-Replayed"] = "true"
    return _shown(created.record, 201, headers)


@router.get("/{assistant_id}", response=docs.FOUND, openapi_extra=docs.GET)
def get_assistant(request: HttpRequest, assistant_id: str) -> HttpResponse:
    """Get one assistant, as far as you may see it."""
    caller = caller_of(request)
    require_scope(caller, Scope.ASSISTANTS_READ)
    return _shown(seen_by(caller, assistant_id))


def _shown(record: Record, status: int = 200, headers: dict[str, str] | None = None) -> HttpResponse:
    # Strong: two answers with one version hold the same bytes for one caller.
    return json_response(record, status, {"ETag": f'"{record["version"]}"', **(headers or {})})
