"""Which rows a change locks, and in which order, so that no two changes wait for each other.

1. The member, role or department that is named, given something or removed; members in the order of their ids.
2. Assistants, in the order of their ids.
3. The organization, where its default is switched or its departments are moved; then the old default.

An assistant is owned by a member: whoever makes one or hands one over holds the owner's membership until it is
done, and whoever removes a member holds it while looking for what they own. A new default may meet its old one
against the order; the database ends that, and the work is tried again (attempts.py). SQLite has one writer.
"""

from collections.abc import Iterable

from assistants.batch import Batch
from assistants.caller import Caller
from assistants.models import Assistant, Membership, Organization
from assistants.problems import KeyRejected

_MEMBERSHIP = "SELECT 1 FROM membership WHERE organization_id = %s AND user_id = %s"


def require_membership(batch: Batch, caller: Caller) -> None:
    """Hold the caller's membership until the batch has been carried out; sending it raises `KeyRejected` where it is
    gone.
    """
    batch.require(_MEMBERSHIP, [caller.organization_id, caller.user_id], KeyRejected("INVALID_API_KEY"))


def lock_members(organization_id: str, user_ids: Iterable[str]) -> dict[str, Membership]:
    """Hold the memberships of these people, by user, as far as they are members."""
    own = Membership.objects.filter(organization_id=organization_id, user_id__in=set(user_ids)).order_by("user_id")
    return {membership.user_id: membership for membership in own.select_for_update()}


def lock_assistants(organization_id: str, assistant_ids: Iterable[str]) -> list[str]:
    """Hold these assistants, as far as they are the organization's; their ids in order."""
    own = Assistant.objects.filter(organization_id=organization_id, id__in=set(assistant_ids)).order_by("id")
    return list(own.select_for_update().values_list("pk", flat=True))


def lock_organization(organization_id: str) -> None:
    """Hold the organization, which lets others still name it."""
    Organization.objects.select_for_update(no_key=True).get(pk=organization_id)
