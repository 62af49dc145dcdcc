import json
import logging

import pytest
from django.db import IntegrityError, connection, transaction

from assistants.models import Role
from config.logs import Formatter
from tests.factories import OrganizationFactory


def line(failure: BaseException | None = None, **extra: object) -> dict[str, object]:
    trace = (type(failure), failure, failure.__traceback__) if failure else None
    record = logging.LogRecord("atelier", logging.ERROR, "", 0, "refused", None, trace)
    record.__dict__.update(extra)
    written: dict[str, object] = json.loads(Formatter().format(record))
    return written


@pytest.mark.django_db
def test_a_row_that_the_database_refuses_is_not_in_the_log() -> None:
    acme = OrganizationFactory.create()
    with pytest.raises(IntegrityError) as refusal, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {Role._meta.db_table} (id, organization_id, name) VALUES (%s, %s, %s)",
            ["role_a", acme.id, "canary\nCONTEXT: canary\n\ncanary"],
        )
    told = str(line(refusal.value)["exc_info"])
    assert "IntegrityError" in told
    assert "canary" not in told


def test_what_a_line_tells_of_its_request_are_the_fields_that_were_given() -> None:
    written = line(trace_id="req_1", request=object())
    assert (written["message"], written["trace_id"]) == ("refused", "req_1")
    assert "request" not in written
