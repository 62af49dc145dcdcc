"""The picture of an assistant, for the pages."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from assistants.queries.icon import icon_seen_by
from assistants.served_picture import served
from assistants.signed_in import MemberRequest, member_view


@require_safe
@member_view
def icon(request: MemberRequest, assistant_id: str) -> HttpResponse:
    """The picture that the assistant shows."""
    picture = icon_seen_by(request.caller, assistant_id)
    if picture is None:
        raise Http404
    return served(request, picture)
