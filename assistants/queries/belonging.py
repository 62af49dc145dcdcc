"""The organizations that a person belongs to, and how."""

from typing import NamedTuple

from assistants.batch import Batch, Rows
from assistants.choices import MembershipLevel
from assistants.models import Membership
from assistants.prepared import Parameter, Prepared

_BELONGING = Prepared(
    lambda: (
        Membership.objects.filter(user__id=Parameter("user"), is_active=True)
        .order_by("organization__name", "organization_id")
        .values_list("organization_id", "organization__name", "level")
    )
)


class Belonging(NamedTuple):
    """An organization, and the person's level in it."""

    id: str
    name: str
    level: MembershipLevel


def read_belonging(batch: Batch, user_id: str) -> Rows:
    """Ask for the organizations of a person; `belonging` reads the answer."""
    return batch.select(_BELONGING, user=user_id)


def belonging(rows: Rows) -> list[Belonging]:
    """The organizations in which the person is an active member, by name."""
    return [Belonging(id_, name, MembershipLevel(level)) for id_, name, level in rows]


def organizations_of(user_id: str) -> list[Belonging]:
    """The organizations in which a person is an active member, by name."""
    batch = Batch()
    rows = read_belonging(batch, user_id)
    batch.send()
    return belonging(rows)
