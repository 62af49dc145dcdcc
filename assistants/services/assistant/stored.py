"""An assistant as an update is merged into it."""

from assistants.caller import Caller
from assistants.choices import AccessLevel
from assistants.intake import Stored
from assistants.named import kept_in, stored_ids
from assistants.queries.definition import definition_of, shown_side_by_side
from assistants.queries.record import AssistantRows, Record, answer_of


def stored_of(rows: AssistantRows, record: Record, caller: Caller, level: AccessLevel) -> Stored:
    """The definition that is stored, and what an answer shows of it; `record` is what `record_of` makes of the rows."""
    found = kept_in(caller.organization_id, ((kind, name) for _, kind, name in stored_ids(record)))
    return Stored(definition_of(rows, record), shown_side_by_side(answer_of(record, found, level)))
