"""The query of an address: declared keys only, each at most once, read as strictly as a body (contract, section 6)."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar, get_args
from urllib.parse import parse_qsl

from django.http import HttpRequest
from pydantic import ValidationError
from pydantic.fields import FieldInfo

from assistants.problems import Code, Problem, Refused
from assistants.spec.explain import problems_of
from assistants.spec.section import Strict, sent_fields
from assistants.spec.text import cleaned

Query = TypeVar("Query", bound=Strict)

_WHOLE_NUMBER = re.compile("-?[0-9]{1,4000}")  # Python reads no longer ones
_BOOLEANS = {"true": True, "false": False}

# How the text of a query becomes a value of another type; text that does not is left for the model to refuse.
_READ: Mapping[type, Callable[[str], Any]] = {
    int: lambda text: int(text) if _WHOLE_NUMBER.fullmatch(text) else text,
    bool: lambda text: _BOOLEANS.get(text, text),
}


def query_of(request: HttpRequest, model: type[Query]) -> Query:
    """The request's query as a `model`; raises `Refused` with all its problems, each at its key."""
    pairs = _pairs(request)
    sent, problems = cleaned(dict(pairs))
    times = Counter(key for key, _ in pairs)
    problems += [Problem((key,), Code.DUPLICATE, "Send this key once.") for key in times if times[key] > 1]
    fields = sent_fields(model)
    try:
        query = model.model_validate({key: _value(text, fields.get(key)) for key, text in sent.items()})
    except ValidationError as failure:
        raise Refused([*problems, *problems_of(failure)]) from None
    if problems:
        raise Refused(problems)
    return query


def sent_value(request: HttpRequest, key: str) -> str | None:
    """The text behind a key of the request's query, the last one if it is repeated, before the query is judged."""
    return dict(_pairs(request)).get(key)


def parameters_of(model: type[Strict]) -> list[dict[str, Any]]:
    """What the OpenAPI document says of the query that `query_of` reads."""
    schema = model.model_json_schema()
    return [
        {
            "name": name,
            "in": "query",
            "required": name in schema.get("required", ()),
            "description": shown.pop("description", ""),
            "schema": shown,
        }
        for name, shown in _inlined(schema["properties"], schema.get("$defs", {})).items()
    ]


def _inlined(shown: Any, definitions: Mapping[str, Any]) -> Any:
    """A schema with its definitions where they are referred to: a parameter has no place for them."""
    match shown:
        case {"$ref": str(reference), **own}:
            return definitions[reference.rpartition("/")[2]] | own
        case dict():
            return {key: _inlined(value, definitions) for key, value in shown.items()}
        case list():
            return [_inlined(value, definitions) for value in shown]
    return shown


def _pairs(request: HttpRequest) -> list[tuple[str, str]]:
    # WSGI hands the bytes over as Latin-1. What is not UTF-8 becomes a lone surrogate, which no text may hold;
    # Django's own QueryDict would change it into U+FFFD in silence.
    text = request.META.get("QUERY_STRING", "").encode("latin-1").decode("utf-8", "surrogateescape")
    return parse_qsl(text, keep_blank_values=True, errors="surrogateescape")


def _value(text: str, field: FieldInfo | None) -> Any:
    kinds = _kinds(field.annotation) if field else ()
    read = next((_READ[kind] for kind in kinds if kind in _READ), None)
    return read(text) if read else text


def _kinds(annotation: Any) -> Iterator[type]:
    """The types that a field takes, whether or not it may be left out."""
    if isinstance(annotation, type):
        yield annotation
    for inner in get_args(annotation):
        yield from _kinds(inner)
