"""The same change to several assistants: previewed, made, undone."""

import pytest

from assistants.models import Assistant
from assistants.services.assistant import update
from tests.cast import Cast
from tests.dashboard.assistant.conftest import Visit, cast, visit, words

__all__ = ["cast", "visit"]


def state(made: str) -> tuple[bool, str, bool, bool]:
    row = Assistant.objects.get(id=made)
    return row.is_active, row.access_mode, row.public_enabled, row.deleted_at is not None


@pytest.mark.parametrize(
    ("action", "after"),
    [
        ("deactivate", (False, "private", False, False)),
        ("delete", (True, "private", False, True)),
        ("organization", (True, "organization", False, False)),
        ("public", (True, "public", False, False)),
    ],
)
def test_a_preview_changes_nothing_doing_it_does_and_undo_brings_it_back(
    cast: Cast, visit: Visit, action: str, after: tuple[bool, str, bool, bool]
) -> None:
    made, ben = [cast.assistant()["id"] for _ in range(2)], visit("ben")
    before = [state(id_) for id_ in made]

    preview = ben.post("bulk/", do=action, id=made)
    assert preview.status_code == 200
    assert [state(id_) for id_ in made] == before

    done = ben.post("bulk/do/", do=action, at=[f"1 {id_}" for id_ in made])
    assert done["Location"].endswith("/assistants/bulk/result/")
    assert [state(id_) for id_ in made] == [after, after]
    assert ": 2 assistants" in ben.text("bulk/result/")

    ben.post("bulk/undo/")
    assert [state(id_) for id_ in made] == before
    assert "Undone: 2 assistants" in ben.text("bulk/result/")


def test_the_preview_names_who_loses_access_with_the_count(cast: Cast, visit: Visit) -> None:
    made = cast.assistant(name="Claims")["id"]

    page = words(visit("ben").post("bulk/", do="delete", id=[made]))

    assert "3 lose access" in page
    assert "Lose access to at least one 3 people Chad Example, Eve Example, Vic Example" in page


def test_what_will_not_change_says_why(cast: Cast, visit: Visit) -> None:
    seen = cast.assistant(name="Seen", access_users=["usr_eve"], editable_by_users=[])["id"]
    already = cast.assistant(name="Already", is_active=False)["id"]
    hidden = cast.assistant(name="Hidden", editable_by_users=[])["id"]

    page = words(visit("eve").post("bulk/", do="deactivate", id=[seen, already, hidden, "asst_never"]))

    assert "Seen This needs the access level edit; yours is view." in page
    assert "Already It is so already." in page
    assert "Hidden" not in page
    assert "Deactivate: nothing to do" in page


def test_an_editor_is_told_nothing_of_whom_it_reaches(cast: Cast, visit: Visit) -> None:
    made = cast.assistant()["id"]

    page = words(visit("eve").post("bulk/", do="deactivate", id=[made]))

    assert "Whom it reaches is shown to its owners" in page
    assert "Vic Example" not in page


def test_closing_access_closes_the_public_page_and_undo_opens_it_again(cast: Cast, visit: Visit) -> None:
    made, ben = cast.assistant(access_mode="public", public_enabled=True)["id"], visit("ben")

    assert "Its public page closes" in words(ben.post("bulk/", do="private", id=[made]))
    ben.post("bulk/do/", do="private", at=[f"1 {made}"])
    assert state(made) == (True, "private", False, False)
    ben.post("bulk/undo/")
    assert state(made) == (True, "public", True, False)


def test_what_somebody_has_changed_meanwhile_stays(cast: Cast, visit: Visit) -> None:
    first, second, ben = cast.assistant()["id"], cast.assistant()["id"], visit("ben")
    update(first, {"temperature": 0.1}, caller=cast.caller("eve"))

    ben.post("bulk/do/", do="deactivate", at=[f"1 {first}", f"1 {second}"])
    assert [state(id_)[0] for id_ in (first, second)] == [True, False]
    assert "Somebody has changed it in the meantime" in ben.text("bulk/result/")

    update(second, {"temperature": 0.1}, caller=cast.caller("eve"))
    ben.post("bulk/undo/")
    assert not state(second)[0]
    assert "Not undone" in ben.text("bulk/result/")


def test_a_deletion_whose_name_was_taken_is_not_undone(cast: Cast, visit: Visit) -> None:
    made, ben = cast.assistant(name="Claims")["id"], visit("ben")
    ben.post("bulk/do/", do="delete", at=[f"1 {made}"])
    cast.assistant(name="Claims")

    ben.post("bulk/undo/")

    assert "An assistant named “Claims” exists already" in ben.text("bulk/result/")


@pytest.mark.parametrize("at", ["", "1", "x asst_1", "-1 asst_1", "1 asst_never", "99999999999999999999 asst_1"])
def test_what_names_no_assistant_changes_nothing(cast: Cast, visit: Visit, at: str) -> None:
    cast.assistant()

    assert visit("ben").post("bulk/do/", do="delete", at=[at]).status_code == 302
    assert Assistant.objects.get().deleted_at is None


def test_an_action_that_there_is_not_is_refused(cast: Cast, visit: Visit) -> None:
    for page in ("bulk/", "bulk/do/"):
        assert visit("ben").post(page, do="nonsense").status_code == 400


def test_another_s_assistants_are_out_of_reach_whatever_is_sent(cast: Cast, visit: Visit) -> None:
    made = cast.assistant()["id"]

    for name in ("vic", "chad", "max"):
        visit(name).post("bulk/do/", do="delete", at=[f"1 {made}"])
    assert visit("oz").post("bulk/do/", do="delete", at=[f"1 {made}"]).status_code == 404
    assert state(made) == (True, "private", False, False)


def test_there_is_no_result_before_there_was_an_action(cast: Cast, visit: Visit) -> None:
    assert visit("ben").get("bulk/result/").status_code == 404
    assert visit("ben").post("bulk/undo/").status_code == 404


def test_the_sharing_policy_holds_for_several_too(cast: Cast, visit: Visit) -> None:
    cast.organization.organization_sharing = "admins"
    cast.organization.save()
    made = cast.assistant()["id"]

    assert "ask an owner or admin" in words(visit("ben").post("bulk/", do="organization", id=[made]))
    assert "Will change" in words(visit("ann").post("bulk/", do="organization", id=[made]))
