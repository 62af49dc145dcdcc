"""Querysets that are compiled once: their text is always the same, their values come with each use.

Django compiles a queryset anew for each use, which costs more than the database takes to answer it. Lists are
one value each, whatever their length, so that PostgreSQL can keep the plan as well.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import orjson
from django.db import connection
from django.db.models import Field, Lookup, QuerySet


class Parameter(str):
    """Stands in a queryset for a value that is given later, under this name."""

    __slots__ = ()


@Field.register_lookup
class AnyOf(Lookup):
    """`column__any_of=…`: the column holds one entry of a list of texts, or of a parameter that will be one."""

    lookup_name = "any_of"
    prepare_rhs = False

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, Sequence[Any]]:
        column, values = self.process_lhs(compiler, connection)
        return f"{column} = ANY(%s)", [*values, _bindable(self.rhs)]

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, Sequence[Any]]:
        column, values = self.process_lhs(compiler, connection)
        return f"{column} IN (SELECT value FROM json_each(%s))", [  # noqa: S608 - a column of ours
            *values,
            _bindable(self.rhs),
        ]


class Prepared:
    """A `values_list` queryset with parameters; `build` makes it when it is needed first."""

    def __init__(self, build: Callable[[], QuerySet[Any, Any]]) -> None:
        self._build = build
        self._compiled: tuple[Any, str, Sequence[Any]] | None = None

    def bound(self, given: dict[str, Any]) -> tuple[str, list[Any]]:
        """The statement's text, and its values with what is given for each parameter."""
        _, sql, values = self._once()
        return sql, [_bindable(given[value]) if isinstance(value, Parameter) else value for value in values]

    def read(self, rows: list[Any]) -> Iterable[tuple[Any, ...]]:
        """The rows as Python values."""
        compiler, _, _ = self._once()
        return compiler.results_iter(results=[rows], tuple_expected=True)  # type: ignore[no-any-return]

    def _once(self) -> tuple[Any, str, Sequence[Any]]:
        # Two threads may both compile: the same text comes of it.
        if self._compiled is None:
            compiler = self._build().query.get_compiler(connection=connection)
            self._compiled = (compiler, *compiler.as_sql())
        return self._compiled


def _bindable(value: Any) -> Any:
    """A list as the one value in which the database takes it; a text, or a parameter, as it is."""
    if isinstance(value, str):
        return value
    return list(value) if connection.vendor == "postgresql" else orjson.dumps(list(value)).decode()
