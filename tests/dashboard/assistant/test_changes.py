"""Duplicate, activate, delete and bring back, with what each means for people."""

from assistants.choices import Source
from assistants.models import Assistant, AuditEvent
from tests.cast import Cast
from tests.dashboard.assistant.conftest import Visit, messages, words


def test_a_copy_belongs_to_who_made_it(cast: Cast, visit: Visit) -> None:
    made = cast.assistant(name="Claims")["id"]

    answer = visit("vic").post(f"{made}/duplicate/")

    copied = Assistant.objects.exclude(id=made).get()
    assert answer["Location"].endswith(f"/assistants/{copied.id}/")
    assert (copied.name, copied.created_by_id) == ("Claims (copy)", "usr_vic")


def test_what_pages_change_is_told_to_come_from_them(cast: Cast, visit: Visit) -> None:
    made = cast.assistant()["id"]

    visit("eve").post(f"{made}/activity/", version="1", is_active="false")

    assert AuditEvent.objects.get(assistant_id=made, field="is_active").source == Source.WIZARD


def test_deactivating_says_who_loses_it_and_activating_who_gains_it(cast: Cast, visit: Visit) -> None:
    made, ben = cast.assistant()["id"], visit("ben")

    page = ben.text(f"{made}/activity/")
    assert "Lose access 2 people" in page
    assert "Vic Example was View" in page
    assert "Eve Example" not in page

    assert ben.post(f"{made}/activity/", version="1", is_active="false").status_code == 302
    assert visit("vic").get(f"{made}/").status_code == 404
    assert "Gain access 2 people" in ben.text(f"{made}/activity/")


def test_an_editor_deactivates_without_being_told_whom_it_reaches(cast: Cast, visit: Visit) -> None:
    made = cast.assistant()["id"]

    assert "Vic Example" not in visit("eve").text(f"{made}/activity/")
    assert visit("eve").post(f"{made}/activity/", version="1", is_active="false").status_code == 302
    assert not Assistant.objects.get(id=made).is_active


def test_a_page_that_was_overtaken_changes_nothing(cast: Cast, visit: Visit) -> None:
    made, ben = cast.assistant()["id"], visit("ben")
    visit("eve").post(f"{made}/activity/", version="1", is_active="false")

    for page, data in (("activity", {"is_active": "true"}), ("delete", {})):
        answer = ben.post(f"{made}/{page}/", version="1", **data)
        assert answer.status_code == 422
        assert "Somebody has changed it since" in words(answer)
    assert Assistant.objects.get(id=made).version == 2


def test_deleting_names_who_loses_it_and_offers_to_bring_it_back(cast: Cast, visit: Visit) -> None:
    made, ben = cast.assistant(name="Claims")["id"], visit("ben")

    page = ben.text(f"{made}/delete/")
    assert "Lose access 3 people" in page
    for name in ("Eve", "Vic", "Chad"):
        assert f"{name} Example" in page
    assert ben.post(f"{made}/delete/", version="1").status_code == 302
    assert "“Claims” has been deleted. Restore it" in messages(ben)

    assert ben.post(f"{made}/restore/")["Location"].endswith(f"/assistants/{made}/")
    assert visit("vic").get(f"{made}/").status_code == 200


def test_deleted_ones_are_listed_for_their_owners_alone(cast: Cast, visit: Visit) -> None:
    made = cast.assistant(name="Claims")["id"]
    visit("ben").post(f"{made}/delete/", version="1")

    for owner in ("ann", "ben"):
        page = visit(owner).text("deleted/")
        assert "Claims" in page
        assert "Ben Example" in page
    for other in ("eve", "vic", "max"):
        assert "No assistant of yours has been deleted" in visit(other).text("deleted/")
        assert visit(other).post(f"{made}/restore/").status_code == 404
    assert visit("oz").get("deleted/").status_code == 404


def test_a_restore_whose_name_is_taken_says_so(cast: Cast, visit: Visit) -> None:
    made, ben = cast.assistant(name="Claims")["id"], visit("ben")
    ben.post(f"{made}/delete/", version="1")
    cast.assistant(name="Claims")

    answer = ben.post(f"{made}/restore/")

    assert answer["Location"].endswith("/assistants/deleted/")
    assert "An assistant named “Claims” exists already" in ben.text("deleted/")


def test_a_change_is_a_post(cast: Cast, visit: Visit) -> None:
    made = cast.assistant()["id"]

    for page in ("duplicate", "restore"):
        assert visit("ben").get(f"{made}/{page}/").status_code == 405
    assert Assistant.objects.get().version == 1
