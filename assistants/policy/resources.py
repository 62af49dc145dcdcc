"""Who may use what an organization keeps: everyone, or the roles and departments that it names."""

from django.db.models import Exists, OuterRef, Q

from assistants.caller import Caller
from assistants.models import ResourceAudience


def kept_by(organization_id: str) -> Q:
    """The active vector stores, rules, prompts, automations or threads of an organization."""
    return Q(organization_id=organization_id, is_active=True)


def usable_by(caller: Caller) -> Q:
    """Those of them that the caller may use."""
    kept = kept_by(caller.organization_id)
    if caller.is_manager:
        return kept
    audience = ResourceAudience.objects.filter(
        organization_id=caller.organization_id, resource_id=OuterRef("pk"), principal__in=caller.principals
    )
    return kept & Q(Q(is_restricted=False) | Exists(audience))
