"""The first page: the assistants of the organization that was used last, or a choice of organizations."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control

from assistants.queries.belonging import organizations_of
from assistants.signed_in import LAST_ORGANIZATION


@login_required
@cache_control(no_store=True)
def home(request: HttpRequest) -> HttpResponse:
    """Go to the one organization, or to the last one; else ask."""
    organizations = organizations_of(str(request.user.pk))
    last = request.COOKIES.get(LAST_ORGANIZATION)
    known = [found.id for found in organizations if found.id == last or len(organizations) == 1]
    if known:
        return redirect("dashboard:assistants", known[0])
    return render(request, "dashboard/organizations.html", {"organizations": organizations})
