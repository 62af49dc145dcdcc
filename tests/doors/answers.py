"""What every answer of the API has, whatever it says."""

import re

from django.apps import apps
from django.db import connection

from assistants.models import RateLimit
from assistants.problems import Code
from tests.api.client import Answer

ENVELOPE = {"code", "message", "system_message", "type", "status", "details", "trace_id", "timestamp"}
FOUND = {"field", "code", "message"}


def assert_refused(answer: Answer, status: int, code: str) -> None:
    """A refusal with everything that the envelope holds (contract, section 3)."""
    whole = answer.json
    assert (answer.status, answer.code) == (status, code), whole
    assert answer.headers["Content-Type"] == "application/json"
    assert whole.keys() == {"success", "error"}
    assert whole["success"] is False
    error = whole["error"]
    assert error.keys() == ENVELOPE
    assert error["status"] == status
    assert error["type"] == "client_error"
    assert error["message"]
    assert error["system_message"]
    assert error["trace_id"] == answer.headers["X-Request-Id"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", error["timestamp"])
    for found in error["details"].get("errors", []):
        assert found.keys() == FOUND
        assert found["code"] in set(Code)
        assert found["message"]


def rows_of_all_tables() -> dict[str, int]:
    """How many rows each table holds, but for the count of requests, which every request changes."""
    tables = [
        model._meta.db_table
        for model in apps.get_app_config("assistants").get_models(include_auto_created=True)
        if model is not RateLimit
    ]
    counts = " UNION ALL ".join(f"SELECT '{table}', count(*) FROM {table}" for table in tables)
    with connection.cursor() as cursor:
        cursor.execute(counts)
        return dict(cursor.fetchall())
