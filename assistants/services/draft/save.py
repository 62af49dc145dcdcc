"""Save one section of a draft, as it was typed."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from assistants.caller import Caller
from assistants.models import Draft
from assistants.models.draft import KEPT
from assistants.services.attempts import attempted
from assistants.services.draft.written import Posted, opened, seal, write


def save(
    draft_id: str,
    section: str,
    posted: Posted,
    *,
    caller: Caller,
    revision: int,
    secrets: Mapping[str, str] | None = None,
    visited: bool = True,
) -> Draft:
    """Keep what was typed into a section, right or not; `revision` is the one that the page was filled from.

    `visited` says that the person has gone on from the section with this.

    `secrets` are those that were typed, by the names of their inputs: they are sealed at once, and a reference
    stands in the section for each. Secrets that the draft names no more are destroyed.
    Raises `DraftNotFound`, `DraftChanged`, `Unavailable`; then nothing has been written.
    """

    @transaction.atomic
    def kept() -> Draft:
        draft, now = opened(caller, draft_id, revision), timezone.now()
        references = {name + KEPT: [seal(draft, text, now)] for name, text in (secrets or {}).items()}
        write(draft, {**draft.posted, section: {**posted, **references}}, [section] if visited else [])
        return draft

    return attempted(kept)
