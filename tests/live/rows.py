"""What a server's database holds, read and changed beside the server."""

import sqlite3
from contextlib import closing
from typing import Any, NamedTuple, cast

import psycopg

Row = tuple[Any, ...]


class Parts(NamedTuple):
    """How many rows of each kind belong to one assistant."""

    owners: int
    grants: int
    references: int
    system_tools: int
    mcp_servers: int
    secrets: int
    first_versions: int
    events: int
    answers: int


# What `acme.full_body` makes when it is sent with an Idempotency-Key.
WHOLE = Parts(
    owners=1,
    grants=7,
    references=5,
    system_tools=2,
    mcp_servers=3,
    secrets=9,
    first_versions=1,
    events=1,
    answers=1,
)

# One statement, so that both databases answer it from one snapshot, whoever writes meanwhile.
_PARTS = """
SELECT a.name,
    (SELECT count(*) FROM access_grant p WHERE p.assistant_id = a.id AND p.field = 'created_by'),
    (SELECT count(*) FROM access_grant p WHERE p.assistant_id = a.id),
    (SELECT count(*) FROM assistant_reference p WHERE p.assistant_id = a.id),
    (SELECT count(*) FROM system_tool p WHERE p.assistant_id = a.id),
    (SELECT count(*) FROM mcp_server p WHERE p.assistant_id = a.id),
    (SELECT count(*) FROM mcp_server p JOIN secret s ON s.mcp_server_id = p.id WHERE p.assistant_id = a.id),
    (SELECT count(*) FROM version p WHERE p.assistant_id = a.id AND p.number = 1),
    (SELECT count(*) FROM audit_event p WHERE p.assistant_id = a.id AND p.action = 'assistant.created'),
    (SELECT count(*) FROM idempotency_record p WHERE p.answer LIKE '{"id":"' || a.id || '"%')
FROM assistant a
"""
# What would be left of an assistant that is not there; the other tables' foreign keys forbid it.
_LEFTOVERS = """
SELECT (SELECT count(*) FROM audit_event p
        WHERE p.assistant_id <> '' AND NOT EXISTS (SELECT 1 FROM assistant a WHERE a.id = p.assistant_id))
     + (SELECT count(*) FROM idempotency_record p
        WHERE NOT EXISTS (SELECT 1 FROM assistant a WHERE p.answer LIKE '{"id":"' || a.id || '"%'))
"""


def query(database_url: str, sql: str, *values: Any) -> list[Row]:
    """Run one statement, with `%s` for each value, in a transaction of its own; the answer is its rows."""
    if database_url.startswith("sqlite"):
        file = database_url.removeprefix("sqlite:///")
        with closing(sqlite3.connect(file, timeout=20)) as link, link:
            return link.execute(sql.replace("%s", "?"), values).fetchall()
    with psycopg.connect(database_url) as connection:
        cursor = connection.execute(sql.encode(), values or None)
        return cursor.fetchall() if cursor.description else []


def parts(database_url: str) -> dict[str, Parts]:
    """The parts of every assistant, by name."""
    return {name: Parts(*cast("list[int]", counts)) for name, *counts in query(database_url, _PARTS)}


def leftovers(database_url: str) -> int:
    """How many rows belong to an assistant that does not exist."""
    return int(query(database_url, _LEFTOVERS)[0][0])
