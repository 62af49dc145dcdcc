"""The assistants that match a query, whatever narrows it, and a page of them."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from assistants.caller import Caller
from assistants.choices import AccessLevel, SortBy
from assistants.models import Assistant, AssistantSearch, Reference
from assistants.policy.access import visible_to
from assistants.queries.assistant_filters import uses_one_of
from assistants.queries.assistant_query import AssistantQuery
from assistants.queries.place import COLUMNS, Place, Statement


def matches(caller: Caller, wanted: AssistantQuery) -> QuerySet[Any]:
    """The sort key and the id of every assistant that matches."""
    # A filter on a field that the caller's level hides never matches.
    at_least = AccessLevel.VIEW if wanted.field_filters else AccessLevel.CHAT
    condition = visible_to(caller, at_least, with_deleted=wanted.include_deleted)
    if len(wanted.activities) == 1:
        condition &= Q(is_active=wanted.activities[0])
    if not wanted.sought:
        rows: QuerySet[Any] = Assistant.objects.filter(condition, _fields(caller, wanted.field_filters))
        return rows.values_list(COLUMNS[wanted.sort_by], "pk")
    # Where a text is sought the narrow rows are read, and the assistants' own only for what is not in these.
    own = "assistant__"
    narrow = AssistantSearch.objects.filter(
        condition, _fields(caller, wanted.field_filters, own), text__contains=wanted.sought
    )
    key = COLUMNS[wanted.sort_by]
    return narrow.values_list(key if wanted.sort_by == SortBy.NAME else own + key, "pk")


def counted_page(rows: QuerySet[Any], place: Place) -> Statement:
    """The ids at a place among the rows, each behind the number of all rows; a place without rows has one null id.

    To number them takes reading them all, so they are read once and kept. A planner who saw the limit alone would
    walk some order in the hope of meeting enough of them soon.
    """
    sql, values = rows.query.sql_with_params()
    way = place.direction
    page = f"""
        WITH found (key, id) AS MATERIALIZED ({sql})
        SELECT counted.total, page.id
        FROM (SELECT count(*) AS total FROM found) counted LEFT JOIN (
            SELECT key, id FROM found WHERE {place.beyond("key", "id")} ORDER BY key {way}, id {way} LIMIT %s OFFSET %s
        ) page ON TRUE
        ORDER BY page.key {way}, page.id {way}
    """  # noqa: S608 - compiled by Django, with directions of ours
    return Statement(page, [*values, *place.cut()], one_plan=False)


def met_page(rows: QuerySet[Any], place: Place) -> Statement:
    """The ids at a place among the rows, where they are met on the way through the order until there are enough."""
    sql, values = rows.query.sql_with_params()
    way = place.direction
    page = f"""
        SELECT id FROM ({sql}) AS found (key, id)
        WHERE {place.beyond("key", "id")} ORDER BY key {way}, id {way} LIMIT %s OFFSET %s
    """  # noqa: S608 - compiled by Django, with directions of ours
    return Statement(page, [*values, *place.cut()], one_plan=False)


def _fields(caller: Caller, filters: Mapping[str, Any], own: str = "") -> Q:
    """The filters by fields of the assistant, which `own` leads to."""
    named = {
        "access_mode": f"{own}access_mode",
        "model_key": f"{own}default_model_key_id",
        "provider": f"{own}default_model_key__provider_id",
        "access_modes": f"{own}access_mode__in",
        "model_keys": f"{own}default_model_key_id__in",
        "providers": f"{own}default_model_key__provider_id__in",
        "created_by": f"{own}created_by_id",
        "retires_before": f"{own}default_model_key__retires_on__lt",
    }
    found = Q(**{named[name]: value for name, value in filters.items() if name in named})
    if (store := filters.get("vector_store_id")) is not None:
        uses = Reference.objects.filter(
            organization_id=caller.organization_id,
            assistant_id=OuterRef("pk"),
            field="vector_store_ids",
            target_id=store,
        )
        found &= Q(Exists(uses))
    if tools := filters.get("tools"):
        found &= uses_one_of(tools, caller.organization_id)
    return found
