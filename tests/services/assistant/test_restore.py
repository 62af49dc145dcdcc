"""A deleted assistant comes back as it was, but for its place as the default."""

import pytest

from assistants.models import AccessGrant, Assistant, AuditEvent, Secret, Version
from assistants.problems import AssistantNotFound, NameTaken
from assistants.queries.assistants import seen_by
from assistants.services.assistant import delete, restore
from assistants.services.idempotency import Once
from tests.cast import LEVELS, STRANGERS, Cast
from tests.services.assistant.changes import changed

pytestmark = pytest.mark.django_db

SERVER = {"server_label": "crm", "type": "mcp", "server_url": "https://mcp.example.com/", "authorization": "token"}


def deleted(cast: Cast, **fields: object) -> str:
    made: str = cast.assistant(**fields)["id"]
    delete(made, caller=cast.caller("ben"))
    return made


def test_it_is_what_it_was(cast: Cast) -> None:
    made = cast.assistant(mcp_tools=[SERVER], access_mode="organization")
    delete(made["id"], caller=cast.caller("ben"))

    again = restore(made["id"], caller=cast.caller("ben")).record

    assert {name for name in made if again[name] != made[name]} <= {"version", "updated_at"}
    assert (again["version"], Secret.objects.count()) == (3, 1)
    for name, level in LEVELS.items():
        assert seen_by(cast.caller(name), made["id"])["user_access_level"] == ("view" if name == "chad" else level)


def test_an_inactive_one_comes_back_inactive(cast: Cast) -> None:
    made = deleted(cast, is_active=False)
    restore(made, caller=cast.caller("ben"))
    assert dict(AccessGrant.objects.values_list("principal", "in_force")) == {
        "usr_ben": True,
        "usr_eve": True,
        "usr_vic": False,
        "usr_chad": False,
    }


def test_it_is_not_the_default_whether_or_not_there_is_another(cast: Cast) -> None:
    made = cast.assistant()
    changed(cast, made, by="ann", is_default=True)
    delete(made["id"], caller=cast.caller("ben"))
    other = changed(cast, cast.assistant(), by="ann", is_default=True)

    assert restore(made["id"], caller=cast.caller("ben")).record["is_default"] is False

    assert list(Assistant.objects.filter(is_default=True).values_list("id", flat=True)) == [other["id"]]
    told = AuditEvent.objects.filter(action="assistant.restored").values_list("field", flat=True)
    assert set(told) == {"deleted_at", "is_default"}


def test_a_name_that_has_been_taken_since_is_refused(cast: Cast) -> None:
    made = deleted(cast, name="Claims")
    cast.assistant(name="CLAIMS")
    with pytest.raises(NameTaken):
        restore(made, caller=cast.caller("ben"))
    assert Version.objects.filter(assistant=made).count() == 2


@pytest.mark.parametrize("name", ["ann", "ben"])
def test_its_owners_may(cast: Cast, name: str) -> None:
    made = deleted(cast)
    assert restore(made, caller=cast.caller(name)).record["id"] == made


@pytest.mark.parametrize("name", ["eve", "vic", "chad", *STRANGERS])
def test_nobody_else_knows_of_it(cast: Cast, name: str) -> None:
    made = deleted(cast)
    with pytest.raises(AssistantNotFound):
        restore(made, caller=cast.caller(name))


def test_one_that_is_there_has_nothing_to_restore(cast: Cast) -> None:
    for made in (cast.assistant()["id"], "asst_never", "asst_\0"):
        with pytest.raises(AssistantNotFound):
            restore(made, caller=cast.caller("ben"))


def test_for_what_is_not_there_no_key_has_an_answer(cast: Cast) -> None:
    for made in (cast.assistant()["id"], "asst_never", "asst_\0"):
        once = Once(cast.caller("ben"), f"restore/{made}", "key-1", {})
        with pytest.raises(AssistantNotFound):
            restore(made, caller=cast.caller("ben"), once=once)


def test_a_request_with_a_key_is_carried_out_once(cast: Cast) -> None:
    made = deleted(cast)
    once = Once(cast.caller("ben"), "POST restore", "key-1", {})
    first = restore(made, caller=cast.caller("ben"), once=once)
    again = restore(made, caller=cast.caller("ben"), once=once)
    assert (first.replayed, again.replayed, again.record) == (False, True, first.record)
    assert Version.objects.count() == 3
