"""What a change answers, once: the object as the caller sees it, and whether an earlier request had made it."""

from collections.abc import Callable
from typing import NamedTuple

from assistants.queries.record import Record
from assistants.services.idempotency import Once


class Answer(NamedTuple):
    """The assistant as the caller sees it; `replayed` if an earlier request with the same key was carried out."""

    record: Record
    replayed: bool


def carried_out_once(once: Once | None, change: Callable[[], Record]) -> Answer:
    """Carry out a change within the transaction that the caller has begun, unless its key has an answer already."""
    if once and (kept := once.begin()) is not None:
        return Answer(kept, replayed=True)
    record = change()
    if once:
        once.finish(record)
    return Answer(record, replayed=False)
