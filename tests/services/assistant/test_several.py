"""What is done to several assistants is planned, done and undone for each by itself."""

from collections.abc import Sequence

import pytest

from assistants.choices import SeveralAction, SharingPolicy
from assistants.models import Assistant, AuditEvent, Version
from assistants.queries.record import Record
from assistants.services.assistant.several import Done, carry_out, plan, undo
from tests.cast import STRANGERS, Cast
from tests.factories import caller
from tests.services.assistant.changes import changed

pytestmark = pytest.mark.django_db

ACTIVITY = (SeveralAction.ACTIVATE, SeveralAction.DEACTIVATE)
OWNERS_ACTIONS = [action for action in SeveralAction if action not in ACTIVITY]
# An action, an assistant on which it does something, and what it makes of it: active, mode, public page, deleted.
ACTIONS = [
    (SeveralAction.DEACTIVATE, {}, (False, "private", False, False)),
    (SeveralAction.ACTIVATE, {"is_active": False}, (True, "private", False, False)),
    (SeveralAction.DELETE, {"access_mode": "organization"}, (True, "organization", False, True)),
    (SeveralAction.PRIVATE, {"access_mode": "public", "public_enabled": True}, (True, "private", False, False)),
    (
        SeveralAction.ORGANIZATION,
        {"access_mode": "public", "public_enabled": True},
        (True, "organization", False, False),
    ),
    (SeveralAction.PUBLIC, {"access_mode": "organization"}, (True, "public", False, False)),
]
each_action = pytest.mark.parametrize(("action", "fields", "after"), ACTIONS)
CHANGED = "Somebody has changed it in the meantime."


def state(made: str) -> tuple[bool, str, bool, bool]:
    row = Assistant.objects.get(id=made)
    return row.is_active, row.access_mode, row.public_enabled, row.deleted_at is not None


def carried(cast: Cast, action: SeveralAction, *made: str, by: str = "ben") -> list[Done]:
    """Carry it out on assistants that have been planned at their first version."""
    return carry_out(dict.fromkeys(made, 1), action, caller=cast.caller(by))


def undone(cast: Cast, done: Sequence[Done], by: str = "ben") -> dict[str, str]:
    return refusals(undo(done, caller=cast.caller(by)))


def refusals(found: Sequence[Done]) -> dict[str, str]:
    return {item.id: item.refusal for item in found}


def planned(cast: Cast, made: Record, action: SeveralAction, by: str) -> str:
    """Why the action would do nothing."""
    [item] = plan([made["id"]], action, caller=cast.caller(by))
    return item.refusal


def events(made: str, after: int) -> list[tuple[str, str, object, object, str]]:
    """What has been told of an assistant since a version."""
    found = AuditEvent.objects.filter(assistant_id=made, version__gt=after).order_by("id")
    return list(found.values_list("action", "field", "old_value", "new_value", "actor_id"))


@each_action
def test_it_does_to_each_what_it_says(
    cast: Cast, action: SeveralAction, fields: Record, after: tuple[bool, str, bool, bool]
) -> None:
    made = [cast.assistant(**fields)["id"] for _ in range(2)]
    done = carried(cast, action, *made)
    assert [state(id_) for id_ in made] == [after, after]
    assert [(item.id, item.refusal, item.version) for item in done] == [(id_, "", 2) for id_ in made]


@each_action
def test_undoing_it_brings_back_what_was_there(
    cast: Cast, action: SeveralAction, fields: Record, after: tuple[bool, str, bool, bool]
) -> None:
    made = [cast.assistant(**fields)["id"] for _ in range(2)]
    before = [state(id_) for id_ in made]
    done = carried(cast, action, *made)
    assert undone(cast, done) == dict.fromkeys(made, "")
    assert [state(id_) for id_ in made] == before
    assert [row.version for row in Assistant.objects.all()] == [3, 3]


@each_action
def test_a_plan_writes_nothing(
    cast: Cast, action: SeveralAction, fields: Record, after: tuple[bool, str, bool, bool]
) -> None:
    made = cast.assistant(**fields)["id"]
    before = state(made), AuditEvent.objects.count()
    [item] = plan([made], action, caller=cast.caller("ben"))
    assert (item.id, item.version, item.refusal) == (made, 1, "")
    assert (state(made), AuditEvent.objects.count(), Version.objects.count()) == (*before, 1)


def test_each_change_is_told_in_the_history_and_so_is_its_undoing(cast: Cast) -> None:
    made = cast.assistant(access_mode="public", public_enabled=True)["id"]
    done = carried(cast, SeveralAction.PRIVATE, made)
    assert set(events(made, after=1)) == {
        ("assistant.updated", "access_mode", "public", "private", "usr_ben"),
        ("assistant.updated", "public_enabled", True, False, "usr_ben"),
    }
    undone(cast, done)
    assert set(events(made, after=2)) == {
        ("assistant.updated", "access_mode", "private", "public", "usr_ben"),
        ("assistant.updated", "public_enabled", False, True, "usr_ben"),
    }


