"""JSON in: what the API reads of a request's body."""

from typing import Any, NoReturn

from django.http import HttpRequest
from django.http.request import UnreadablePostError

from assistants import strict_json
from assistants.api.errors import Fault, RequestRefused
from assistants.problems import Code, Problem, Refused
from assistants.strict_json import NotJson


def json_object(request: HttpRequest) -> dict[str, Any]:
    """The object of the body; raises `RequestRefused` with status 415 or 400."""
    charset = (request.content_params or {}).get("charset", "utf-8")
    if request.content_type != "application/json" or charset.lower() != "utf-8":
        raise RequestRefused(
            Fault(415, "UNSUPPORTED_MEDIA_TYPE", "Send JSON in UTF-8, with Content-Type: application/json.")
        )
    try:
        if len(request.body) < int(request.META.get("CONTENT_LENGTH") or 0):
            _ended_early()
        return strict_json.object_of(request.body.decode("utf-8"), called="The body")
    except UnreadablePostError:
        _ended_early()
    except UnicodeDecodeError:
        _malformed("The body is not UTF-8.")
    except NotJson as error:
        _malformed(error.message)


def no_object(request: HttpRequest) -> dict[str, Any]:
    """The body of a request that needs none: nothing, or an object without members."""
    sent = json_object(request) if request.META.get("CONTENT_LENGTH") not in (None, "", "0") else {}
    if sent:
        raise Refused([Problem((name,), Code.UNKNOWN_FIELD, "This request takes no fields.") for name in sent])
    return sent


def _ended_early() -> NoReturn:
    _malformed("The body ended before its announced length.")


def _malformed(message: str) -> NoReturn:
    raise RequestRefused(Fault(400, "MALFORMED_JSON", message))
