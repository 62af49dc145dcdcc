"""Which assistants are on a page of a list, and how many there are in all."""

from typing import NamedTuple

from django.db import connection

from assistants.batch import Batch, Rows
from assistants.caller import Caller
from assistants.choices import SortBy, SortOrder
from assistants.models import Assistant
from assistants.policy.access import visible_to
from assistants.problems import Code, Problem, Refused
from assistants.queries.assistant_matches import counted_page, matches, met_page
from assistants.queries.assistant_query import AssistantQuery
from assistants.queries.assistant_walk import counting, walking
from assistants.queries.place import COLUMNS, Place, Statement

# So many assistants are sorted in no time; where a member sees more of them, some are soon met in any order.
A_FEW = 2_000


class Selection(NamedTuple):
    """The ids of one page in their order, whether more follow, and how many assistants match in all."""

    ids: list[str]
    has_more: bool
    total: int


def selected(caller: Caller, wanted: AssistantQuery) -> Selection:
    """The page that is wanted of the assistants at which the caller's level is not none.

    Raises `Refused` where `after` names no assistant that the caller may see.
    """
    ids, total = _page(caller, wanted, _place(caller, wanted))
    return Selection(ids[: wanted.limit], len(ids) > wanted.limit, total)


def _place(caller: Caller, wanted: AssistantQuery) -> Place:
    column, after = COLUMNS[wanted.sort_by], None
    if wanted.after is not None:
        known = Assistant.objects.filter(visible_to(caller, with_deleted=True), id=wanted.after)
        after = known.values_list(column, "id").first()
        if after is None:
            message = "There is no such assistant that you may see; take `next_after` of the page before."
            raise Refused([Problem(("after",), Code.NOT_FOUND, message)])
    return Place(
        column=column,
        falls=wanted.sort_order == SortOrder.DESC,
        after=after,
        offset=wanted.offset,
        # One more tells whether more follow.
        number=wanted.limit + 1,
        activities=wanted.activities,
    )


def _page(caller: Caller, wanted: AssistantQuery, place: Place) -> tuple[list[str], int]:
    """The ids at a place of the list, and how many there are in all."""
    # SQLite answers the same, without the promise of scale.
    if connection.vendor != "postgresql" or wanted.is_narrowed:
        return _counted(caller, wanted, place)
    if caller.is_manager or wanted.sort_by == SortBy.NAME:
        rows, count = _sent(walking(caller, place), counting(caller, place))
        return [id_ for (id_,) in rows], _number(count)
    total = _number(*_sent(counting(caller, place)))
    if total <= A_FEW:
        return _counted(caller, wanted, place)
    [rows] = _sent(met_page(matches(caller, wanted), place))
    return [id_ for (id_,) in rows], total


def _counted(caller: Caller, wanted: AssistantQuery, place: Place) -> tuple[list[str], int]:
    [rows] = _sent(counted_page(matches(caller, wanted), place))
    return [id_ for _, id_ in rows if id_ is not None], next(iter(rows))[0]


def _sent(*statements: Statement) -> list[Rows]:
    batch = Batch()
    rows = [batch.read(sql, values, one_plan=one_plan) for sql, values, one_plan in statements]
    batch.send()
    return rows


def _number(rows: Rows) -> int:
    [(number,)] = rows
    return int(number)
