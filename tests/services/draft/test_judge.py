import pytest

from assistants.problems import AssistantNotFound, Forbidden
from assistants.services import draft as drafts
from tests import factories
from tests.cast import Cast


def problems(judgement: drafts.Judgement) -> list[tuple[str, str]]:
    return [(problem.field, problem.code) for problem in judgement.problems]


def new(cast: Cast, **fields: object) -> dict[str, object]:
    return {"name": "Claims", "organization_id": cast.organization.id, **fields}


def test_a_sound_request_is_answered_as_it_would_be_with_its_warnings(cast: Cast) -> None:
    body = new(cast, instructions="Use sk-proj-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")

    judgement = drafts.judge(body, caller=cast.caller("ben"))

    assert judgement.problems == ()
    assert judgement.answer is not None
    assert judgement.answer["temperature"] == 0.7
    assert [warning["code"] for warning in judgement.answer["warnings"]] == ["model_retires", "secret_in_text"]


def test_everything_that_is_wrong_is_told_at_once_rights_and_a_taken_name_among_it(cast: Cast) -> None:
    cast.assistant(name="claims")
    body = new(cast, temperature=3, is_default=True, vector_store_ids=["vs_none"])

    judgement = drafts.judge(body, caller=cast.caller("ben"))

    assert problems(judgement) == [
        ("is_default", "not_allowed"),
        ("temperature", "out_of_range"),
        ("vector_store_ids.0", "not_found"),
        ("name", "duplicate"),
    ]
    assert judgement.answer is None


def test_an_edit_keeps_its_own_name(cast: Cast) -> None:
    made = cast.assistant(name="Claims")

    assert drafts.judge(new(cast), caller=cast.caller("ben"), assistant_id=made["id"]).problems == ()


def test_an_edit_is_judged_for_the_level_of_who_makes_it(cast: Cast) -> None:
    made = cast.assistant(editable_by_users=["usr_eve"], access_users=["usr_vic"])

    judgement = drafts.judge({"access_users": []}, caller=cast.caller("eve"), assistant_id=made["id"])

    assert problems(judgement) == [("access_users", "not_allowed")]
    with pytest.raises(Forbidden):
        drafts.judge({}, caller=cast.caller("vic"), assistant_id=made["id"])
    with pytest.raises(AssistantNotFound):
        drafts.judge({}, caller=cast.caller("oz"), assistant_id=made["id"])


def test_a_new_assistant_gives_access_to_those_whom_it_names_but_not_to_who_has_it_anyway(cast: Cast) -> None:
    ben = cast.caller("ben")
    judgement = drafts.judge(new(cast, access_users=["usr_vic", "usr_ann", "usr_ben"]), caller=ben)

    people = drafts.reach(judgement, ben).changes

    assert [(row["id"], row["after"]["access_level"]) for row in people["gains"]] == [("usr_vic", "view")]
    assert (people["loses"], people["changes"]) == ([], [])


def test_an_edit_says_who_gains_who_loses_and_whose_level_changes(cast: Cast) -> None:
    ben = cast.caller("ben")
    made = factories.assistant(ben, access_users=["usr_vic", "usr_eve"])

    judgement = drafts.judge(
        {"access_users": ["usr_max"], "editable_by_users": ["usr_eve"]}, caller=ben, assistant_id=made["id"]
    )

    people = drafts.reach(judgement, ben).changes
    assert {kind: [row["id"] for row in rows] for kind, rows in people.items()} == {
        "gains": ["usr_max"],
        "loses": ["usr_vic"],
        "changes": ["usr_eve"],
    }
