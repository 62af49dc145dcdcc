"""A place in a list of assistants: in which order, behind what, and how many rows of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from assistants import limits
from assistants.choices import SortBy

# The columns that hold the orders of a list; ids tell equal ones apart.
COLUMNS: Mapping[SortBy, str] = {
    SortBy.NAME: "name_key",
    SortBy.CREATED_AT: "created_at",
    SortBy.UPDATED_AT: "updated_at",
}


class Statement(NamedTuple):
    """SQL with its values; without `one_plan`, how it is carried out best depends on them."""

    sql: str
    values: list[Any]
    one_plan: bool = True


@dataclass(frozen=True, slots=True)
class Place:
    """`number` rows in the order of `column`, behind a row (its value there, and its id) or an offset.

    `activities` tells whether active assistants are on the list, inactive ones, or both.
    """

    column: str
    falls: bool
    after: tuple[Any, str] | None
    offset: int
    number: int
    activities: Sequence[bool]

    @property
    def direction(self) -> str:
        return "DESC" if self.falls else "ASC"

    @property
    def end(self) -> int:
        """How many rows there are up to the end of this place."""
        return min(self.offset + self.number, limits.INTEGER_MAX)

    def beyond(self, key: str, identifier: str) -> str:
        """The condition that a row, by these columns, comes after `after`."""
        return f"({key}, {identifier}) {'<' if self.falls else '>'} (%s, %s)" if self.after else "TRUE"

    def cut(self) -> list[Any]:
        """The values of a statement that ends with `beyond`, LIMIT and OFFSET."""
        return [*(self.after or ()), self.number, self.offset]
