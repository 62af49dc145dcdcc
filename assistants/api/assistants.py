"""Assistants: create, read, change, delete, restore, duplicate and transfer one."""

from django.http import HttpRequest, HttpResponse
from ninja import Router

from assistants.api import documentation as docs
from assistants.api.answering import answered, shown
from assistants.api.door import caller_with, if_match, once_of
from assistants.api.query import query_of, sent_value
from assistants.api.reading import json_object, no_object
from assistants.api.rendering import json_response
from assistants.choices import Scope
from assistants.policy.rights import require_organization
from assistants.queries.assistant_list import assistants
from assistants.queries.assistant_query import AssistantQuery
from assistants.queries.assistants import seen_by
from assistants.services import assistant as services

router = Router(tags=["Assistants"])


@router.get("", response=docs.FOUND, openapi_extra=docs.LIST)
def list_assistants(request: HttpRequest) -> HttpResponse:
    """List the assistants that you may see, a page at a time."""
    caller = caller_with(request, Scope.ASSISTANTS_READ)
    require_organization(caller, sent_value(request, "organization_id"))
    return json_response(assistants(caller, query_of(request, AssistantQuery)))


@router.post("", response=docs.CREATED, openapi_extra=docs.CREATE)
def create_assistant(request: HttpRequest) -> HttpResponse:
    """Create a new AI assistant with custom configuration, tools, and behavior rules."""
    body = json_object(request)
    caller = caller_with(request, Scope.ASSISTANTS_WRITE)
    once = once_of(request, "POST /v1/assistants", body)
    return answered(services.create(body, caller=caller, once=once), 201)


@router.get("/{assistant_id}", response=docs.FOUND, openapi_extra=docs.GET)
def get_assistant(request: HttpRequest, assistant_id: str) -> HttpResponse:
    """Get one assistant, as far as you may see it."""
    return shown(seen_by(caller_with(request, Scope.ASSISTANTS_READ), assistant_id))


@router.api_operation(["PUT", "PATCH"], "/{assistant_id}", response=docs.FOUND, openapi_extra=docs.UPDATE)
def update_assistant(request: HttpRequest, assistant_id: str) -> HttpResponse:
    """Change an assistant: what is sent is merged into what is stored."""
    body = json_object(request)
    caller = caller_with(request, Scope.ASSISTANTS_WRITE)
    return shown(services.update(assistant_id, body, caller=caller, if_match=if_match(request)))


@router.delete("/{assistant_id}", response=docs.GONE, openapi_extra=docs.DELETE)
def delete_assistant(request: HttpRequest, assistant_id: str) -> HttpResponse:
    """Delete an assistant; its owners may restore it."""
    caller = caller_with(request, Scope.ASSISTANTS_WRITE)
    services.delete(assistant_id, caller=caller, if_match=if_match(request))
    return HttpResponse(status=204, headers={"Cache-Control": "no-store"})


@router.post("/{assistant_id}/restore", response=docs.FOUND, openapi_extra=docs.RESTORE)
def restore_assistant(request: HttpRequest, assistant_id: str) -> HttpResponse:
    """Restore a deleted assistant."""
    body = no_object(request)
    caller = caller_with(request, Scope.ASSISTANTS_WRITE)
    once = once_of(request, f"restore/{assistant_id}", body)
    return answered(services.restore(assistant_id, caller=caller, once=once), 200)


@router.post("/{assistant_id}/duplicate", response=docs.CREATED, openapi_extra=docs.DUPLICATE)
def duplicate_assistant(request: HttpRequest, assistant_id: str) -> HttpResponse:
    """Make a private copy of an assistant."""
    body = no_object(request)
    caller = caller_with(request, Scope.ASSISTANTS_WRITE)
    once = once_of(request, f"duplicate/{assistant_id}", body)
    return answered(services.duplicate(assistant_id, caller=caller, once=once), 201)


@router.post("/{assistant_id}/transfer", response=docs.FOUND, openapi_extra=docs.TRANSFER)
def transfer_assistant(request: HttpRequest, assistant_id: str) -> HttpResponse:
    """Make another member the owner of an assistant."""
    body = json_object(request)
    caller = caller_with(request, Scope.ASSISTANTS_WRITE)
    once = once_of(request, f"transfer/{assistant_id}", body)
    return answered(services.transfer(assistant_id, body, caller=caller, once=once), 200)
