"""JSON in: the one parser of the API, which refuses what parsers usually let pass (security.md)."""

import json
import math
from typing import Any, NoReturn

from django.http import HttpRequest
from django.http.request import UnreadablePostError

from assistants import limits
from assistants.api.errors import Fault, RequestRefused
from assistants.problems import Code, Problem, Refused

# Every whole number of so few digits is within a double.
_DIGITS_OF_A_DOUBLE = 308


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
        text = request.body.decode("utf-8")
        value = json.loads(
            text, object_pairs_hook=_without_repeats, parse_constant=_no_constant, parse_float=_finite, parse_int=_whole
        )
    except UnreadablePostError:
        _ended_early()
    except UnicodeDecodeError:
        _malformed("The body is not UTF-8.")
    except RecursionError:
        _too_deep()
    except json.JSONDecodeError as error:
        _malformed(f"The body is not JSON: {error.msg} at line {error.lineno}, column {error.colno}.")
    if not isinstance(value, dict):
        _malformed("The body must be a JSON object.")
    if _depth(value) > limits.JSON_DEPTH:
        _too_deep()
    return value


def no_object(request: HttpRequest) -> dict[str, Any]:
    """The body of a request that needs none: nothing, or an object without members."""
    sent = json_object(request) if request.META.get("CONTENT_LENGTH") not in (None, "", "0") else {}
    if sent:
        raise Refused([Problem((name,), Code.UNKNOWN_FIELD, "This request takes no fields.") for name in sent])
    return sent


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        _malformed("An object has the same key twice.")
    return found


def _no_constant(name: str) -> NoReturn:
    _malformed(f"{name} is not JSON; numbers must be finite.")


def _finite(text: str) -> float:
    if not math.isfinite(number := float(text)):
        _malformed("A number is beyond what a double can hold.")
    return number


def _whole(text: str) -> int:
    # The digits are counted first: Python refuses to read a few thousand of them.
    if len(text) > _DIGITS_OF_A_DOUBLE:
        _finite(text)
    return int(text)


def _depth(value: Any) -> int:
    """How deep arrays and objects nest; without recursion, for a body may nest deeper than Python's stack."""
    depth, layer = 0, [value]
    while layer:
        containers = [item for item in layer if isinstance(item, dict | list)]
        layer = [inner for item in containers for inner in (item.values() if isinstance(item, dict) else item)]
        depth += bool(containers)
    return depth


def _ended_early() -> NoReturn:
    _malformed("The body ended before its announced length.")


def _too_deep() -> NoReturn:
    _malformed(f"Arrays and objects nest deeper than {limits.JSON_DEPTH} levels.")


def _malformed(message: str) -> NoReturn:
    raise RequestRefused(Fault(400, "MALFORMED_JSON", message))
