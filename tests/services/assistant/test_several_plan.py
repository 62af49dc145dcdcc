"""Before several assistants are changed, it is told which of them would be, and whom it would reach."""

import pytest

from assistants.choices import SeveralAction
from assistants.limits import SEVERAL
from assistants.services.assistant import delete
from assistants.services.assistant.several import plan
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_only_owners_are_told_whom_it_reaches(cast: Cast) -> None:
    made = cast.assistant()["id"]
    [of_owner] = plan([made], SeveralAction.DEACTIVATE, caller=cast.caller("ann"))
    [of_editor] = plan([made], SeveralAction.DEACTIVATE, caller=cast.caller("eve"))
    assert of_owner.people is not None
    assert sorted(row["id"] for row in of_owner.people["loses"]) == ["usr_chad", "usr_vic"]
    assert of_editor.people is None


@pytest.mark.parametrize(
    ("action", "people"),
    [
        (SeveralAction.PRIVATE, ["usr_max"]),
        (SeveralAction.DELETE, ["usr_chad", "usr_eve", "usr_max", "usr_vic"]),
    ],
)
def test_a_plan_tells_who_would_lose_it(cast: Cast, action: SeveralAction, people: list[str]) -> None:
    made = cast.assistant(access_mode="organization")["id"]
    [item] = plan([made], action, caller=cast.caller("ben"))
    assert item.people is not None
    assert sorted(row["id"] for row in item.people["loses"]) == people


def test_a_plan_tells_that_a_public_page_closes(cast: Cast) -> None:
    page = cast.assistant(access_mode="public", public_enabled=True)["id"]
    none = cast.assistant(access_mode="public")["id"]
    for action, closes in ((SeveralAction.PRIVATE, True), (SeveralAction.DEACTIVATE, False)):
        found = plan([page, none], action, caller=cast.caller("ben"))
        assert [item.closes_page for item in found] == [closes, False]


def test_each_is_planned_once_in_the_order_that_was_asked_for(cast: Cast) -> None:
    made = [cast.assistant()["id"] for _ in range(3)][::-1]
    ids = [made[0], "asst_never", "asst_\0", *made]
    assert [item.id for item in plan(ids, SeveralAction.DELETE, caller=cast.caller("ben"))] == made


def test_of_more_than_a_hundred_the_first_hundred_are_planned(cast: Cast) -> None:
    made, never = cast.assistant()["id"], [f"asst_{number}" for number in range(SEVERAL)]
    assert plan([*never, made], SeveralAction.DELETE, caller=cast.caller("ben")) == []
    assert len(plan([*never[1:], made], SeveralAction.DELETE, caller=cast.caller("ben"))) == 1


def test_a_deleted_one_is_not_there(cast: Cast) -> None:
    made = cast.assistant()["id"]
    delete(made, caller=cast.caller("ben"))
    assert plan([made], SeveralAction.DELETE, caller=cast.caller("ben")) == []
