"""The request as a command to copy, whole."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from assistants.request_shown import curl_of
from assistants.signed_in import MemberRequest, member_view
from assistants.wizard.seen import look


@require_safe
@member_view
def curl(request: MemberRequest, draft_id: str) -> HttpResponse:
    """The cURL command that makes what the draft describes; variables stand for its secrets."""
    found = look(request.caller, draft_id)
    text = curl_of(found.body, f"{request.scheme}://{request.get_host()}")
    return HttpResponse(text + "\n", content_type="text/plain; charset=utf-8")
