"""Statements that go to the database together: one round trip on PostgreSQL, one after another on SQLite.

What differs between the two databases on the way of a request is here and in prepared.py, and nowhere else. On
PostgreSQL the statements travel in one pipeline, whose end commits them all or none (libpq, "Pipeline Mode").
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from datetime import datetime
from functools import cache
from typing import Any, cast

import orjson
import psycopg
from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction
from django.db.models import AutoField, Field, Model

from assistants.prepared import Prepared

Row = tuple[Any, ...]


class Rows:
    """What one statement will have answered once its batch is sent."""

    def __init__(self) -> None:
        self._rows: list[Row] = []

    def receive(self, rows: Iterable[Row]) -> None:
        self._rows = list(rows)

    def __iter__(self) -> Iterator[Row]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


class Statement:
    """SQL with its values, and where its rows go."""

    def __init__(
        self,
        sql: str,
        values: Sequence[Any],
        *,
        many: bool = False,
        refusal: Exception | None = None,
        prepared: Prepared | None = None,
        one_plan: bool = True,
    ) -> None:
        self.sql, self.values, self.many, self.refusal = sql, values, many, refusal
        self.prepared, self.one_plan = prepared, one_plan
        self.rows = Rows()

    def receive(self, cursor: Any) -> None:
        if cursor.description is not None:
            rows = cursor.fetchall()
            self.rows.receive(self.prepared.read(rows) if self.prepared else rows)
        if self.refusal and not self.rows:
            raise self.refusal


class Batch:
    """Collects statements, then sends them; a batch that writes is one transaction."""

    def __init__(self) -> None:
        self._statements: list[Statement] = []
        self._writes = False
        # Looked up once: each look through the proxy costs as much as preparing a value.
        self._connection = connections[DEFAULT_DB_ALIAS]

    def select(self, prepared: Prepared, **given: Any) -> Rows:
        """Read the rows of a prepared queryset, with a value for each of its parameters."""
        sql, values = prepared.bound(given)
        return self._add(Statement(sql, values, prepared=prepared))

    def read(self, sql: str, values: Sequence[Any], *, one_plan: bool = True) -> Rows:
        """Read rows by a statement of the caller's own; without `one_plan`, it is planned for its values each time."""
        adapt = self._connection.ops.adapt_datetimefield_value
        adapted = [adapt(value) if isinstance(value, datetime) else value for value in values]
        return self._add(Statement(sql, adapted, one_plan=one_plan))

    def write(self, sql: str, values: Sequence[Any]) -> Rows:
        """Change rows by a statement of the caller's own."""
        self._writes = True
        return self.read(sql, values)

    def require(self, sql: str, values: Sequence[Any], refusal: Exception) -> None:
        """Fail the whole batch with `refusal` unless the statement finds a row, which is locked until the end."""
        if self._connection.vendor == "postgresql":
            # Nothing but an error of its own stops a pipeline.
            sql = f"SELECT 1 / count(*) FROM ({sql} FOR KEY SHARE) found"  # noqa: S608 - a statement of ours
        self._statements.append(Statement(sql, values, refusal=refusal))

    def insert(self, instances: Sequence[Model]) -> None:
        """Insert new rows of one model, in as many columns as it has; an empty sequence is no statement."""
        if not instances:
            return
        self._writes = True
        sql, fields = _insert(type(instances[0]), len(instances) > 1)
        link = self._connection
        rows = [
            [field.get_db_prep_save(field.pre_save(instance, True), link) for field in fields] for instance in instances
        ]
        if len(rows) == 1:
            self._add(Statement(sql, rows[0]))
        elif link.vendor == "postgresql":
            columns = [str(field.column) for field in fields]
            self._add(Statement(sql, [orjson.dumps([dict(zip(columns, row, strict=True)) for row in rows]).decode()]))
        else:
            self._add(Statement(sql, rows, many=True))

    def update(self, instance: Model) -> None:
        """Write every column of one row that is there already."""
        sql, fields = _update(type(instance))
        self._writes = True
        values = [field.get_db_prep_save(getattr(instance, field.attname), self._connection) for field in fields]
        self._add(Statement(sql, [*values, instance.pk]))

    def send(self) -> None:
        """Send everything; raises Django's database errors and what `require` was given; then nothing is written."""
        if not self._statements:
            return
        with ExitStack() as stack:
            if self._connection.in_atomic_block or (self._writes and self._connection.vendor != "postgresql"):
                stack.enter_context(transaction.atomic())
            if self._connection.vendor == "postgresql":
                self._send_in_a_pipeline()
            else:
                self._send_in_turn()

    def _add(self, statement: Statement) -> Rows:
        self._statements.append(statement)
        return statement.rows

    def _send_in_turn(self) -> None:
        with self._connection.cursor() as cursor:
            for statement in self._statements:
                execute = cursor.executemany if statement.many else cursor.execute
                execute(statement.sql, statement.values)
                statement.receive(cursor)

    def _send_in_a_pipeline(self) -> None:
        self._connection.ensure_connection()
        link = cast("psycopg.Connection[Any]", self._connection.connection)
        with self._connection.wrap_database_errors, ExitStack() as stack:
            sent = [(statement, stack.enter_context(psycopg.Cursor(link))) for statement in self._statements]
            try:
                with link.pipeline():
                    for statement, cursor in sent:
                        # Prepared at the first use: what psycopg prepares at a later one, it believes to be there
                        # even when the statement before it failed and the server skipped it.
                        cursor.execute(statement.sql, statement.values, prepare=statement.one_plan)
                        _log(statement.sql)
            except psycopg.errors.DivisionByZero:
                # The server skips what follows a failure: the first statement without a result is the one that failed.
                failed = next(statement for statement, cursor in sent if cursor.pgresult is None)
                if failed.refusal:
                    raise failed.refusal from None
                raise
            for statement, cursor in sent:
                statement.receive(cursor)


def _log(sql: str) -> None:
    # These cursors are not Django's: what counts queries in tests must see them all the same.
    if connection.queries_logged:
        connection.queries_log.append({"sql": sql, "time": "0"})


@cache
def _insert(model: type[Model], many: bool) -> tuple[str, list["Field[Any, Any]"]]:  # noqa: FBT001 - a cached key
    """The text of an insert of one row or of any number, and the fields in the order of its columns."""
    fields = [field for field in model._meta.concrete_fields if not isinstance(field, AutoField)]
    table = connection.ops.quote_name(model._meta.db_table)
    columns = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    if many and connection.vendor == "postgresql":
        # One JSON text for all rows. Types go without their length: a cast to varchar(n) would cut a text that is too
        # long in silence.
        types = (str(field.db_type(connection)).split("(")[0] for field in fields)
        given = ", ".join(f"{name} {kind}" for name, kind in zip(columns.split(", "), types, strict=True))
        source = f"SELECT {columns} FROM json_to_recordset(%s::json) AS given ({given})"  # noqa: S608 - names of ours
    else:
        source = f"VALUES ({', '.join('%s' for _ in fields)})"
    return f"INSERT INTO {table} ({columns}) {source}", fields


@cache
def _update(model: type[Model]) -> tuple[str, list["Field[Any, Any]"]]:
    """The text of an update of one row, and the fields in the order of its values; the key comes last."""
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    name = connection.ops.quote_name
    columns = ", ".join(f"{name(str(field.column))} = %s" for field in fields)
    key = name(str(model._meta.pk.column))
    return f"UPDATE {name(model._meta.db_table)} SET {columns} WHERE {key} = %s", fields  # noqa: S608 - names of ours
