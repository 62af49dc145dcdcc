"""A person's unfinished wizards: to resume, or to discard."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from assistants.forms import FORMS
from assistants.queries.drafts import DraftRow, draft_of, drafts_of
from assistants.services import draft as services
from assistants.signed_in import MemberRequest, member_view
from assistants.wizard import steps
from assistants.wizard.seen import look


@require_safe
@member_view
def drafts(request: MemberRequest) -> HttpResponse:
    """The caller's drafts, the last touched first."""
    rows = [(row, progress(row)) for row in drafts_of(request.caller)]
    return render(request, "wizard/drafts.html", {"rows": rows})


@require_safe
@member_view
def resume(request: MemberRequest, draft_id: str) -> HttpResponse:
    """Go on where the draft was left."""
    found = look(request.caller, draft_id)
    return HttpResponseRedirect(steps.href(found.draft, steps.resumed(found.draft, found.problems_by_step)))


@require_POST
@member_view
def discard(request: MemberRequest, draft_id: str) -> HttpResponse:
    """Remove a draft with its secrets."""
    draft = draft_of(request.caller, draft_id)
    services.discard(draft_id, caller=request.caller)
    messages.info(request, f"“{draft.name or 'The draft without a name'}” has been discarded.")
    return HttpResponseRedirect(steps.list_href(draft.organization_id))


def progress(row: DraftRow) -> str:
    """How far a draft is, as a list says it."""
    if row.assistant_id:
        return "Changes an assistant that exists"
    return f"{len(row.visited)} of {len(FORMS) + 1} steps are done"
