"""What was asked of the database, counted from the statements that a block of a test captured."""

from collections.abc import Iterable, Mapping

from django.db import connection
from django.test.utils import CaptureQueriesContext

_BOUNDS = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")
Captured = Iterable[Mapping[str, str]]


def capture() -> CaptureQueriesContext:
    """Captures the statements of a block."""
    return CaptureQueriesContext(connection)


def statements_in(captured: Captured) -> int:
    """How many statements there were, but for the bounds of transactions."""
    return sum(not statement["sql"].startswith(_BOUNDS) for statement in captured)


def turns_in(captured: Captured) -> int:
    """How often the database was waited for: within a test, what goes together is in a savepoint of its own."""
    number, is_together = 0, False
    for statement in captured:
        if statement["sql"].startswith("SAVEPOINT"):
            number, is_together = number + 1, True
        elif statement["sql"].startswith("RELEASE"):
            is_together = False
        elif not is_together:
            number += 1
    return number
