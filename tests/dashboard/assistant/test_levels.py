"""Which pages of an assistant each person may open, and which they may not know of."""

import pytest

from assistants.models import Assistant
from tests.cast import Cast
from tests.dashboard.assistant.conftest import Visit, words

VIEWED = ("", "tools/", "versions/", "history/", "api/")
OWNED = ("access/", "transfer/", "delete/")
EDITED = ("activity/", "versions/1/restore/")
EVERY = (*VIEWED, *OWNED, *EDITED)
ALLOWED = {
    "ann": EVERY,
    "ben": EVERY,
    "eve": (*VIEWED, *EDITED),
    "vic": VIEWED,
    "chad": ("",),
}


@pytest.mark.parametrize("name", ALLOWED)
def test_each_level_opens_its_own_pages_and_no_others(cast: Cast, visit: Visit, name: str) -> None:
    made = cast.assistant()["id"]

    answers = {page: visit(name).get(f"{made}/{page}").status_code for page in EVERY}

    assert answers == {page: 200 if page in ALLOWED[name] else 403 for page in EVERY}


@pytest.mark.parametrize("page", EVERY)
def test_to_who_has_no_access_it_does_not_exist(cast: Cast, visit: Visit, page: str) -> None:
    made = cast.assistant()["id"]
    unknown, never = (visit("max").get(f"{id_}/{page}") for id_ in (made, "asst_never"))

    assert (unknown.status_code, never.status_code) == (404, 404)
    assert words(unknown).replace(made, "asst_never") == words(never)


@pytest.mark.parametrize("page", EVERY)
def test_another_organization_does_not_exist(cast: Cast, visit: Visit, page: str) -> None:
    assert visit("oz").get(f"{cast.assistant()['id']}/{page}").status_code == 404


@pytest.mark.parametrize("page", EVERY)
def test_a_deleted_one_is_gone_for_its_owner_too(cast: Cast, visit: Visit, page: str) -> None:
    made = cast.assistant()["id"]
    assert visit("ben").post(f"{made}/delete/", version="1").status_code == 302

    assert visit("ben").get(f"{made}/{page}").status_code == 404


@pytest.mark.parametrize(
    ("action", "least"),
    [("duplicate", "vic"), ("activity", "eve"), ("versions/1/restore", "eve"), ("transfer", "ben"), ("delete", "ben")],
)
def test_below_its_level_an_action_changes_nothing(cast: Cast, visit: Visit, action: str, least: str) -> None:
    made = cast.assistant()["id"]
    order = ["ben", "eve", "vic", "chad", "max", "oz"]

    for name in order[order.index(least) + 1 :]:
        data = {"version": "1", "is_active": "false", "created_by": "usr_eve"}
        assert visit(name).post(f"{made}/{action}/", **data).status_code in (403, 404)

    assert list(Assistant.objects.values_list("version", "is_active", "deleted_at", "created_by")) == [
        (1, True, None, "usr_ben")
    ]


def test_who_may_only_chat_sees_what_chat_shows(cast: Cast, visit: Visit) -> None:
    made = cast.assistant(description="Sorts claims", instructions="Never say no")["id"]

    page = visit("chad").text(f"{made}/")

    assert "Sorts claims" in page
    assert "Never say no" not in page
    assert "gpt-4o" not in page
    assert "Duplicate" not in page


def test_a_viewer_is_offered_no_change(cast: Cast, visit: Visit) -> None:
    page = visit("vic").text(f"{cast.assistant()['id']}/")

    assert "Duplicate" in page
    for words_of_change in ("Edit", "Delete…", "Deactivate…", "Transfer", "Access "):
        assert words_of_change not in page.replace("Access Visible to", "")
