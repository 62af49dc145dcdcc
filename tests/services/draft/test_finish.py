import pytest

from assistants.models import Assistant, AuditEvent, Draft, Secret, Version
from assistants.problems import DraftChanged, Forbidden, NameTaken, Refused, VersionConflict
from assistants.services import assistant as assistants
from assistants.services import draft as drafts
from tests import factories
from tests.cast import Cast


def started(cast: Cast, **secrets: str) -> Draft:
    made = drafts.start(caller=cast.caller("ben"))
    return drafts.save(made.id, "mcp_servers", {}, caller=cast.caller("ben"), revision=1, secrets=secrets)


def body(cast: Cast, **fields: object) -> dict[str, object]:
    return {"name": "Claims", "organization_id": cast.organization.id, **fields}


def test_finishing_makes_the_assistant_and_leaves_no_draft_and_no_secret_of_one(cast: Cast) -> None:
    draft = started(cast, token="one")

    record = drafts.finish(draft.id, body(cast), caller=cast.caller("ben"), revision=2)

    assert Assistant.objects.get().id == record["id"]
    assert (record["version"], record["created_by"]) == (1, "usr_ben")
    assert not Draft.objects.exists()
    assert not Secret.objects.exists()


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [({"temperature": 3}, Refused), ({"is_default": True}, Forbidden), ({"name": "TAKEN"}, NameTaken)],
)
def test_what_is_refused_leaves_the_draft_with_its_secrets(
    cast: Cast, fields: dict[str, object], refusal: type[Exception]
) -> None:
    cast.assistant(name="Taken")
    draft = started(cast, token="one")

    with pytest.raises(refusal):
        drafts.finish(draft.id, body(cast, **fields), caller=cast.caller("ben"), revision=2)

    assert Assistant.objects.count() == 1
    assert (Draft.objects.count(), Secret.objects.count()) == (1, 1)


def test_a_draft_that_another_tab_has_saved_since_is_not_finished(cast: Cast) -> None:
    draft = started(cast)

    with pytest.raises(DraftChanged):
        drafts.finish(draft.id, body(cast), caller=cast.caller("ben"), revision=1)
    assert not Assistant.objects.exists()


def test_finishing_an_edit_changes_the_assistant(cast: Cast) -> None:
    made = cast.assistant(name="Claims")
    draft = drafts.start({}, caller=cast.caller("ben"), assistant_id=made["id"], base_version=1)

    record = drafts.finish(draft.id, body(cast, name="Claims desk"), caller=cast.caller("ben"), revision=1)

    assert (record["id"], record["name"], record["version"]) == (made["id"], "Claims desk", 2)
    assert not Draft.objects.exists()


def test_an_edit_of_a_version_that_is_past_is_refused_and_stays(cast: Cast) -> None:
    made = cast.assistant(name="Claims")
    draft = drafts.start({}, caller=cast.caller("ben"), assistant_id=made["id"], base_version=1)
    assistants.update(made["id"], {"description": "By Ann"}, caller=cast.caller("ann"))

    with pytest.raises(VersionConflict) as conflict:
        drafts.finish(draft.id, {"name": "Mine"}, caller=cast.caller("ben"), revision=1)

    assert (conflict.value.current_version, conflict.value.updated_by) == (2, "usr_ann")
    assert Assistant.objects.get().name == "Claims"
    assert Draft.objects.exists()


def test_an_edit_that_is_bound_to_the_current_version_anew_is_carried_out(cast: Cast) -> None:
    made = cast.assistant(name="Claims")
    draft = drafts.start({}, caller=cast.caller("ben"), assistant_id=made["id"], base_version=1)
    assistants.update(made["id"], {"description": "By Ann"}, caller=cast.caller("ann"))

    drafts.rewrite(draft.id, {}, caller=cast.caller("ben"), revision=1, base_version=2)
    record = drafts.finish(draft.id, {"name": "Mine"}, caller=cast.caller("ben"), revision=2)

    assert (record["name"], record["description"], record["version"]) == ("Mine", "By Ann", 3)


def test_a_new_default_is_made_in_the_same_transaction(cast: Cast) -> None:
    ann = cast.caller("ann")
    old = factories.assistant(ann, is_default=True)
    draft = drafts.start(caller=ann)

    drafts.finish(draft.id, body(cast, is_default=True), caller=ann, revision=1)

    assert list(Assistant.objects.filter(is_default=True).values_list("name", flat=True)) == ["Claims"]
    assert Version.objects.filter(assistant_id=old["id"]).count() == 2


def test_the_history_says_through_which_door_the_assistant_came(cast: Cast) -> None:
    ben = cast.caller("ben")
    draft = drafts.start(caller=ben)

    drafts.finish(draft.id, body(cast), caller=ben, revision=1)

    assert AuditEvent.objects.get().source == ben.source
