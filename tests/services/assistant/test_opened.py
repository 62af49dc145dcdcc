"""An assistant is opened for a change by those who may know of it."""

import pytest
from django.db import transaction

from assistants.choices import AccessLevel
from assistants.models import Assistant
from assistants.problems import AssistantNotFound, Forbidden, VersionConflict
from assistants.services.assistant import delete
from assistants.services.assistant.opened import opened, require_level, require_version
from tests.cast import LEVELS, STRANGERS, Cast
from tests.services.assistant.changes import changed

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("name", "level"), LEVELS.items())
def test_it_comes_with_its_rows_and_the_level_of_who_opens_it(cast: Cast, name: str, level: str) -> None:
    made = cast.assistant()
    with transaction.atomic():
        found = opened(cast.caller(name), made["id"])
    assert (found.level, found.rows.assistant.id, found.record["name"]) == (level, made["id"], made["name"])


@pytest.mark.parametrize("name", STRANGERS)
def test_it_is_not_found_by_strangers(cast: Cast, name: str) -> None:
    made = cast.assistant()
    with pytest.raises(AssistantNotFound):
        opened(cast.caller(name), made["id"])


@pytest.mark.parametrize("identifier", ["asst_never", "asst_\0", "", "a" * 5_000])
def test_what_names_no_assistant_is_not_found(cast: Cast, identifier: str) -> None:
    with pytest.raises(AssistantNotFound):
        opened(cast.caller("ann"), identifier)


def test_an_inactive_one_is_found_by_those_who_may_edit(cast: Cast) -> None:
    made = cast.assistant(is_active=False)["id"]
    for name in ("ann", "ben", "eve"):
        assert opened(cast.caller(name), made).level == LEVELS[name]
    for name in ("vic", "chad"):
        with pytest.raises(AssistantNotFound):
            opened(cast.caller(name), made)


def test_a_deleted_one_is_found_by_its_owners_alone_and_only_when_it_is_asked_for(cast: Cast) -> None:
    made = cast.assistant()["id"]
    with pytest.raises(AssistantNotFound):
        opened(cast.caller("ann"), made, deleted=True)
    delete(made, caller=cast.caller("ben"))
    for name in LEVELS:
        with pytest.raises(AssistantNotFound):
            opened(cast.caller(name), made)
    for name in ("ann", "ben"):
        assert opened(cast.caller(name), made, deleted=True).level == AccessLevel.OWNER
    for name in ("eve", "vic", "chad", *STRANGERS):
        with pytest.raises(AssistantNotFound):
            opened(cast.caller(name), made, deleted=True)


def test_a_level_that_does_not_suffice_is_told(cast: Cast) -> None:
    found = opened(cast.caller("vic"), cast.assistant()["id"])
    require_level(found, AccessLevel.OWNER, AccessLevel.EDIT, AccessLevel.VIEW)
    with pytest.raises(Forbidden, match="level edit; yours is view"):
        require_level(found, AccessLevel.OWNER, AccessLevel.EDIT)


@pytest.mark.parametrize("tags", [None, ["2"], ["1", "2"], ["*"]])
def test_a_version_that_is_the_current_one_passes(cast: Cast, tags: list[str] | None) -> None:
    made = cast.assistant()
    changed(cast, made, name="Other")
    require_version(opened(cast.caller("ben"), made["id"]), tags)


@pytest.mark.parametrize("tags", [[], ["1"], ["02"], ["2.0"], ["W/2"]])
def test_another_version_is_a_conflict(cast: Cast, tags: list[str]) -> None:
    made = cast.assistant()
    changed(cast, made, by="eve", name="Other")
    with pytest.raises(VersionConflict) as conflict:
        require_version(opened(cast.caller("ben"), made["id"]), tags)
    assert (conflict.value.current_version, conflict.value.updated_by) == (2, "usr_eve")


def test_opening_changes_nothing(cast: Cast) -> None:
    made = cast.assistant()["id"]
    before = Assistant.objects.values().get()
    opened(cast.caller("eve"), made)
    assert Assistant.objects.values().get() == before
