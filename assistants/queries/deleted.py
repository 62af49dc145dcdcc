"""The deleted assistants that a caller may restore."""

from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import OuterRef, Subquery

from assistants.caller import Caller
from assistants.choices import AccessLevel
from assistants.limits import SECRET_RETENTION_DAYS
from assistants.models import Assistant, Version
from assistants.policy.access import visible_to
from assistants.queries.page import Window


class DeletedRow(NamedTuple):
    """A deleted assistant, when that was, and by whom."""

    id: str
    name: str
    description: str | None
    deleted_at: datetime
    deleted_by: str

    @property
    def secrets_until(self) -> datetime:
        """When its secrets are destroyed."""
        return self.deleted_at + timedelta(days=SECRET_RETENTION_DAYS)


def deleted(caller: Caller, window: Window) -> tuple[list[DeletedRow], int]:
    """One page of the deleted assistants of which the caller is an owner, the last deleted first, and their number."""
    own = Assistant.objects.filter(
        visible_to(caller, AccessLevel.OWNER, with_deleted=True), organization_id=caller.organization_id
    ).exclude(deleted_at=None)
    # Nothing can be done with a deleted assistant: its last version is the deletion.
    last = Version.objects.filter(assistant=OuterRef("pk"), number=OuterRef("version")).values("created_by__name")
    rows = own.annotate(deleted_by=Subquery(last)).order_by("-deleted_at", "-id").values_list(*DeletedRow._fields)
    return [DeletedRow(*row) for row in rows[window.offset : window.offset + window.limit]], own.count()
