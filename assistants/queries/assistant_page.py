"""One assistant as its page shows it: what the caller sees of it, and for its owners whom it reaches."""

from typing import NamedTuple

from assistants.caller import Caller
from assistants.choices import AccessLevel
from assistants.queries.access import Shared, Standing, standing
from assistants.queries.assistants import answer_for, known_to
from assistants.queries.icon import drawing_of
from assistants.queries.record import Record, record_of
from assistants.queries.versions import Past, past_at


class Seen(NamedTuple):
    """An assistant in the eyes of a caller; `people` has every active member, for the level owner only.

    `drawing` is the SVG of the library's icon, where that is what it shows.
    """

    caller: Caller
    record: Record
    level: AccessLevel
    people: list[Standing]
    drawing: str

    @property
    def past(self) -> Past:
        """The way to what it was; raises `Forbidden` below the level view."""
        return past_at(self.level, self.caller, self.record["id"])


def seen(caller: Caller, assistant_id: str) -> Seen:
    """The assistant as the caller sees it; raises `AssistantNotFound` where they may not know of it."""
    rows, level = known_to(caller, assistant_id)
    people = []
    if level == AccessLevel.OWNER:
        people = standing(Shared(caller.organization_id, rows.grants))
    return Seen(caller, answer_for(caller, record_of(rows), level), level, people, drawing_of(rows.assistant))
