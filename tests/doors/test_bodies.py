from collections import Counter
from typing import Any

import pytest
from pytest_django import Settings

from assistants.models import Organization
from assistants.spec.assistant import NEST, NESTED, AssistantSpec
from tests.api.client import ApiClient
from tests.doors.answers import assert_refused, rows_of_all_tables
from tests.doors.bodies import ROWS
from tests.doors.bodies.row import Row
from tests.doors.world import HOME

pytestmark = pytest.mark.django_db

OURS = {"id", "created_by", "created_at", "updated_at", "deleted_at", "version", "icon_url"}
FOR_THE_CALLER = {"user_access_level", "warnings"}
FIELDS = (AssistantSpec.model_fields.keys() - set(NESTED)) | {NEST} | OURS | FOR_THE_CALLER


def named(row: Row) -> str:
    return row.says


@pytest.fixture
def settle(settings: Settings) -> Any:
    """Make the organization and the settings those of a row."""

    def settle(row: Row) -> None:
        settings.MCP_ALLOWED_HOSTS = frozenset(row.allowed_hosts)
        if row.sharing:
            Organization.objects.filter(pk=HOME).update(**row.sharing)

    return settle


@pytest.mark.parametrize("row", [row for row in ROWS if row.status == 201], ids=named)
def test_what_the_contract_allows_is_made_and_shown(row: Row, keys: dict[str, str], settle: Any) -> None:
    settle(row)
    client = ApiClient(keys[row.caller])
    response = client.post("/v1/assistants", row.body)
    made = response.json
    assert response.status == 201, made
    assert made.keys() == FIELDS
    assert {name: made[name] for name in row.shows} == row.shows
    if row.warns is not None:
        assert {(warning["code"], warning["field"]) for warning in made["warnings"]} == row.warns
    assert response.headers["Location"] == f"/v1/assistants/{made['id']}"
    assert response.headers["ETag"] == '"1"'
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["X-Request-Id"]
    again = client.get(response.headers["Location"])
    assert again.status == 200
    assert again.json == made
    assert again.headers["ETag"] == response.headers["ETag"]


@pytest.mark.parametrize("row", [row for row in ROWS if row.status != 201], ids=named)
def test_what_the_contract_refuses_is_told_whole_and_writes_nothing(
    row: Row, keys: dict[str, str], rows_at_first: dict[str, int], settle: Any
) -> None:
    settle(row)
    response = ApiClient(keys[row.caller]).post("/v1/assistants", row.body)
    assert_refused(response, row.status, row.code)
    assert sorted(response.problems) == sorted(row.problems)
    assert rows_of_all_tables() == rows_at_first


def test_no_two_rows_say_the_same() -> None:
    assert [says for says, times in Counter(row.says for row in ROWS).items() if times > 1] == []
