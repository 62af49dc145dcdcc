"""Check and create: every answer, what is worth a look, who is reached; then the assistant is made."""

import re
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.views.decorators.http import require_http_methods

from assistants.forms import Known, by_section
from assistants.forms.section import Told
from assistants.problems import DraftChanged, Forbidden, NameTaken, Problem, Refused, VersionConflict
from assistants.services import draft as services
from assistants.signed_in import MemberRequest, member_view
from assistants.wizard import steps
from assistants.wizard.answers import answers_of
from assistants.wizard.arrived import revision_of
from assistants.wizard.confirmation import Confirmation, confirmation_of
from assistants.wizard.knowing import known_of, naming
from assistants.wizard.page import context
from assistants.wizard.seen import Seen, look
from assistants.wizard.step import form_of

_DATE = re.compile(r"\b[0-9]{4}-[0-9]{2}-[0-9]{2}\b")


@require_http_methods(["GET", "POST"])
@member_view
def check(request: MemberRequest, draft_id: str) -> HttpResponse:
    """Show what the draft says as a whole; POST makes or changes the assistant."""
    found = look(request.caller, draft_id)
    if request.method == "POST":
        return _finish(request, found)
    return _shown(request, found, confirmation_of(found, request.caller))


def _finish(request: MemberRequest, found: Seen) -> HttpResponse:
    if request.POST.get("go") == "back":
        return HttpResponseRedirect(steps.href(found.draft, steps.keys_of(found.draft)[-1]))
    if found.problems:
        return HttpResponseRedirect(_first_in_error(found))
    asked = confirmation_of(found, request.caller)
    if asked and (request.POST.get("confirm") != "on" or request.POST.get("reached") != asked.digest):
        # Ticked for other people than would be reached now: ask again.
        return _shown(request, found, asked, is_refused=True)
    return _made(request, found)


def _made(request: MemberRequest, found: Seen) -> HttpResponse:
    draft, revision = found.draft, revision_of(request.POST.get("revision"))
    goal = request.get_full_path()
    try:
        record = services.finish(draft.id, found.body, caller=request.caller, revision=revision)
    except VersionConflict:
        goal = reverse("wizard:versions", args=[draft.organization_id, draft.id])
    except DraftChanged:
        messages.warning(request, "The draft was changed in another tab. This is how it is now; check it once more.")
    except (Refused, NameTaken, Forbidden):
        # Somebody was quicker: the page shows what is wrong now.
        pass
    else:
        verb = "saved" if draft.assistant_id else "created"
        messages.success(request, f"“{record['name']}” has been {verb}. This is version {record['version']}.")
        goal = reverse("dashboard:assistant", args=[draft.organization_id, record["id"]])
    return HttpResponseRedirect(goal)


def _shown(
    request: MemberRequest, found: Seen, asked: Confirmation | None, *, is_refused: bool = False
) -> HttpResponse:
    answer, names = found.judgement.answer, known_of(request.caller, found, naming(found.draft.posted))
    page: dict[str, Any] = {
        **context(found, steps.CHECK, names),
        "sections": answers_of(found, names),
        "warnings": _warnings(found, answer["warnings"] if answer else ()),
        "told": _told(found, names),
        "asked": asked,
        "is_refused": is_refused,
        "is_overtaken": _is_overtaken(found),
    }
    return render(request, "wizard/check.html", page)


def _told(found: Seen, names: Known) -> list[Told]:
    """Everything that is wrong, each with the place where it is mended."""
    lines = []
    for key in found.problems_by_step:
        form, here = form_of(found, key, names, is_told=True), f"{steps.href(found.draft, key)}?return={steps.CHECK}"
        lines += [Told(f"{here}#{line.anchor}" if line.anchor else here, line.message) for line in form.summary]
    return lines


def _warnings(found: Seen, warnings: Any) -> list[tuple[str, str]]:
    """Each warning with the step where it can be acted on."""
    paths = [(warning, tuple(warning["field"].split("."))) for warning in warnings]
    keys = [(warning, *by_section([Problem(path, warning["code"], "")])) for warning, path in paths]
    return [
        (
            _DATE.sub(_in_words, warning["message"]),
            f"{steps.href(found.draft, key)}?return={steps.CHECK}" if key else "",
        )
        for warning, key in keys
    ]


def _in_words(date: re.Match[str]) -> str:
    return date_format(datetime.strptime(date.group(), "%Y-%m-%d").date(), "j F Y")  # noqa: DTZ007 - a day has no zone


def _first_in_error(found: Seen) -> str:
    wrong = next(key for key in steps.keys_of(found.draft) if key in found.problems_by_step)
    return f"{steps.href(found.draft, wrong)}?return={steps.CHECK}"


def _is_overtaken(found: Seen) -> bool:
    before = found.judgement.before
    return before is not None and before["version"] != found.draft.base_version
