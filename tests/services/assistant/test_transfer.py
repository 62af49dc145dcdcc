"""Who is handed an assistant owns it as if they had made it."""

from typing import Any

import pytest

from assistants.models import AccessGrant, Assistant, AuditEvent, Version
from assistants.problems import AssistantNotFound, Forbidden, Refused
from assistants.queries.assistants import seen_by
from assistants.services.assistant import transfer
from assistants.services.idempotency import Once
from tests.cast import STRANGERS, Cast

pytestmark = pytest.mark.django_db


def handed(cast: Cast, assistant_id: str, to: str, by: str = "ben") -> dict[str, Any]:
    return transfer(assistant_id, {"created_by": to}, caller=cast.caller(by)).record


def test_another_member_becomes_the_owner(cast: Cast) -> None:
    made = cast.assistant()["id"]
    handed(cast, made, "usr_max")
    assert seen_by(cast.caller("max"), made)["user_access_level"] == "owner"
    assert AccessGrant.objects.get(field="created_by").principal == "usr_max"
    assert Assistant.objects.get().created_by_id == "usr_max"


def test_who_hands_it_over_keeps_only_what_they_have_otherwise(cast: Cast) -> None:
    made = cast.assistant()["id"]
    assert handed(cast, made, "usr_max") == {"id": made}
    with pytest.raises(AssistantNotFound):
        seen_by(cast.caller("ben"), made)
    back = handed(cast, made, "usr_ben", by="ann")
    assert (back["created_by"], back["user_access_level"]) == ("usr_ben", "owner")


def test_an_editor_who_is_handed_it_stays_on_the_list(cast: Cast) -> None:
    made = cast.assistant()["id"]
    record = handed(cast, made, "usr_eve", by="ann")
    assert (record["created_by"], record["editable_by_users"]) == ("usr_eve", ["usr_eve"])


def test_it_is_a_version_and_an_event(cast: Cast) -> None:
    handed(cast, cast.assistant()["id"], "usr_max")
    event = AuditEvent.objects.get(version=2)
    assert (event.action, event.field, event.old_value, event.new_value) == (
        "assistant.transferred",
        "created_by",
        "usr_ben",
        "usr_max",
    )
    assert Version.objects.get(number=2).snapshot["created_by"] == "usr_max"


def test_to_whom_it_belongs_already_nothing_changes(cast: Cast) -> None:
    handed(cast, cast.assistant()["id"], "usr_ben")
    assert Version.objects.count() == 1


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ({}, ("created_by", "required")),
        ({"created_by": None}, ("created_by", "required")),
        ({"created_by": 7}, ("created_by", "wrong_type")),
        ({"created_by": "usr_max\0"}, ("created_by", "invalid_character")),
        ({"created_by": "usr_max\ud800"}, ("created_by", "invalid_character")),
        ({"created_by": "usr_never"}, ("created_by", "not_found")),
        ({"created_by": "usr_oz"}, ("created_by", "not_found")),
        ({"created_by": "usr_max", "name": "Other"}, ("name", "unknown_field")),
    ],
)
def test_what_is_wrong_is_told(cast: Cast, body: dict[str, Any], problem: tuple[str, str]) -> None:
    made = cast.assistant()["id"]
    with pytest.raises(Refused) as refusal:
        transfer(made, body, caller=cast.caller("ben"))
    assert [(found.field, found.code) for found in refusal.value.problems] == [problem]


@pytest.mark.parametrize("left", ["membership", "user"])
def test_who_has_left_cannot_be_handed_anything(cast: Cast, left: str) -> None:
    person: Any = cast.people["max"] if left == "membership" else cast.people["max"].user
    person.is_active = False
    person.save()
    with pytest.raises(Refused):
        handed(cast, cast.assistant()["id"], "usr_max")


def test_it_needs_the_level_owner(cast: Cast) -> None:
    made = cast.assistant()["id"]
    for name in ("eve", "vic", "chad"):
        with pytest.raises(Forbidden):
            transfer(made, {"nonsense": 1}, caller=cast.caller(name))
    for name in STRANGERS:
        with pytest.raises(AssistantNotFound):
            transfer(made, {"nonsense": 1}, caller=cast.caller(name))


def test_a_request_with_a_key_is_carried_out_once_while_its_caller_owns_it(cast: Cast) -> None:
    made, body = cast.assistant()["id"], {"created_by": "usr_max"}
    once = {name: Once(cast.caller(name), "POST transfer", "key-1", body) for name in ("ann", "ben")}
    first = transfer(made, body, caller=cast.caller("ann"), once=once["ann"])
    again = transfer(made, body, caller=cast.caller("ann"), once=once["ann"])
    assert (again.replayed, again.record) == (True, first.record)
    with pytest.raises(AssistantNotFound):
        transfer(made, body, caller=cast.caller("ben"), once=once["ben"])
