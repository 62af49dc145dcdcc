"""Deletion is soft: nothing is lost but the name and who saw it."""

import pytest

from assistants.models import AccessGrant, Assistant, AuditEvent, Secret, Version
from assistants.problems import AssistantNotFound, Forbidden, VersionConflict
from assistants.queries.assistants import seen_by
from assistants.services.assistant import delete
from tests.cast import LEVELS, STRANGERS, Cast
from tests.services.assistant.changes import changed

pytestmark = pytest.mark.django_db

SERVER = {"server_label": "crm", "type": "mcp", "server_url": "https://mcp.example.com/", "authorization": "token"}


def test_nobody_sees_it_any_more(cast: Cast) -> None:
    made = cast.assistant(access_mode="organization")["id"]
    delete(made, caller=cast.caller("ben"))
    for name in LEVELS:
        with pytest.raises(AssistantNotFound):
            seen_by(cast.caller(name), made)
    assert not AccessGrant.objects.filter(in_force=True).exists()


def test_it_is_a_version_and_an_event_like_every_change(cast: Cast) -> None:
    made = cast.assistant()["id"]
    delete(made, caller=cast.caller("ann"))
    row, version, event = Assistant.objects.get(), Version.objects.get(number=2), AuditEvent.objects.get(version=2)
    assert row.deleted_at is not None
    assert row.deleted_at == row.updated_at == version.created_at
    assert version.snapshot["deleted_at"] == int(row.deleted_at.timestamp())
    assert (event.action, event.field, event.old_value, event.actor_id) == (
        "assistant.deleted",
        "deleted_at",
        None,
        "usr_ann",
    )


def test_its_secrets_stay_for_a_restoration(cast: Cast) -> None:
    delete(cast.assistant(mcp_tools=[SERVER])["id"], caller=cast.caller("ben"))
    assert Secret.objects.count() == 1


def test_its_name_is_free_and_it_is_the_default_no_more(cast: Cast) -> None:
    made = cast.assistant(name="Claims")
    changed(cast, made, by="ann", is_default=True)
    delete(made["id"], caller=cast.caller("ben"))
    again = cast.assistant(name="Claims")
    assert changed(cast, again, by="ann", is_default=True)["is_default"]


def test_it_needs_the_level_owner(cast: Cast) -> None:
    made = cast.assistant()["id"]
    for name in ("eve", "vic", "chad"):
        with pytest.raises(Forbidden):
            delete(made, caller=cast.caller(name))
    for name in STRANGERS:
        with pytest.raises(AssistantNotFound):
            delete(made, caller=cast.caller(name))
    assert Assistant.objects.get().deleted_at is None


def test_it_happens_once(cast: Cast) -> None:
    made = cast.assistant()["id"]
    delete(made, caller=cast.caller("ben"))
    with pytest.raises(AssistantNotFound):
        delete(made, caller=cast.caller("ben"))
    assert Version.objects.count() == 2


def test_if_match_is_heeded(cast: Cast) -> None:
    made = cast.assistant()
    changed(cast, made, name="Other")
    with pytest.raises(VersionConflict):
        delete(made["id"], caller=cast.caller("ben"), if_match=["1"])
    delete(made["id"], caller=cast.caller("ben"), if_match=["2"])
    assert Assistant.objects.get().deleted_at is not None
