"""The organizations that a person belongs to, and how."""

from assistants.caller import Belonging
from assistants.choices import MembershipLevel
from assistants.models import Membership


def organizations_of(user_id: str) -> list[Belonging]:
    """The organizations in which a person is an active member, by name."""
    found = Membership.objects.filter(user_id=user_id, is_active=True).order_by("organization__name", "organization_id")
    rows = found.values_list("organization_id", "organization__name", "level")
    return [Belonging(id_, name, MembershipLevel(level)) for id_, name, level in rows]
