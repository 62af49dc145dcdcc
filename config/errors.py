"""What is answered where a view has nothing to say: pages for people, and nothing yet for programs.

Under /v1 the body is written by `config.middleware.api_envelope`; no template of a page has a part in it.
"""

from django.http import HttpRequest, HttpResponse
from django.views import defaults


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 404."""
    return HttpResponse(status=404) if _is_api(request) else defaults.page_not_found(request, exception)


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 403."""
    return HttpResponse(status=403) if _is_api(request) else defaults.permission_denied(request, exception)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 400."""
    return HttpResponse(status=400) if _is_api(request) else defaults.bad_request(request, exception)


def failed(request: HttpRequest) -> HttpResponse:
    """Answer 500."""
    return HttpResponse(status=500) if _is_api(request) else defaults.server_error(request)


def _is_api(request: HttpRequest) -> bool:
    return request.path.startswith("/v1/")
