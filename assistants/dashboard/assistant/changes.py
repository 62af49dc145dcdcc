"""What can be done with an assistant in a press or two: duplicate, activate, hand over, delete, bring back."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.views.decorators.http import require_http_methods, require_POST

from assistants.choices import AccessLevel, WarningCode
from assistants.dashboard.assistant.page import href, shown
from assistants.dashboard.assistant.refusals import REFUSALS, told
from assistants.policy.rights import require_level
from assistants.queries.assistant_page import Seen, seen
from assistants.queries.record import Record
from assistants.services import assistant as services
from assistants.services.assistant.outlook import outlook
from assistants.signed_in import MemberRequest, member_view


@require_POST
@member_view
def duplicate(request: MemberRequest, assistant_id: str) -> HttpResponse:
    """Make a private copy, and go to it."""
    organization = request.caller.organization_id
    try:
        copied = services.duplicate(assistant_id, caller=request.caller).record
    except REFUSALS as refusal:
        messages.warning(request, f"It could not be copied. {' '.join(told(refusal))}")
        return redirect("dashboard:assistant", organization, assistant_id)
    messages.success(request, f"“{copied['name']}” is a copy that only you and the organization's managers can see.")
    for warning in copied["warnings"]:
        if warning["code"] == WarningCode.SERVERS_NOT_COPIED:
            messages.warning(request, warning["message"])
    return redirect("dashboard:assistant", organization, copied["id"])


@require_http_methods(["GET", "POST"])
@member_view
def activity(request: MemberRequest, assistant_id: str) -> HttpResponse:
    """Ask whether to activate or deactivate an assistant, whichever it is not; POST does it."""
    found = seen(request.caller, assistant_id)
    require_level(found.level, AccessLevel.OWNER, AccessLevel.EDIT)
    becomes = not found.record["is_active"]
    people: Record = {}
    if found.level == AccessLevel.OWNER:
        people = outlook(assistant_id, caller=request.caller, is_active=becomes)
    done = "active again" if becomes else "inactive"

    def change() -> None:
        services.update(
            assistant_id,
            {"is_active": request.POST.get("is_active") == "true"},
            caller=request.caller,
            if_match=[request.POST.get("version", "")],
        )
        messages.success(request, f"“{found.record['name']}” is {done}.")

    return _asked(request, found, "activity", change, people=people)


@require_http_methods(["GET", "POST"])
@member_view
def delete(request: MemberRequest, assistant_id: str) -> HttpResponse:
    """Ask whether to delete an assistant, and tell who loses it; POST deletes it and offers to bring it back."""
    found = seen(request.caller, assistant_id)
    require_level(found.level, AccessLevel.OWNER)
    people = outlook(assistant_id, caller=request.caller, is_deleted=True)

    def change() -> None:
        services.delete(assistant_id, caller=request.caller, if_match=[request.POST.get("version", "")])
        told_with_undo = render_to_string(
            "dashboard/assistant/deleted_message.html", {"assistant": found.record}, request
        )
        messages.success(request, told_with_undo)

    return _asked(request, found, "delete", change, people=people, then="assistants")


@require_POST
@member_view
def restore(request: MemberRequest, assistant_id: str) -> HttpResponse:
    """Bring a deleted assistant back."""
    organization = request.caller.organization_id
    try:
        record = services.restore(assistant_id, caller=request.caller).record
    except REFUSALS as refusal:
        messages.warning(request, f"It could not be restored. {' '.join(told(refusal))}")
        return redirect("dashboard:deleted", organization)
    messages.success(request, f"“{record['name']}” is back, with the access that it had. It is not the default.")
    return redirect("dashboard:assistant", organization, assistant_id)


def _asked(
    request: MemberRequest,
    found: Seen,
    template: str,
    change: Callable[[], None],
    *,
    people: Record,
    then: str = "assistant",
) -> HttpResponse:
    """A page that asks; a POST makes the change, or shows why it was not made."""
    refused: list[str] = []
    if request.method == "POST":
        try:
            change()
        except REFUSALS as refusal:
            refused = told(refusal)
        else:
            if then == "assistants":
                return redirect("dashboard:assistants", request.caller.organization_id)
            return HttpResponseRedirect(href(found, then))
    context = {"people": people, "refused": refused}
    return shown(request, found, template, context, status=422 if refused else 200)
