"""Who may use what an organization keeps: everyone, or the roles and departments that it names."""

from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q

from assistants.caller import Caller
from assistants.models import ResourceAudience


def kept_by(organization_id: str) -> Q:
    """The active vector stores, rules, prompts, automations or threads of an organization."""
    return Q(organization_id=organization_id, is_active=True)


def open_to(organization_id: str, principals: Collection[str]) -> Q:
    """Those of them that a member with these principals may use."""
    audience = ResourceAudience.objects.filter(
        organization_id=organization_id, resource_id=OuterRef("pk"), principal__any_of=principals
    )
    return kept_by(organization_id) & Q(Q(is_restricted=False) | Exists(audience))


def usable_by(caller: Caller) -> Q:
    """Those of them that the caller may use; owners and admins use them all."""
    if caller.is_manager:
        return kept_by(caller.organization_id)
    return open_to(caller.organization_id, caller.principals)
