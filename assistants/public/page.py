"""The public page of an assistant, and its picture: for anyone who has the address."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assistants.problems import AssistantNotFound
from assistants.queries.public import public_assistant, public_picture
from assistants.served_picture import served


@require_safe
def page(request: HttpRequest, assistant_id: str) -> HttpResponse:
    """What chat shows of an active assistant with a public page; 404 for every other, as for one that never was."""
    try:
        found = public_assistant(assistant_id)
    except AssistantNotFound as unknown:
        raise Http404 from unknown
    response = render(request, "public/page.html", {"assistant": found})
    # It may be closed at any moment.
    response["Cache-Control"] = "no-cache"
    return response


@require_safe
def picture(request: HttpRequest, assistant_id: str) -> HttpResponse:
    """The picture of such an assistant."""
    try:
        found = public_picture(assistant_id)
    except AssistantNotFound as unknown:
        raise Http404 from unknown
    if found is None:
        raise Http404
    return served(request, found)
