"""How many assistants a member sees, and of which sort: the numbers beside the list's views."""

from datetime import date
from typing import NamedTuple

from django.db.models import Count, Q, QuerySet

from assistants.caller import Caller
from assistants.models import AccessGrant, Assistant

# Beyond so many, a page need not know how many more there are.
COUNTED = 2_000


class Counts(NamedTuple):
    """How many assistants there are, how many are the caller's own, inactive, or on a model that retires soon.

    Where there are more than `COUNTED`, `every` is one more than that and the rest is None.
    """

    every: int
    mine: int | None
    inactive: int | None
    retiring: int | None


def counts(caller: Caller, *, retires_before: date) -> Counts:
    """The numbers of the assistants that the caller may see, in one statement of bounded cost."""
    found = Assistant.objects.filter(id__in=_some(caller)).aggregate(
        every=Count("id"),
        mine=Count("id", filter=Q(created_by_id=caller.user_id)),
        inactive=Count("id", filter=Q(is_active=False)),
        retiring=Count("id", filter=Q(default_model_key__retires_on__lt=retires_before)),
    )
    return Counts(**found) if found["every"] <= COUNTED else Counts(found["every"], None, None, None)


def _some(caller: Caller) -> QuerySet[AccessGrant, str] | QuerySet[Assistant, str]:
    """The ids of as many as are counted, and one: of a member, read off the grants (policy/access.py)."""
    if caller.is_manager:
        own = Assistant.objects.filter(organization_id=caller.organization_id, deleted_at=None)
        return own.values_list("id", flat=True)[: COUNTED + 1]
    granted = AccessGrant.objects.filter(
        organization_id=caller.organization_id, principal__any_of=caller.principals, in_force=True
    )
    return granted.order_by().values_list("assistant_id", flat=True).distinct()[: COUNTED + 1]
