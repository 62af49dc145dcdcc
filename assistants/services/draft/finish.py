"""Finish a draft: the assistant that it describes is made or changed, and the draft is gone, both or neither."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from assistants.caller import Caller
from assistants.queries.record import Record
from assistants.services.assistant import create, update
from assistants.services.attempts import attempted
from assistants.services.draft.written import opened


def finish(draft_id: str, body: Mapping[str, Any], *, caller: Caller, revision: int) -> Record:
    """Create what the draft describes, or update the assistant that it edits if that is at the draft's version still.

    `body` is the request that the draft's sections make at `revision`. Returns the assistant as the caller sees it.
    Raises `DraftNotFound`, `DraftChanged`, and what `create` or `update` raises; then nothing has been written.
    """
    return attempted(lambda: _finish(draft_id, body, caller, revision))


@transaction.atomic
def _finish(draft_id: str, body: Mapping[str, Any], caller: Caller, revision: int) -> Record:
    draft = opened(caller, draft_id, revision)
    if draft.assistant_id is None:
        record = create(body, caller=caller).record
    else:
        record = update(draft.assistant_id, body, caller=caller, if_match=[str(draft.base_version)])
    draft.delete()
    return record
