"""Work that the database asked to be tried again is tried again."""

from collections.abc import Callable
from typing import TypeVar

from django.db import DatabaseError, OperationalError, connection

from assistants.limits import TRANSACTION_ATTEMPTS
from assistants.problems import Unavailable
from assistants.services.conflicts import is_passing

Outcome = TypeVar("Outcome")


def attempted(work: Callable[[], Outcome]) -> Outcome:
    """Run `work`, which writes all or nothing, up to three times; raises `Unavailable` when none succeeds.

    Within a transaction that is open already it runs once: whoever began that one has all of it tried again.
    """
    if connection.in_atomic_block:
        return work()
    for attempt in range(1, TRANSACTION_ATTEMPTS + 1):
        try:
            return work()
        except DatabaseError as error:
            if is_passing(error) and attempt < TRANSACTION_ATTEMPTS:
                continue
            if is_passing(error) or isinstance(error, OperationalError):
                raise Unavailable from error
            raise
    raise AssertionError("every attempt returns or raises")
