"""Before a change is made, its owners see whom it would reach, and nobody else does."""

from typing import Any

import pytest

from assistants.models import AuditEvent, Version
from assistants.problems import AssistantNotFound, Forbidden
from assistants.queries.record import Record
from assistants.services.assistant import delete
from assistants.services.assistant.outlook import outlook
from tests.cast import STRANGERS, Cast

pytestmark = pytest.mark.django_db

NOTHING: dict[str, list[str]] = {"gains": [], "loses": [], "changes": []}
CHANGES: list[dict[str, Any]] = [{"is_active": False}, {"is_deleted": True}, {"created_by": "usr_max"}]


def people(told: Record) -> dict[str, list[str]]:
    """Who is told of, by what becomes of them."""
    return {kind: sorted(row["id"] for row in rows) for kind, rows in told.items()}


def reasons(row: Record, when: str) -> list[str]:
    return [reason["field"] for reason in row[when]["reasons"]]


def test_as_it_is_nobody_s_access_changes(cast: Cast) -> None:
    made = cast.assistant()["id"]
    assert people(outlook(made, caller=cast.caller("ben"))) == NOTHING


def test_when_it_becomes_inactive_those_who_may_not_edit_it_lose_it(cast: Cast) -> None:
    made = cast.assistant()["id"]
    told = outlook(made, caller=cast.caller("ben"), is_active=False)
    assert people(told) == NOTHING | {"loses": ["usr_chad", "usr_vic"]}
    assert {row["id"]: (row["before"]["access_level"], row["after"]["access_level"]) for row in told["loses"]} == {
        "usr_vic": ("view", None),
        "usr_chad": ("chat", None),
    }


def test_when_it_becomes_active_again_they_gain_it(cast: Cast) -> None:
    made = cast.assistant(is_active=False)["id"]
    told = outlook(made, caller=cast.caller("ben"), is_active=True)
    assert people(told) == NOTHING | {"gains": ["usr_chad", "usr_vic"]}


def test_a_state_in_which_it_is_already_changes_nothing(cast: Cast) -> None:
    for is_active in (True, False):
        made = cast.assistant(is_active=is_active)["id"]
        assert people(outlook(made, caller=cast.caller("ben"), is_active=is_active)) == NOTHING


def test_when_it_is_deleted_everybody_but_its_owners_loses_it(cast: Cast) -> None:
    made = cast.assistant(access_mode="organization")["id"]
    told = outlook(made, caller=cast.caller("ann"), is_deleted=True)
    assert people(told) == NOTHING | {"loses": ["usr_chad", "usr_eve", "usr_max", "usr_vic"]}
    [eve] = [row for row in told["loses"] if row["id"] == "usr_eve"]
    assert reasons(eve, "before") == ["editable_by_users", "access_mode"]


def test_when_it_is_handed_over_the_new_owner_gains_what_the_former_loses(cast: Cast) -> None:
    made = cast.assistant()["id"]
    told = outlook(made, caller=cast.caller("ben"), created_by="usr_max")
    assert people(told) == NOTHING | {"gains": ["usr_max"], "loses": ["usr_ben"]}
    assert reasons(told["gains"][0], "after") == ["created_by"]


def test_who_could_edit_and_is_handed_it_changes_level(cast: Cast) -> None:
    made = cast.assistant()["id"]
    told = outlook(made, caller=cast.caller("ann"), created_by="usr_eve")
    assert people(told) == NOTHING | {"loses": ["usr_ben"], "changes": ["usr_eve"]}


def test_an_admin_who_is_handed_it_owned_it_before(cast: Cast) -> None:
    made = cast.assistant()["id"]
    assert people(outlook(made, caller=cast.caller("ben"), created_by="usr_ann"))["gains"] == []


@pytest.mark.parametrize("left", ["membership", "user"])
def test_who_has_left_neither_gains_nor_loses(cast: Cast, left: str) -> None:
    made = cast.assistant()["id"]
    person: Any = cast.people["vic"] if left == "membership" else cast.people["vic"].user
    person.is_active = False
    person.save()
    assert people(outlook(made, caller=cast.caller("ben"), is_deleted=True))["loses"] == ["usr_chad", "usr_eve"]


@pytest.mark.parametrize("change", CHANGES)
def test_a_look_writes_nothing(cast: Cast, change: dict[str, Any]) -> None:
    made = cast.assistant()["id"]
    before = Version.objects.count(), AuditEvent.objects.count()
    outlook(made, caller=cast.caller("ben"), **change)
    assert (Version.objects.count(), AuditEvent.objects.count()) == before
    assert people(outlook(made, caller=cast.caller("ben"))) == NOTHING


@pytest.mark.parametrize("change", CHANGES)
def test_it_needs_the_level_owner(cast: Cast, change: dict[str, Any]) -> None:
    made = cast.assistant()["id"]
    for name in ("eve", "vic", "chad"):
        with pytest.raises(Forbidden):
            outlook(made, caller=cast.caller(name), **change)
    for name in STRANGERS:
        with pytest.raises(AssistantNotFound):
            outlook(made, caller=cast.caller(name), **change)


def test_of_one_that_is_deleted_there_is_none(cast: Cast) -> None:
    made = cast.assistant()["id"]
    delete(made, caller=cast.caller("ben"))
    with pytest.raises(AssistantNotFound):
        outlook(made, caller=cast.caller("ben"), is_deleted=True)
