"""An assistant as an update is merged into it."""

from assistants.caller import Caller
from assistants.choices import AccessLevel
from assistants.intake import Stored
from assistants.queries.assistants import uncut_answer
from assistants.queries.definition import definition_of, shown_side_by_side
from assistants.queries.record import AssistantRows, Record


def stored_of(rows: AssistantRows, record: Record, caller: Caller, level: AccessLevel) -> Stored:
    """The definition that is stored, and what an answer shows of it; `record` is what `record_of` makes of the rows."""
    return Stored(definition_of(rows, record), shown_side_by_side(uncut_answer(caller, record, level)))
