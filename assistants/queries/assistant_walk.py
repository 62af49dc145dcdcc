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
    """How many assistants are on the caller's list."""
    if caller.is_manager:
        sql = "SELECT count(*) FROM assistant WHERE organization_id = %s AND is_active = ANY(%s) AND deleted_at IS NULL"
        return Statement(sql, [caller.organization_id, place.activities])
    sql = """
        SELECT count(*) FROM (
            SELECT DISTINCT assistant_id FROM access_grant
            WHERE organization_id = %s AND principal = ANY(%s) AND is_active = ANY(%s) AND in_force
        ) granted
    """
    return Statement(sql, [caller.organization_id, list(caller.principals), place.activities])


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
