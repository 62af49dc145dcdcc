"""An assistant's picture as an answer; it is a document of its own, and so is served apart from everything else."""

from hashlib import sha256

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.http import parse_etags

from assistants.queries.icon import Picture


def served(request: HttpRequest, picture: Picture) -> HttpResponse:
    """The picture, or word that the client has it still; nothing in it can act (security.md, "Payload bombs")."""
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
