"""Discard a draft, and with it the secrets that waited in it."""

from django.db import transaction

from assistants.caller import Caller
from assistants.services.attempts import attempted
from assistants.services.draft.written import opened


def discard(draft_id: str, *, caller: Caller) -> None:
    """Remove a draft of the caller's; raises `DraftNotFound`, `Unavailable`."""
    attempted(lambda: _discard(draft_id, caller))


@transaction.atomic
def _discard(draft_id: str, caller: Caller) -> None:
    opened(caller, draft_id).delete()
