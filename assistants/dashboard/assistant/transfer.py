"""Hand an assistant over: choose a member by name, see what it means, confirm."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from assistants.choices import AccessLevel
from assistants.dashboard.assistant.page import href, shown
from assistants.dashboard.assistant.refusals import REFUSALS, told
from assistants.policy.rights import require_level
from assistants.problems import AssistantNotFound
from assistants.queries.access import Standing
from assistants.queries.assistant_page import Seen, seen
from assistants.queries.page import holds
from assistants.services import assistant as services
from assistants.services.assistant.outlook import outlook
from assistants.signed_in import MemberRequest, member_view
from assistants.spec.text import name_key

_SHOWN = 20


@require_http_methods(["GET", "POST"])
@member_view
def transfer(request: MemberRequest, assistant_id: str) -> HttpResponse:
    """Find the new owner by name; POST hands over to `created_by`."""
    found = seen(request.caller, assistant_id)
    require_level(found.level, AccessLevel.OWNER)
    refused: list[str] = []
    if request.method == "POST":
        try:
            services.transfer(assistant_id, {"created_by": request.POST.get("created_by")}, caller=request.caller)
        except REFUSALS as refusal:
            refused = told(refusal)
        else:
            return _handed_over(request, found)
    context = _choice(request, found) | {"refused": refused}
    return shown(request, found, "transfer", context, status=422 if refused else 200)


def _handed_over(request: MemberRequest, found: Seen) -> HttpResponse:
    new = _member(found, request.POST.get("created_by", ""))
    messages.success(request, f"“{found.record['name']}” belongs to {new.member.name if new else 'its new owner'} now.")
    try:
        seen(request.caller, found.record["id"])
    except AssistantNotFound:
        # Who gave it away may have had no other access.
        return redirect("dashboard:assistants", request.caller.organization_id)
    return HttpResponseRedirect(href(found))


def _choice(request: MemberRequest, found: Seen) -> dict[str, Any]:
    search, chosen = request.GET.get("search", ""), _member(found, request.GET.get("person", ""))
    others = [person for person in found.people if person.member.user_id != found.record["created_by"]]
    sought = name_key(search)
    matches = [person for person in others if not sought or holds(sought, person.member.name, person.member.user_id)]
    context: dict[str, Any] = {
        "search": search,
        "matches": matches[:_SHOWN],
        "more": max(len(matches) - _SHOWN, 0),
        "owner": _member(found, found.record["created_by"]),
    }
    if chosen and chosen in others:
        people = outlook(found.record["id"], caller=request.caller, created_by=chosen.member.user_id)
        context |= {"successor": chosen, "people": people}
    return context


def _member(found: Seen, user_id: str) -> Standing | None:
    return next((person for person in found.people if person.member.user_id == user_id), None)
