"""Handing an assistant over to another member."""

from assistants.models import Assistant
from tests.cast import Cast
from tests.dashboard.assistant.conftest import Visit, words


def test_the_new_owner_is_found_by_name(cast: Cast, visit: Visit) -> None:
    made = cast.assistant()["id"]

    page = visit("ben").text(f"{made}/transfer/", search="max")

    assert "Max Example" in page
    assert "Vic Example" not in page
    assert "is called “nobody”" in visit("ben").text(f"{made}/transfer/", search="nobody")


def test_what_it_means_is_told_before_it_happens(cast: Cast, visit: Visit) -> None:
    made = cast.assistant()["id"]

    page = visit("ben").text(f"{made}/transfer/", person="usr_max")

    assert "Transfer it to Max Example?" in page
    assert "Gain access 1 person Max Example Owner" in page
    assert "Lose access 1 person Ben Example was Owner" in page
    assert Assistant.objects.get(id=made).created_by_id == "usr_ben"


def test_who_gives_it_away_may_see_it_no_more(cast: Cast, visit: Visit) -> None:
    made = cast.assistant()["id"]

    answer = visit("ben").post(f"{made}/transfer/", created_by="usr_max")

    assert answer["Location"].endswith("/assistants/")
    assert Assistant.objects.get(id=made).created_by_id == "usr_max"
    assert visit("ben").get(f"{made}/").status_code == 404


def test_an_admin_stays_with_it(cast: Cast, visit: Visit) -> None:
    made = cast.assistant()["id"]

    assert visit("ann").post(f"{made}/transfer/", created_by="usr_max")["Location"].endswith(f"/{made}/")


def test_nobody_from_elsewhere_can_own_it(cast: Cast, visit: Visit) -> None:
    made = cast.assistant()["id"]

    for person in ("usr_oz", "usr_never", ""):
        answer = visit("ben").post(f"{made}/transfer/", created_by=person)
        assert answer.status_code == 422
        assert "Nothing has been changed" in words(answer)
    assert "Transfer it to" not in visit("ben").text(f"{made}/transfer/", person="usr_oz")
