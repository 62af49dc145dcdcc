"""The list of assistants."""

from django.http import HttpResponse
from django.shortcuts import render

from assistants.signed_in import MemberRequest, member_view


@member_view
def assistants(request: MemberRequest) -> HttpResponse:
    """The assistants that the member may see."""
    return render(request, "dashboard/assistants.html")
