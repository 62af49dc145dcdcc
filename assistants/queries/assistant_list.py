"""The assistants that a caller may see, a page at a time (contract, section 6, "GET /v1/assistants")."""

from assistants.caller import Caller
from assistants.queries.assistant_items import shown
from assistants.queries.assistant_query import AssistantQuery
from assistants.queries.assistant_selection import selected
from assistants.queries.page import Pagination
from assistants.queries.record import Record


class KeysetPagination(Pagination):
    """Where a page stands in its list, and after which entry the next one begins."""

    next_after: str | None


def assistants(caller: Caller, wanted: AssistantQuery) -> Record:
    """One page of the assistants at which the caller's level is not none, each cut to that level.

    Raises `Refused` where `after` names no assistant that the caller may see. The organization is the caller's.
    """
    ids, has_more, total = selected(caller, wanted)
    pagination = KeysetPagination(
        total=total,
        limit=wanted.limit,
        offset=wanted.offset,
        has_more=has_more,
        next_after=ids[-1] if has_more else None,
    )
    return {
        "assistants": shown(caller, ids, wanted.fields),
        "total": total,
        "organization_id": caller.organization_id,
        "pagination": pagination.model_dump(),
        "filters_applied": wanted.filters_applied,
    }
