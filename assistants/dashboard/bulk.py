"""The same change to several assistants: a preview of what becomes of each, the change, and its undoing."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any, NamedTuple

from django.http import Http404, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from assistants.choices import SeveralAction
from assistants.limits import SEVERAL
from assistants.services.assistant.several import Done, Planned, carry_out, plan, undo
from assistants.signed_in import MemberRequest, member_view


class Words(NamedTuple):
    """An action in the words of its pages: the question, the button, and what is true of each afterwards."""

    title: str
    button: str
    done: str


WORDS: Mapping[SeveralAction, Words] = {
    SeveralAction.DEACTIVATE: Words("Deactivate", "Deactivate", "Inactive"),
    SeveralAction.ACTIVATE: Words("Activate", "Activate", "Active"),
    SeveralAction.DELETE: Words("Delete", "Delete", "Deleted"),
    SeveralAction.PRIVATE: Words("Make private", "Make private", "Private"),
    SeveralAction.ORGANIZATION: Words("Open to everyone in the organization", "Open to everyone", "Open to everyone"),
    SeveralAction.PUBLIC: Words("Make public", "Make public", "Public"),
}

# Where the last result of each organization is kept, so that it can be looked at again, and undone.
_RESULT = "several"


@require_POST
@member_view
def bulk(request: MemberRequest) -> HttpResponse:
    """Show what the action `do` would do to each of the assistants `id`; nothing is written."""
    if (action := _action(request)) is None:
        return HttpResponseBadRequest("do: one of " + ", ".join(SeveralAction), content_type="text/plain")
    ids = request.POST.getlist("id")
    planned = plan(ids, action, caller=request.caller)
    will = [item for item in planned if not item.refusal]
    context = {
        "action": action,
        "words": WORDS[action],
        "will": will,
        "refused": [item for item in planned if item.refusal],
        "losing": _people(will, "loses"),
        "gaining": _people(will, "gains"),
        "too_many": max(len(set(ids)) - SEVERAL, 0),
    }
    return render(request, "dashboard/bulk.html", context)


@require_POST
@member_view
def bulk_do(request: MemberRequest) -> HttpResponse:
    """Do it, to each assistant at the version that the preview showed, and go to the result."""
    if (action := _action(request)) is None:
        return HttpResponseBadRequest("do: one of " + ", ".join(SeveralAction), content_type="text/plain")
    versions = dict(_pair(sent) for sent in request.POST.getlist("at")[:SEVERAL])
    _keep(request, action.value, carry_out(versions, action, caller=request.caller))
    return redirect("dashboard:bulk-result", request.caller.organization_id)


@require_safe
@member_view
def bulk_result(request: MemberRequest) -> HttpResponse:
    """What has become of each, and the way back."""
    action, done, is_undone = _kept(request)
    words = WORDS[SeveralAction(action)]
    made, refused = [item for item in done if not item.refusal], [item for item in done if item.refusal]
    context = {"words": words, "made": made, "refused": refused, "is_undone": is_undone, "action": action}
    return render(request, "dashboard/bulk_result.html", context)


@require_POST
@member_view
def bulk_undo(request: MemberRequest) -> HttpResponse:
    """Undo the last action, as far as nobody has changed the assistants since."""
    action, done, is_undone = _kept(request)
    if not is_undone:
        _keep(request, action, undo(done, caller=request.caller), is_undone=True)
    return redirect("dashboard:bulk-result", request.caller.organization_id)


def _action(request: MemberRequest) -> SeveralAction | None:
    sent = request.POST.get("do")
    return SeveralAction(sent) if sent in list(SeveralAction) else None


def _pair(sent: str) -> tuple[str, int]:
    """An assistant and its version, as the preview wrote them: `7 asst_…`; what is no such thing names nothing."""
    number, _, id_ = sent.partition(" ")
    is_number = number.isascii() and number.isdecimal() and len(number) < 10
    return (id_, int(number)) if is_number else ("", 0)


def _people(planned: Sequence[Planned], kind: str) -> list[str]:
    """Everyone who loses or gains access to at least one of them, by name."""
    found = {row["id"]: row["name"] for item in planned if item.people for row in item.people[kind]}
    return sorted(found.values(), key=str.casefold)


def _keep(request: MemberRequest, action: str, done: Sequence[Done], *, is_undone: bool = False) -> None:
    result = {"action": action, "done": [asdict(item) for item in done], "is_undone": is_undone}
    kept: dict[str, Any] = request.session.get(_RESULT, {})
    request.session[_RESULT] = {**kept, request.caller.organization_id: result}


def _kept(request: MemberRequest) -> tuple[str, list[Done], bool]:
    result = request.session.get(_RESULT, {}).get(request.caller.organization_id)
    if result is None:
        raise Http404
    return result["action"], [Done(**item) for item in result["done"]], result["is_undone"]
