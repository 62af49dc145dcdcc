"""Delete an assistant, softly: its name is free again, and an owner may restore it."""

from collections.abc import Sequence
from copy import copy
from dataclasses import replace

from django.db import transaction
from django.utils import timezone

from assistants.caller import Caller
from assistants.choices import AccessLevel
from assistants.services.assistant.change import store_change
from assistants.services.assistant.opened import opened, require_level, require_version
from assistants.services.assistant.rows import judged_grants
from assistants.services.attempts import attempted


def delete(assistant_id: str, *, caller: Caller, if_match: Sequence[str] | None = None) -> None:
    """Delete an assistant; its secrets are destroyed 30 days later (services/housekeeping.py).

    Raises `AssistantNotFound`, `Forbidden` below the level owner, `VersionConflict`, `Unavailable`.
    """
    attempted(lambda: _delete(assistant_id, caller, if_match))


@transaction.atomic
def _delete(assistant_id: str, caller: Caller, if_match: Sequence[str] | None) -> None:
    assistant = opened(caller, assistant_id)
    require_level(assistant, AccessLevel.OWNER)
    require_version(assistant, if_match)
    now, row = timezone.now(), copy(assistant.rows.assistant)
    row.deleted_at = row.updated_at = now
    after = replace(assistant.rows, assistant=row, grants=judged_grants(assistant.rows.grants, row))
    store_change(assistant.rows, after, caller, now, "assistant.deleted")
