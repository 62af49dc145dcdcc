"""What an assistant was, and what has happened to it: versions and history."""

from django.http import HttpRequest, HttpResponse
from ninja import Router

from assistants.api import documentation as docs
from assistants.api.answering import answered
from assistants.api.door import caller_with, if_match, once_of
from assistants.api.query import query_of
from assistants.api.reading import no_object
from assistants.api.rendering import json_response
from assistants.choices import Scope
from assistants.queries import history, versions
from assistants.queries.page import Window
from assistants.services import assistant as services

router = Router(tags=["Versions"])


@router.get("/{assistant_id}/versions", response=docs.FOUND, openapi_extra=docs.VERSIONS)
def list_versions(request: HttpRequest, assistant_id: str) -> HttpResponse:
    """List the versions of an assistant, the newest first."""
    caller = caller_with(request, Scope.ASSISTANTS_READ)
    return json_response(versions.versions(versions.past(caller, assistant_id), query_of(request, Window)))


@router.get("/{assistant_id}/versions/{int:number}", response=docs.FOUND, openapi_extra=docs.VERSION)
def get_version(request: HttpRequest, assistant_id: str, number: int) -> HttpResponse:
    """Get an assistant as it was in one version."""
    past = versions.past(caller_with(request, Scope.ASSISTANTS_READ), assistant_id)
    return json_response(versions.version(past, number))


@router.get("/{assistant_id}/versions/{int:old}/diff/{int:new}", response=docs.FOUND, openapi_extra=docs.DIFFERENCES)
def get_differences(request: HttpRequest, assistant_id: str, old: int, new: int) -> HttpResponse:
    """Get what differs between two versions, field by field."""
    caller = caller_with(request, Scope.ASSISTANTS_READ)
    return json_response(versions.differences_between(versions.past(caller, assistant_id), old, new))


@router.post("/{assistant_id}/versions/{int:number}/restore", response=docs.FOUND, openapi_extra=docs.RESTORE_VERSION)
def restore_version(request: HttpRequest, assistant_id: str, number: int) -> HttpResponse:
    """Make an assistant what it was in one version, as a new version."""
    body = no_object(request)
    caller = caller_with(request, Scope.ASSISTANTS_WRITE)
    once = once_of(request, f"restore/{assistant_id}/{number}", body)
    restored = services.restore_version(assistant_id, number, caller=caller, if_match=if_match(request), once=once)
    return answered(restored, 200)


@router.get("/{assistant_id}/history", response=docs.FOUND, openapi_extra=docs.HISTORY)
def list_history(request: HttpRequest, assistant_id: str) -> HttpResponse:
    """List what has happened to an assistant, field by field, the newest first."""
    caller = caller_with(request, Scope.ASSISTANTS_READ)
    return json_response(history.history(versions.past(caller, assistant_id), query_of(request, Window)))
