"""The world of the table is made once, around the transaction of each test."""

from collections.abc import Iterator

import pytest
from django.db import connection, transaction
from pytest_django import DjangoDbBlocker

from tests.doors import world
from tests.doors.answers import rows_of_all_tables


@pytest.fixture(scope="package")
def keys(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[dict[str, str]]:
    """The API keys of org_home's people: `owner`, `admin`, `member`, `reader` and `writer`."""
    with django_db_blocker.unblock(), transaction.atomic():
        keys = world.build()
        # Now, or PostgreSQL would check every row of the world again at the end of each test.
        connection.check_constraints()
        yield keys
        transaction.set_rollback(True)


@pytest.fixture(scope="package")
def rows_at_first(keys: dict[str, str]) -> dict[str, int]:
    """How many rows each table holds before a test has done anything."""
    return rows_of_all_tables()
