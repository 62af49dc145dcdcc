"""The members of an organization: deactivated, removed, and relieved of the assistants that they own."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from assistants.caller import Caller
from assistants.models import ApiKey, Assistant, Draft, Membership
from assistants.policy.rights import require_manager
from assistants.problems import Code, OwnsAssistants, Problem, Refused
from assistants.services.assistant.change import store_change
from assistants.services.assistant.opened import opened_all
from assistants.services.assistant.transfer import TRANSFERRED, handed_over, owner_problems
from assistants.services.attempts import attempted
from assistants.services.audit import event
from assistants.services.locks import lock_members
from assistants.services.organization.grants import withdraw


def deactivate_member(user_id: str, *, caller: Caller) -> None:
    """Deactivate a member, who keeps everything that is granted to them, without effect.

    Raises `Forbidden` unless the caller manages the organization, `Refused` for who is no member, `Unavailable`.
    """
    attempted(lambda: _set_active(user_id, caller, is_active=False))


def activate_member(user_id: str, *, caller: Caller) -> None:
    """Activate a member again; raises what `deactivate_member` raises."""
    attempted(lambda: _set_active(user_id, caller, is_active=True))


def remove_member(user_id: str, *, caller: Caller) -> None:
    """Remove a member with everything that is granted to them; their API keys are revoked,
    and their drafts go.

    Raises `Forbidden` unless the caller manages the organization, `Refused` for who is no member, `OwnsAssistants`
    until all their assistants are transferred, `Unavailable`.
    """
    attempted(lambda: _remove(user_id, caller))


def transfer_all(user_id: str, new_owner: str, *, caller: Caller) -> int:
    """Make another active member the owner of every assistant of a member, deleted ones too; returns their number.

    Raises `Forbidden` unless the caller manages the organization, `Refused` for who is no member, `Unavailable`.
    """
    return attempted(lambda: _transfer_all(user_id, new_owner, caller))


@transaction.atomic
def _set_active(user_id: str, caller: Caller, *, is_active: bool) -> None:
    membership = _managed(user_id, caller)
    if membership.is_active != is_active:
        Membership.objects.filter(pk=membership.pk).update(is_active=is_active)
        _tell("member.activated" if is_active else "member.deactivated", membership, caller, timezone.now())


@transaction.atomic
def _remove(user_id: str, caller: Caller) -> None:
    membership = _managed(user_id, caller)
    if owned := dict(_owned(user_id, caller).order_by("id").values_list("id", "name")):
        raise OwnsAssistants(owned)
    now = timezone.now()
    withdraw(user_id, caller, now)
    keys = ApiKey.objects.filter(organization_id=caller.organization_id, user_id=user_id, revoked_at=None)
    keys.update(revoked_at=now)
    Draft.objects.filter(organization_id=caller.organization_id, user_id=user_id).delete()
    _tell("member.removed", membership, caller, now)
    membership.delete()


@transaction.atomic
def _transfer_all(user_id: str, new_owner: str, caller: Caller) -> int:
    _managed(user_id, caller, new_owner)
    if problems := list(owner_problems(caller.organization_id, new_owner)):
        raise Refused(problems)
    owned, now = list(_owned(user_id, caller).values_list("id", flat=True)), timezone.now()
    for rows in opened_all(caller.organization_id, owned):
        store_change(rows, handed_over(rows, new_owner, now), caller, now, TRANSFERRED)
    return len(owned)


def _managed(user_id: str, caller: Caller, *others: str) -> Membership:
    """The membership, locked with those of the others."""
    require_manager(caller)
    membership = lock_members(caller.organization_id, [user_id, *others]).get(user_id)
    if membership is None:
        raise Refused([Problem(("user_id",), Code.NOT_FOUND, f"There is no member “{user_id}”.")])
    return membership


def _owned(user_id: str, caller: Caller) -> QuerySet[Assistant]:
    return Assistant.objects.filter(organization_id=caller.organization_id, created_by_id=user_id)


def _tell(action: str, membership: Membership, caller: Caller, now: datetime) -> None:
    who = {"user_id": membership.user_id, "level": membership.level}
    event(caller, action, now, old_value=who).save(force_insert=True)
