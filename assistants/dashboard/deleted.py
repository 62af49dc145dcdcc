"""The deleted assistants, each with a way back."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assistants.dashboard.paging import paging, window_of
from assistants.queries.deleted import deleted as deleted_of
from assistants.signed_in import MemberRequest, member_view


@require_safe
@member_view
def deleted(request: MemberRequest) -> HttpResponse:
    """The deleted assistants that the member may restore, the last deleted first."""
    rows, total = deleted_of(request.caller, window_of(request.GET))
    context = {"rows": rows, **paging(request.GET, total)}
    return render(request, "dashboard/deleted.html", context)
