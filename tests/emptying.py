"""How the tables are emptied after a test that commits: the append-only audit too, as no product code can."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.db import connection


def empty_tables(statements: Sequence[str]) -> None:
    """Run Django's own statements, with the database's triggers asleep."""
    asleep = _asleep_on_postgresql if connection.vendor == "postgresql" else _asleep_on_sqlite
    with asleep():
        type(connection.ops).execute_sql_flush(connection.ops, statements)


@contextmanager
def _asleep_on_postgresql() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        yield
        cursor.execute("SET session_replication_role = DEFAULT")


@contextmanager
def _asleep_on_sqlite() -> Iterator[None]:
    with connection.cursor() as cursor:
        triggers = cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            cursor.execute(f"DROP TRIGGER {connection.ops.quote_name(name)}")
        yield
        for _, definition in triggers:
            cursor.execute(definition)