def test_a_deletion_is_undone_by_a_restoration(cast: Cast) -> None:
    made = cast.assistant()["id"]
    undone(cast, carried(cast, SeveralAction.DELETE, made))
    assert [(action, field) for action, field, *_ in events(made, after=1)] == [
        ("assistant.deleted", "deleted_at"),
        ("assistant.restored", "deleted_at"),
    ]


@pytest.mark.parametrize("action", OWNERS_ACTIONS)
def test_below_the_level_owner_only_activity_may_be_changed(cast: Cast, action: SeveralAction) -> None:
    # Each mode is a change for one of the two.
    for made in (cast.assistant(access_mode="organization"), cast.assistant(access_mode="public")):
        before = state(made["id"])
        for name, level in (("eve", "edit"), ("vic", "view"), ("max", "view")):
            refusal = f"This needs the access level owner; yours is {level}."
            assert planned(cast, made, action, name) == refusal
            assert refusals(carried(cast, action, made["id"], by=name)) == {made["id"]: refusal}
        assert state(made["id"]) == before


def test_editors_change_activity_and_who_may_only_look_or_chat_does_not(cast: Cast) -> None:
    made = cast.assistant()
    for name, level in (("vic", "view"), ("chad", "chat")):
        refusal = f"This needs the access level edit; yours is {level}."
        assert planned(cast, made, SeveralAction.DEACTIVATE, name) == refusal
    done = carried(cast, SeveralAction.DEACTIVATE, made["id"], by="eve")
    assert not state(made["id"])[0]
    undone(cast, done, by="eve")
    assert state(made["id"])[0]


@pytest.mark.parametrize("name", STRANGERS)
@pytest.mark.parametrize("action", SeveralAction)
def test_who_may_not_know_of_it_is_told_nothing_and_changes_nothing(
    cast: Cast, action: SeveralAction, name: str
) -> None:
    made = cast.assistant(is_active=action != SeveralAction.ACTIVATE)["id"]
    before = state(made)
    assert plan([made], action, caller=cast.caller(name)) == []
    assert carried(cast, action, made, by=name) == []
    done = [Done(made, "Claims", version=1, before={"is_active": not before[0]})]
    assert list(undone(cast, done, by=name).values()) == ["It is not there any more, or you may not see it any more."]
    assert state(made) == before


def test_what_is_so_already_is_left_alone(cast: Cast) -> None:
    made = cast.assistant()
    for action in (SeveralAction.ACTIVATE, SeveralAction.PRIVATE):
        assert planned(cast, made, action, "ben") == "It is so already."
        carried(cast, action, made["id"])
    assert Version.objects.count() == 1


def test_the_sharing_policy_of_the_organization_holds(cast: Cast) -> None:
    cast.organization.organization_sharing = SharingPolicy.ADMINS
    cast.organization.save()
    made = cast.assistant()
    refusal = "You may not set access_mode this way; ask an owner or admin."
    assert planned(cast, made, SeveralAction.ORGANIZATION, "ben") == refusal
    assert planned(cast, made, SeveralAction.ORGANIZATION, "ann") == ""


def test_one_that_was_changed_since_its_plan_stays_and_the_others_are_done(cast: Cast) -> None:
    first, second = cast.assistant(), cast.assistant()
    changed(cast, first, by="eve", temperature=0.1)
    made = [first["id"], second["id"]]
    done = carried(cast, SeveralAction.DELETE, *made)
    assert refusals(done) == {first["id"]: CHANGED, second["id"]: ""}
    assert [state(id_)[3] for id_ in made] == [False, True]
    # What was not done is not undone.
    assert undone(cast, done) == {second["id"]: ""}


def test_one_that_was_changed_since_stays_and_the_others_are_undone(cast: Cast) -> None:
    first, second = cast.assistant(), cast.assistant()
    made = [first["id"], second["id"]]
    done = carried(cast, SeveralAction.ORGANIZATION, *made)
    changed(cast, first, by="eve", temperature=0.1)
    assert undone(cast, done) == {first["id"]: CHANGED, second["id"]: ""}
    assert [state(id_)[1] for id_ in made] == ["organization", "private"]


def test_a_deletion_whose_name_was_taken_since_is_not_undone(cast: Cast) -> None:
    made = cast.assistant(name="Claims")["id"]
    done = carried(cast, SeveralAction.DELETE, made)
    cast.assistant(name="CLAIMS")
    assert "exists already" in undone(cast, done)[made]
    assert state(made)[3]


def test_an_undoing_needs_the_rights_of_its_moment(cast: Cast) -> None:
    made = cast.assistant(access_mode="organization")["id"]
    done = carried(cast, SeveralAction.PRIVATE, made)
    cast.organization.organization_sharing = SharingPolicy.ADMINS
    cast.organization.save()
    assert refusals(undo(done, caller=caller(cast.people["ben"]))) == {
        made: "You may not set access_mode this way; ask an owner or admin."
    }
    assert state(made)[1] == "private"


def test_a_deletion_is_undone_by_owners_alone(cast: Cast) -> None:
    made = cast.assistant()["id"]
    done = carried(cast, SeveralAction.DELETE, made)
    for name in ("eve", "vic", "chad", *STRANGERS):
        assert undone(cast, done, by=name)[made]
    assert state(made)[3]
    assert undone(cast, done, by="ann") == {made: ""}
