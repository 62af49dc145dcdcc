"""What a change would mean for people, before it is made: who would gain access, who would lose it."""

from collections.abc import Sequence
from copy import copy

from django.utils import timezone

from assistants.caller import EVERYONE, Caller
from assistants.choices import AccessLevel, AccessMode
from assistants.models import AccessGrant
from assistants.policy.people import changes, people_of
from assistants.policy.rights import require_level
from assistants.queries.access import shown_changes
from assistants.queries.assistants import known_to
from assistants.queries.record import AssistantRows, Record
from assistants.services.assistant.rows import grant_of, judged_grants
from assistants.services.assistant.transfer import handed_over


class Outlook:
    """The people of an organization, to be asked about any number of assistants."""

    def __init__(self, organization_id: str) -> None:
        self._tree, members = people_of(organization_id)
        self._members = [(member, member) for member in members]

    def of(self, rows: AssistantRows, after: Sequence[AccessGrant]) -> Record:
        """Who would gain access, lose it, or have another level, were the assistant's grants those `after`."""
        return shown_changes(changes(self._members, rows.grants, after), self._tree)


def outlook(
    assistant_id: str,
    *,
    caller: Caller,
    is_active: bool | None = None,
    is_deleted: bool = False,
    created_by: str | None = None,
) -> Record:
    """Who would gain, lose or change access if the assistant became (in)active, were deleted, or were handed over.

    Raises `AssistantNotFound`, `Forbidden` below the level owner.
    """
    rows, level = known_to(caller, assistant_id)
    require_level(level, AccessLevel.OWNER)
    after = grants_in_state(rows, is_active=is_active, is_deleted=is_deleted)
    if created_by is not None:
        after = handed_over(rows, created_by, timezone.now()).grants
    return Outlook(caller.organization_id).of(rows, after)


def grants_in_state(
    rows: AssistantRows, *, is_active: bool | None = None, is_deleted: bool = False
) -> Sequence[AccessGrant]:
    """The grants as they would count."""
    row = copy(rows.assistant)
    row.is_active = row.is_active if is_active is None else is_active
    if is_deleted:
        # Its owners are left, who may restore it (policy/access.py, `access_of`).
        return [grant for grant in judged_grants(rows.grants, row) if grant.level == AccessLevel.OWNER]
    return judged_grants(rows.grants, row)


def grants_in_mode(rows: AssistantRows, mode: AccessMode) -> Sequence[AccessGrant]:
    """The grants as they would be in an access mode."""
    named = [grant for grant in rows.grants if grant.field != "access_mode"]
    if mode == AccessMode.PRIVATE:
        return named
    return [*named, grant_of(rows.assistant, EVERYONE, AccessLevel.VIEW, "access_mode")]
