"""A list read off an index of PostgreSQL, as fast at a million assistants as at a hundred (performance.md).

Owners and admins see every assistant, in an index of the assistants themselves for each order. A member's list is in
as many parts as the member has principals, each in the order of names in the index of the grants: of each part, no
more rows are read than fill the page. A property test holds these statements to `visible_to`.
"""

from assistants.caller import Caller
from assistants.queries.place import Place, Statement


def walking(caller: Caller, place: Place) -> Statement:
    """The ids at a place of the caller's list; a member's is by name."""
    return _all(caller, place) if caller.is_manager else _granted(caller, place)


def counting(caller: Caller, place: Place) -> Statement:
    """How many assistants are on the caller's list.

    The database keeps count by audience (the migration 0009_audience.py). What a member sees in none of theirs, because
    they themselves are named, is counted here.
    """
    counted = "SELECT coalesce(sum(assistants), 0) FROM audience WHERE organization_id = %s AND is_active = ANY(%s)"
    own: list[object] = [caller.organization_id, place.activities]
    if caller.is_manager:
        return Statement(counted, own)
    shared = [principal for principal in caller.principals if principal != caller.user_id]
    sql = f"""
        SELECT ({counted} AND principals && %s::text[]) + (
            SELECT count(*) FROM (
                SELECT DISTINCT mine.assistant_id FROM access_grant mine
                WHERE mine.organization_id = %s AND mine.is_active = ANY(%s) AND mine.principal = %s AND mine.in_force
                    AND NOT EXISTS (
                        SELECT 1 FROM access_grant other
                        WHERE other.organization_id = mine.organization_id AND other.assistant_id = mine.assistant_id
                            AND other.principal = ANY(%s) AND other.in_force
                    )
            ) named
        )
    """  # noqa: S608 - words of ours
    # How to find the others depends on how often the member is named.
    return Statement(sql, [*own, shared, *own, caller.user_id, shared], one_plan=False)


def _all(caller: Caller, place: Place) -> Statement:
    key, way = place.column, place.direction
    sql = f"""
        SELECT part.id FROM unnest(%s::boolean[]) AS activity (is_active) CROSS JOIN LATERAL (
            SELECT {key}, id FROM assistant
            WHERE organization_id = %s AND is_active = activity.is_active AND deleted_at IS NULL
                AND {place.beyond(key, "id")}
            ORDER BY {key} {way}, id {way} LIMIT %s
        ) part
        ORDER BY part.{key} {way}, part.id {way} LIMIT %s OFFSET %s
    """  # noqa: S608 - columns and directions of ours
    return Statement(sql, [place.activities, caller.organization_id, *_cut(place)])


def _granted(caller: Caller, place: Place) -> Statement:
    way = place.direction
    # Distinct in each part as well: who is named twice at an assistant has two rows there.
    sql = f"""
        SELECT listed.assistant_id FROM (
            SELECT DISTINCT part.name_key, part.assistant_id
            FROM unnest(%s::text[]) AS mine (principal) CROSS JOIN unnest(%s::boolean[]) AS activity (is_active)
            CROSS JOIN LATERAL (
                SELECT DISTINCT name_key, assistant_id FROM access_grant
                WHERE organization_id = %s AND principal = mine.principal AND is_active = activity.is_active
                    AND in_force AND {place.beyond("name_key", "assistant_id")}
                ORDER BY name_key {way}, assistant_id {way} LIMIT %s
            ) part
            ORDER BY part.name_key {way}, part.assistant_id {way} LIMIT %s OFFSET %s
        ) listed
        ORDER BY listed.name_key {way}, listed.assistant_id {way}
    """  # noqa: S608 - directions of ours
    return Statement(sql, [list(caller.principals), place.activities, caller.organization_id, *_cut(place)])


def _cut(place: Place) -> list[object]:
    after, rest = place.cut()[:-2], place.cut()[-2:]
    return [*after, place.end, *rest]
