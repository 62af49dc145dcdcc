"""The picture of an assistant, which is a document of its own and so is served apart from everything else."""

from hashlib import sha256

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.http import parse_etags
from ninja import Router

from assistants.api import documentation as docs
from assistants.api.door import caller_of
from assistants.api.errors import Fault, RequestRefused
from assistants.choices import Scope
from assistants.policy.rights import require_scope
from assistants.queries.icon import Picture, icon_seen_by

router = Router(tags=["Assistants"])


@router.get("/{assistant_id}/icon", response=docs.FOUND, openapi_extra=docs.ICON, summary="Get an assistant's icon")
def get_icon(request: HttpRequest, assistant_id: str) -> HttpResponse:
    """Get the picture that an assistant shows: PNG if it is its own, SVG from a library."""
    caller = caller_of(request)
    require_scope(caller, Scope.ASSISTANTS_READ)
    picture = icon_seen_by(caller, assistant_id)
    if picture is None:
        raise RequestRefused(Fault(404, "NOT_FOUND", "This assistant has no picture; its icon_url is null."))
    return _served(request, picture)


def _served(request: HttpRequest, picture: Picture) -> HttpResponse:
    # By what it shows, not by the assistant's version: a library's drawing may change without one.
    tag = f'"{sha256(picture.content).hexdigest()}"'
    known = parse_etags(request.headers.get("If-None-Match", ""))
    response = HttpResponseNotModified() if tag in known else HttpResponse(picture.content, picture.media_type)
    response["ETag"] = tag
    # A cache asks each time, for the right to see the picture may have ended.
    response["Cache-Control"] = "private, no-cache"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
