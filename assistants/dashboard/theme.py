"""Light, dark, or as the system: a cookie, so that the first page of a new visit is drawn right."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from assistants.choices import Theme

_YEAR = 365 * 24 * 60 * 60


@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Keep the chosen `theme`, and go back to the page `next` of this site."""
    if request.POST.get("theme") not in list(Theme):
        return HttpResponseBadRequest("theme: one of auto, light, dark", content_type="text/plain")
    back = request.POST.get("next", "/")
    is_ours = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    response = HttpResponseRedirect(back if is_ours else "/")
    response.set_cookie(
        "theme", request.POST["theme"], max_age=_YEAR, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )
    return response
