"""The database itself refuses to change what the audit tells (security.md, "Operations")."""

import sqlite3

import psycopg
import pytest

from tests.live.rows import query

_CHANGES = [
    "UPDATE audit_event SET actor_id = 'usr_nobody'",
    "UPDATE audit_event SET action = action",
    "DELETE FROM audit_event",
    "DELETE FROM audit_event WHERE action = 'organization.provisioned'",
]


@pytest.mark.parametrize("change", _CHANGES)
def test_an_audit_event_cannot_be_changed_or_removed(database_url: str, change: str) -> None:
    before = query(database_url, "SELECT * FROM audit_event")
    assert before

    with pytest.raises((sqlite3.IntegrityError, psycopg.errors.InsufficientPrivilege), match="append-only"):
        query(database_url, change)

    assert query(database_url, "SELECT * FROM audit_event") == before


def test_the_audit_cannot_be_emptied_at_once(database_url: str) -> None:
    # SQLite knows no TRUNCATE: there it is a syntax error, and the events stay as well.
    with pytest.raises((sqlite3.OperationalError, psycopg.errors.InsufficientPrivilege)):
        query(database_url, "TRUNCATE audit_event")

    assert query(database_url, "SELECT * FROM audit_event")
