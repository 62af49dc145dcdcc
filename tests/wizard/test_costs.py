"""How many statements a page of the wizard takes, as literals: as many for much as for little."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories
from tests.cast import Cast
from tests.wizard.browser import Browser

FILLED: dict[str, dict[str, Any]] = {
    "basics": {"name": "Claims", "description": "First report"},
    "language-model": {"temperature": "0.3", "allowed_model_providers": ["openai"]},
    "access": {"access_users": ["usr_vic", "usr_chad"], "editable_by_users": ["usr_eve"]},
}


@pytest.fixture
def filled(cast: Cast, ben: Browser) -> Browser:
    ben.open("assistants/new/").press("start")
    for step, typed in FILLED.items():
        ben.open(f"{ben.here.rpartition('/')[0].rpartition('/')[0]}/{step}/").press(**typed)
    return ben


def statements(browser: Browser, path: str) -> int:
    """The statements of a page; a savepoint stands only for the transaction that a test runs in."""
    with CaptureQueriesContext(connection) as counted:
        assert browser.client.get(path).status_code == 200
    return len([query for query in counted.captured_queries if "SAVEPOINT" not in query["sql"]])


COSTS = {
    "basics": 10,
    "language-model": 11,
    "knowledge": 11,
    "tools": 9,
    "mcp-servers": 9,
    "access": 16,
    "output": 8,
    "check": 19,
}


@pytest.mark.parametrize(("step", "cost"), COSTS.items())
def test_a_step_takes_as_many_statements(filled: Browser, step: str, cost: int) -> None:
    draft = filled.here.rpartition("/")[0].rpartition("/")[0]

    assert statements(filled, f"{draft}/{step}/") == cost


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_drafts_takes_as_many_statements_for_any_number(ben: Browser, count: int) -> None:
    for number in range(count):
        ben.open("assistants/new/").press("start").press(name=f"Draft {number}")

    assert statements(ben, f"{ben.at}drafts/") == 4


def test_an_edit_takes_as_many_statements_for_the_assistant_besides(cast: Cast, ben: Browser) -> None:
    made = factories.assistant(cast.caller("ben"), access_users=["usr_vic"])
    ben.open(f"assistants/{made['id']}/edit/").press("start")

    assert statements(ben, ben.here) == 17
