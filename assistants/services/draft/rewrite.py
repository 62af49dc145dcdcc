"""Rewrite a whole draft: with what was pasted, or with what was chosen after somebody else's change."""

from collections.abc import Mapping

from django.db import transaction

from assistants.caller import Caller
from assistants.models import Draft
from assistants.services.attempts import attempted
from assistants.services.draft.written import Posted, opened, write


def rewrite(
    draft_id: str, posted: Mapping[str, Posted], *, caller: Caller, revision: int, base_version: int | None = None
) -> Draft:
    """Replace the sections that `posted` holds; an edit may be bound to another version with that.

    Raises `DraftNotFound`, `DraftChanged`, `Unavailable`; then nothing has been written.
    """
    return attempted(lambda: _rewrite(draft_id, posted, caller, revision, base_version))


@transaction.atomic
def _rewrite(
    draft_id: str, posted: Mapping[str, Posted], caller: Caller, revision: int, base_version: int | None
) -> Draft:
    draft = opened(caller, draft_id, revision)
    if base_version is not None:
        draft.base_version = base_version
    write(draft, {**draft.posted, **posted}, posted)
    return draft
