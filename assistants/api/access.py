"""Who has access to an assistant, and why; and what a change of that would mean."""

from django.http import HttpRequest, HttpResponse
from ninja import Router

from assistants.api import documentation as docs
from assistants.api.door import caller_with
from assistants.api.errors import Fault, RequestRefused
from assistants.api.query import query_of
from assistants.api.reading import json_object
from assistants.api.rendering import json_response
from assistants.choices import Scope
from assistants.queries import access
from assistants.queries.page import Page
from assistants.services import assistant as services

router = Router(tags=["Access"])


@router.get("/{assistant_id}/access", response={200: access.PeoplePage}, openapi_extra=docs.PEOPLE)
def list_access(request: HttpRequest, assistant_id: str) -> HttpResponse:
    """List everyone who has access, with the level and every reason."""
    caller = caller_with(request, Scope.ASSISTANTS_READ)
    shared = access.shared(caller, assistant_id)
    return json_response(access.people(shared, query_of(request, Page)))


# Before the address that takes any user's id.
@router.post("/{assistant_id}/access/preview", response={200: access.ChangesRow}, openapi_extra=docs.PREVIEW)
def preview_access(request: HttpRequest, assistant_id: str) -> HttpResponse:
    """Preview who would gain access, who would lose it, and who would have another level."""
    body = json_object(request)
    return json_response(services.preview(assistant_id, body, caller=caller_with(request, Scope.ASSISTANTS_READ)))


@router.get("/{assistant_id}/access/{user_id}", response={200: access.MemberRow}, openapi_extra=docs.PERSON)
def get_access(request: HttpRequest, assistant_id: str, user_id: str) -> HttpResponse:
    """Get one member's level, or none, and every reason for it."""
    caller = caller_with(request, Scope.ASSISTANTS_READ)
    found = access.person(access.shared(caller, assistant_id), user_id)
    if found is None:
        raise RequestRefused(Fault(404, "NOT_FOUND", f"Nobody in this organization has the id “{user_id}”."))
    return json_response(found)
