"""Where a wizard begins: with nothing, with something that is there, or with an assistant to change."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from assistants.choices import AccessLevel
from assistants.forms import FORMS
from assistants.limits import DRAFTS
from assistants.models import Draft
from assistants.policy.rights import require_level
from assistants.problems import TooManyDrafts
from assistants.queries.assistants import seen_by
from assistants.queries.drafts import drafts_of, edit_of
from assistants.services import draft as services
from assistants.signed_in import MemberRequest, member_view
from assistants.wizard import steps
from assistants.wizard.drafts import progress

# The section that only an assistant's owners see and change (contract, section 4).
_OWNERS = "access"


@require_http_methods(["GET", "POST"])
@member_view
def new(request: MemberRequest) -> HttpResponse:
    """The ways to start a new assistant; POST starts with nothing."""
    if request.method == "POST":
        return begin(request, {})
    own = drafts_of(request.caller)
    last = next((row for row in own if row.assistant_id is None), None)
    return render(request, "wizard/new.html", {"last": last, "progress": progress(last) if last else ""})


@require_http_methods(["GET", "POST"])
@member_view
def edit(request: MemberRequest, assistant_id: str) -> HttpResponse:
    """Ask whether to change an assistant; POST begins, or goes on with the edit that was begun."""
    record = seen_by(request.caller, assistant_id)
    level = AccessLevel(record["user_access_level"])
    require_level(level, AccessLevel.OWNER, AccessLevel.EDIT)
    begun = edit_of(request.caller, assistant_id)
    if request.method != "POST":
        return render(request, "wizard/edit.html", {"assistant": record, "begun": begun})
    if begun:
        return HttpResponseRedirect(steps.href(begun, _first(begun, request.GET.get("step"))))
    posted = {
        key: form.posted_from(record) for key, form in FORMS.items() if level == AccessLevel.OWNER or key != _OWNERS
    }
    return begin(request, posted, assistant_id=assistant_id, base_version=record["version"])


def begin(request: MemberRequest, posted: dict[str, Any], **edit: Any) -> HttpResponse:
    """Start a draft and go to its first step."""
    try:
        draft = services.start(posted, caller=request.caller, **edit)
    except TooManyDrafts:
        messages.warning(request, f"You have {DRAFTS} drafts, and more are not kept. Finish or discard one first.")
        return HttpResponseRedirect(steps.list_href(request.caller.organization_id))
    return HttpResponseRedirect(steps.href(draft, _first(draft, request.GET.get("step"))))


def _first(draft: Draft, wanted: str | None) -> str:
    """The step where the person begins: the one that a link asks for, if the draft goes through it."""
    keys = steps.keys_of(draft)
    return wanted if wanted in keys else keys[0]
