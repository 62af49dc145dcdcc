"""Change an assistant: PUT and PATCH alike merge what was sent into what is stored (contract, section 6)."""

from collections.abc import Mapping, Sequence
from copy import copy
from typing import Any

from django.db import transaction
from django.utils import timezone

from assistants.caller import Caller
from assistants.choices import AccessLevel
from assistants.intake import Stored, intake
from assistants.policy.rights import require_organization, require_rights_to_update
from assistants.queries.assistants import uncut_answer
from assistants.queries.cut import cut
from assistants.queries.definition import definition_of, shown_side_by_side
from assistants.queries.record import Record, answer_of
from assistants.services.assistant.change import store_change
from assistants.services.assistant.opened import opened, require_level, require_version
from assistants.services.assistant.rows import rows_of
from assistants.services.attempts import attempted


def update(
    assistant_id: str, raw: Mapping[str, Any], *, caller: Caller, if_match: Sequence[str] | None = None
) -> Record:
    """Merge a request into an assistant, as one version; what is so already makes none.

    `if_match` are the versions for which the request was made. Returns the object as the caller sees it.
    Raises `AssistantNotFound`, `Forbidden`, `OrganizationDenied`, `VersionConflict`, `Refused`, `NameTaken`,
    `Unavailable`; then nothing has been written.
    """
    return attempted(lambda: _update(assistant_id, raw, caller, if_match))


@transaction.atomic
def _update(assistant_id: str, raw: Mapping[str, Any], caller: Caller, if_match: Sequence[str] | None) -> Record:
    assistant = opened(caller, assistant_id)
    require_level(assistant, AccessLevel.OWNER, AccessLevel.EDIT)
    require_organization(caller, raw.get("organization_id"))
    rows, record, level = assistant
    require_rights_to_update(caller, level, raw, record)
    require_version(assistant, if_match)
    stored = Stored(definition_of(rows, record), shown_side_by_side(uncut_answer(caller, record, level)))
    accepted = intake({name: value for name, value in raw.items() if name not in READ_ONLY}, caller, stored)
    now = timezone.now()
    after = rows_of(accepted.spec, copy(rows.assistant), now, rows)
    changed = store_change(rows, after, caller, now)
    return cut(answer_of(changed, accepted.found, level), level)


# What an answer shows beside the definition; it is ignored in an update, so that what GET answers can be PUT.
READ_ONLY = frozenset(
    {
        "id",
        "icon_url",
        "created_by",
        "created_at",
        "updated_at",
        "deleted_at",
        "version",
        "user_access_level",
        "warnings",
    }
)
