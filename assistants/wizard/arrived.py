"""What a step's form sends: the section as it was typed, the secrets apart, and what the pressed button asks."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict

from assistants.forms import FORMS, Posted, SectionForm
from assistants.wizard import probing

# Buttons that change what was typed and stay on the step, and what each does.
CHANGES = ("add", "remove", "choose", "drop")


@dataclass(frozen=True, slots=True)
class Arrived:
    """A section as the browser sent it; `changed` is the field whose button was pressed, if that stays here."""

    posted: Posted
    secrets: dict[str, str]
    revision: int
    changed: str


def arrived(request: HttpRequest, step: str, before: Posted) -> Arrived:
    """Read a step's form; `before` is what the draft holds of the section."""
    form, data = FORMS[step], request.POST
    files = cast("MultiValueDict[str, Any]", request.FILES)
    posted, secrets = form.split(data, files, before)
    revision = revision_of(data.get("revision"))
    if field := data.get("find"):
        return Arrived(posted, secrets, revision, field)
    if step == probing.STEP and (row := probing.row_number(data.get("tools"))) is not None:
        posted = probing.ticked(posted, row, data.getlist("tested.allowed"), data.getlist("tested.asks"))
        return Arrived(posted, secrets, revision, f"mcp_tools.{row}")
    for button in CHANGES:
        if value := data.get(button):
            typed = (_changed(form, button, value, mapping) for mapping in (posted, secrets))
            return Arrived(next(typed), next(typed) if button == "remove" else secrets, revision, value)
    return Arrived(posted, secrets, revision, "")


def _changed(form: type[SectionForm], button: str, value: str, posted: Mapping[str, Any]) -> dict[str, Any]:
    match button:
        case "add":
            return form.added(posted, value)
        case "remove":
            return form.removed(posted, value)
        case "choose":
            return form.chosen(posted, value)
    return form.dropped(posted, value)


def revision_of(text: str | None) -> int:
    """The revision that the page was filled from; what is none is no revision of any draft."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 10 else 0
