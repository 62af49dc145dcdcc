"""One section of the wizard: shown as it was typed, and kept as it is typed."""

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from assistants.forms import FORMS, Known, SectionForm
from assistants.limits import SEARCH_LENGTH
from assistants.models import Draft
from assistants.problems import DraftChanged
from assistants.queries.drafts import draft_of
from assistants.services import draft as drafts
from assistants.signed_in import MemberRequest, member_view
from assistants.wizard import probing, steps, tabs
from assistants.wizard.arrived import Arrived, arrived
from assistants.wizard.knowing import known_of
from assistants.wizard.page import context
from assistants.wizard.reached import STEP, reached
from assistants.wizard.seen import Seen, look, seen


@require_http_methods(["GET", "POST"])
@member_view
def step(request: MemberRequest, draft_id: str, step: str) -> HttpResponse:
    """Show a section, or keep it and go where the pressed button leads."""
    if request.method == "POST":
        return _keep(request, draft_id, step)
    found = look(request.caller, draft_id)
    if step not in steps.keys_of(found.draft):
        raise Http404
    return _shown(request, found, step)


def _shown(request: MemberRequest, found: Seen, step: str, **more: Any) -> HttpResponse:
    names = known_of(request.caller, found, [step], _sought(request))
    page = {
        **_context(request, found, step, names),
        "form": form_of(found, step, names),
        "returns": _returns(request),
    }
    return render(request, "wizard/step.html", page | more)


def _context(request: MemberRequest, found: Seen, step: str, names: Known) -> dict[str, Any]:
    """What the frame of a step is given; that of Access says in the place of the request whom the answers reach."""
    page = context(found, step, names)
    if step != STEP:
        return page
    return {**page, "is_access": True, "reached": reached(found, request.caller, names)}


def form_of(found: Seen, step: str, names: Known, *, is_told: bool = False) -> SectionForm:
    """The form of a section; what is wrong with it is told once the person has gone on from it, or `is_told`."""
    told = found.problems_by_step.get(step, ()) if is_told or step in found.draft.visited else ()
    return FORMS[step](found.posted(step), known=names, problems=told)


def _keep(request: MemberRequest, draft_id: str, step: str) -> HttpResponse:
    draft = draft_of(request.caller, draft_id)
    if step not in steps.keys_of(draft):
        raise Http404
    sent = arrived(request, step, draft.posted.get(step, {}))
    row = probing.row_number(request.POST.get("test")) if step == probing.STEP else None
    on_the_way = bool(sent.changed or row is not None or request.POST.get("autosave"))
    try:
        saved = drafts.save(
            draft_id,
            step,
            sent.posted,
            caller=request.caller,
            revision=sent.revision,
            secrets=sent.secrets,
            visited=not on_the_way,
        )
    except DraftChanged:
        if request.POST.get("autosave"):
            return render(request, "wizard/overtaken.html")
        return tabs.ask(request, draft, step, sent.posted)
    if request.POST.get("autosave"):
        found = seen(request.caller, saved)
        names = known_of(request.caller, found, [step] if step == STEP else [])
        return render(request, "wizard/autosaved.html", _context(request, found, step, names))
    if row is not None:
        found = seen(request.caller, saved)
        return _shown(request, found, step, tested=probing.tested(found, row, request.caller))
    return HttpResponseRedirect(_goal(request, saved, step, sent))


def _goal(request: MemberRequest, draft: Draft, step: str, sent: Arrived) -> str:
    here = f"{request.path}?return={steps.CHECK}" if _returns(request) else request.path
    if sent.changed:
        return f"{_with_search(request, here)}#id_{sent.changed.partition(':')[0]}"
    match request.POST.get("go"):
        case "back":
            previous = steps.before(draft, step)
            return steps.href(draft, previous) if previous else steps.list_href(draft.organization_id)
        case "check":
            return steps.href(draft, steps.CHECK)
        case "close":
            return steps.list_href(draft.organization_id)
    if seen(request.caller, draft).problems_by_step.get(step):
        return here
    return steps.href(draft, steps.CHECK if _returns(request) else steps.after(draft, step))


def _returns(request: MemberRequest) -> bool:
    """Whether the person came from the check, to change one answer."""
    return request.GET.get("return") == steps.CHECK


def _with_search(request: MemberRequest, here: str) -> str:
    """The page with what a picker looks for, which is no part of the draft."""
    field = request.POST.get("find")
    if not field:
        return here
    return f"{here}{'&' if '?' in here else '?'}{urlencode({'find': field, 'q': request.POST.get(f'q.{field}', '')})}"


def _sought(request: MemberRequest) -> tuple[str, str] | None:
    field = request.GET.get("find")
    return (field, request.GET.get("q", "")[:SEARCH_LENGTH]) if field else None
