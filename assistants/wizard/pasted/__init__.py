"""What people paste to fill the wizard: JSON of our API, a cURL command, or an assistant exported from OpenAI."""

import re
from copy import deepcopy
from typing import Any
from urllib.parse import urlsplit

from assistants.strict_json import NotJson, value_of
from assistants.wizard.pasted.curl import command_in
from assistants.wizard.pasted.openai import from_openai, is_of_openai
from assistants.wizard.pasted.ours import fitting
from assistants.wizard.pasted.result import Dropped, Pasted, Unreadable

__all__ = ["Dropped", "Pasted", "Unreadable", "read"]

_COMMAND = re.compile(r"^[ \t]*(?:[$>%#][ \t]+)?(?:\S*[/\\])?(?=curl(?:\.exe)?\s)", re.MULTILINE)


def read(text: str, organization_id: str) -> Pasted:
    """The request that a pasted text holds, for an organization, and what of the text was left behind.

    What the body holds is not judged, except that its shape is one that the wizard can show; secrets are never taken.
    Raises `Unreadable` with line and column.
    """
    command = None if text.lstrip()[:1] in ("{", "[") else _COMMAND.search(text)
    if command is None:
        return _assistant(_json(text), "JSON", "", organization_id)
    request = command_in(text, command.end())
    try:
        value = value_of(request.data.text, called="The data of the command")
    except NotJson as error:
        raise Unreadable.at(f"{error.reason}.", text, request.data.source(error.position)) from None
    found = _assistant(value, "A cURL command", urlsplit(request.url).hostname or "", organization_id)
    return Pasted(found.body, request.dropped + found.dropped, found.recognised)


def _json(text: str) -> Any:
    try:
        return value_of(text)
    except NotJson as error:
        if text.lstrip()[:1] not in ("{", "["):
            advice = "Paste JSON, which begins with {, or a command, which begins with curl."
            raise Unreadable.at(advice, text, len(text) - len(text.lstrip())) from None
        raise Unreadable.at(f"{error.reason}.", text, error.position) from None


def _assistant(value: Any, recognised: str, host: str, organization_id: str) -> Pasted:
    body = _only_one(value)
    if is_of_openai(body, host):
        body, dropped = from_openai(body)
        recognised = "An assistant of OpenAI"
    else:
        body, dropped = deepcopy(body), ()
    body, more = fitting(body, organization_id)
    return Pasted(body, (*dropped, *more), recognised)


def _only_one(value: Any) -> dict[str, Any]:
    """The object, also where it is the only one of a list, as both APIs answer lists."""
    if isinstance(value, dict):
        listed = value.get("data") if value.get("object") == "list" else value.get("assistants")
        value = listed if isinstance(listed, list) else [value]
    if not isinstance(value, list) or len(value) != 1 or not isinstance(value[0], dict):
        number = f", and these are {len(value)}" if isinstance(value, list) and len(value) != 1 else ""
        raise Unreadable(f"Paste the JSON object of one assistant{number}.")
    return value[0]
