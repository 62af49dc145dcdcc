"""Two tabs on one draft: what each of them says, field by field, for the person to choose."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_POST

from assistants.forms import FORMS, Posted
from assistants.models import Draft
from assistants.models.draft import KEPT
from assistants.problems import DraftChanged
from assistants.queries.drafts import draft_of
from assistants.services import draft as drafts
from assistants.signed_in import MemberRequest, member_view
from assistants.wizard import steps
from assistants.wizard.arrived import arrived
from assistants.wizard.merging import differing, merged, words

MINE = "mine"


@dataclass(frozen=True, slots=True)
class Row:
    """A field that the two tabs fill differently."""

    field: str
    label: str
    mine: str
    saved: str


def ask(request: MemberRequest, draft: Draft, step: str, mine: Posted) -> HttpResponse:
    """The page that shows both values of each field that differs; nothing has been written."""
    # The draft may have been saved between the two looks at it.
    current = draft_of(request.caller, draft.id)
    saved: Posted = current.posted.get(step, {})
    controls = FORMS[step].controls
    rows = [
        Row(field, controls[field].about.label, words(mine, field), words(saved, field))
        for field in differing(mine, saved, controls)
    ]
    hidden = [(name, value) for name, values in mine.items() if not name.endswith(KEPT) for value in values]
    page = {
        "draft": current,
        "step": step,
        "title": steps.title_of(current, step),
        "rows": rows,
        "hidden": hidden,
        "href": steps.href(current, step),
    }
    return render(request, "wizard/tabs.html", page)


@require_POST
@member_view
def resolve(request: MemberRequest, draft_id: str, step: str) -> HttpResponse:
    """Keep, of each field that differs, the value that was chosen: the saved one, unless it is `mine`."""
    draft = draft_of(request.caller, draft_id)
    if step not in steps.keys_of(draft):
        raise Http404
    saved: Posted = draft.posted.get(step, {})
    sent = arrived(request, step, saved)
    mine_at = {field for field in FORMS[step].controls if request.POST.get(f"take.{field}") == MINE}
    try:
        chosen = merged(sent.posted, saved, mine_at)
        drafts.save(draft_id, step, chosen, caller=request.caller, revision=sent.revision)
    except DraftChanged:
        return ask(request, draft, step, sent.posted)
    return HttpResponseRedirect(steps.href(draft, step))
