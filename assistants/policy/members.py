"""Who belongs to an organization at this moment."""

from django.db.models import Q


def active_in(organization_id: str) -> Q:
    """The memberships of an organization that count: neither the membership nor the person is deactivated."""
    return Q(organization_id=organization_id, is_active=True, user__is_active=True)
