"""The members of an organization: deactivated, removed, and relieved of the assistants that they own."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from assistants.caller import Caller
from assistants.choices import MembershipLevel
from assistants.models import ApiKey, Assistant, Draft, Membership
from assistants.policy.members import active_in
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

    Raises `Forbidden` unless the caller manages the organization, `Refused` for who is no member and for the last
    owner, `Unavailable`.
    """
    attempted(lambda: _deactivate(user_id, caller))


def activate_member(user_id: str, *, caller: Caller) -> None:
    """Activate a member again.

    Raises `Forbidden` unless the caller manages the organization, `Refused` for who is no member, `Unavailable`.
    """
    attempted(lambda: _activate(user_id, caller))


def remove_member(user_id: str, *, caller: Caller) -> None:
    """Remove a member with everything that is granted to them; their API keys are revoked,
    and their drafts go.

    Raises `Forbidden` unless the caller manages the organization, `Refused` for who is no member and for the last
    owner, `OwnsAssistants` until all their assistants are transferred, `Unavailable`.
    """
    attempted(lambda: _remove(user_id, caller))


def transfer_all(user_id: str, new_owner: str, *, caller: Caller) -> int:
    """Make another active member the owner of every assistant of a member, deleted ones too; returns their number.

    Raises `Forbidden` unless the caller manages the organization, `Refused` for who is no member, `Unavailable`.
    """
    return attempted(lambda: _transfer_all(user_id, new_owner, caller))


@transaction.atomic
def _deactivate(user_id: str, caller: Caller) -> None:
    _set_active(_leaving(user_id, caller), caller, is_active=False)


@transaction.atomic
def _activate(user_id: str, caller: Caller) -> None:
    _set_active(_managed(user_id, caller), caller, is_active=True)


def _set_active(membership: Membership, caller: Caller, *, is_active: bool) -> None:
    if membership.is_active != is_active:
        Membership.objects.filter(pk=membership.pk).update(is_active=is_active)
        _tell("member.activated" if is_active else "member.deactivated", membership, caller, timezone.now())


@transaction.atomic
def _remove(user_id: str, caller: Caller) -> None:
    membership = _leaving(user_id, caller)
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


def _leaving(user_id: str, caller: Caller) -> Membership:
    """The membership, locked; of an owner, with those of the others, so that two who leave at once see each other."""
    owners = Membership.objects.filter(active_in(caller.organization_id), level=MembershipLevel.OWNER)
    names = set(owners.values_list("user_id", flat=True))
    membership = _managed(user_id, caller, *(names if user_id in names else ()))
    if set(owners.values_list("user_id", flat=True)) == {user_id}:
        message = "This is the organization's last owner; make another member an owner first."
        raise Refused([Problem(("user_id",), Code.CONFLICT, message)])
    return membership


def _owned(user_id: str, caller: Caller) -> QuerySet[Assistant]:
    return Assistant.objects.filter(organization_id=caller.organization_id, created_by_id=user_id)


def _tell(action: str, membership: Membership, caller: Caller, now: datetime) -> None:
    who = {"user_id": membership.user_id, "level": membership.level}
    event(caller, action, now, old_value=who).save(force_insert=True)
