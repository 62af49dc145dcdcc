"""Fill the wizard with what was pasted: a request, a command, or an assistant exported from elsewhere."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from assistants.forms import FORMS
from assistants.models.draft import KEPT
from assistants.problems import DraftChanged
from assistants.queries.drafts import draft_of
from assistants.services import draft as services
from assistants.signed_in import MemberRequest, member_view
from assistants.wizard import pasted, steps
from assistants.wizard.start import begin

Sections = dict[str, dict[str, list[str]]]


@require_http_methods(["GET", "POST"])
@member_view
def paste(request: MemberRequest) -> HttpResponse:
    """Start a new draft from a text."""
    back = reverse("wizard:new", args=[request.caller.organization_id])
    return _asked(request, back, lambda sections: begin(request, sections))


@require_http_methods(["GET", "POST"])
@member_view
def paste_into(request: MemberRequest, draft_id: str) -> HttpResponse:
    """Replace what a draft holds by a text."""
    draft = draft_of(request.caller, draft_id)

    def fill(sections: Sections) -> HttpResponse:
        own = {key: sections[key] for key in steps.keys_of(draft)}
        try:
            saved = services.rewrite(draft_id, own, caller=request.caller, revision=draft.revision)
        except DraftChanged:
            messages.warning(request, "The draft was changed in another tab at the same moment. Paste it again.")
            return HttpResponseRedirect(request.get_full_path())
        return HttpResponseRedirect(steps.href(saved, steps.keys_of(saved)[0]))

    return _asked(request, steps.href(draft, steps.keys_of(draft)[0]), fill)


def _asked(request: MemberRequest, back: str, fill: Callable[[Sections], HttpResponse]) -> HttpResponse:
    text = request.POST.get("text", "")
    page: dict[str, Any] = {"back": back, "text": text}
    if request.method == "POST":
        try:
            found = pasted.read(text, request.caller.organization_id)
        except pasted.Unreadable as unreadable:
            return render(request, "wizard/paste.html", page | {"error": str(unreadable)})
        if not request.POST.get("agreed") and found.dropped:
            return render(request, "wizard/paste.html", page | {"found": found})
        return fill(_sections(found.body))
    return render(request, "wizard/paste.html", page)


def _sections(body: Mapping[str, Any]) -> Sections:
    """A body as it would be typed; a draft takes no secret of it."""
    return {
        key: {name: values for name, values in form.posted_from(body).items() if not name.endswith(KEPT)}
        for key, form in FORMS.items()
    }
