import pytest

from assistants import limits
from assistants.models import Draft
from assistants.problems import AssistantNotFound, Forbidden, TooManyDrafts
from assistants.queries.drafts import drafts_of, edit_of
from assistants.services import draft as drafts
from tests.cast import Cast


def test_a_new_draft_is_empty_and_nothing_of_it_has_been_gone_through(cast: Cast) -> None:
    made = drafts.start(caller=cast.caller("ben"))

    assert (made.posted, made.visited, made.revision, made.assistant_id) == ({}, [], 1, None)


def test_a_draft_that_starts_from_something_has_its_name_and_its_sections(cast: Cast) -> None:
    posted = {"basics": {"name": [" Claims "]}, "output": {"streaming": ["true"]}}

    drafts.start(posted, caller=cast.caller("ben"))

    [row] = drafts_of(cast.caller("ben"))
    assert (row.name, row.visited) == ("Claims", ["basics", "output"])


def test_an_edit_is_bound_to_the_version_that_it_was_filled_from(cast: Cast) -> None:
    made = cast.assistant(editable_by_users=["usr_eve"])

    draft = drafts.start({}, caller=cast.caller("eve"), assistant_id=made["id"], base_version=1)

    assert (draft.assistant_id, draft.base_version) == (made["id"], 1)
    assert edit_of(cast.caller("eve"), made["id"]) == draft
    assert edit_of(cast.caller("ben"), made["id"]) is None


@pytest.mark.parametrize(
    ("name", "refusal"), [("vic", Forbidden), ("max", AssistantNotFound), ("oz", AssistantNotFound)]
)
def test_who_may_not_edit_an_assistant_starts_no_edit(cast: Cast, name: str, refusal: type[Exception]) -> None:
    made = cast.assistant(access_users=["usr_vic"])

    with pytest.raises(refusal):
        drafts.start({}, caller=cast.caller(name), assistant_id=made["id"], base_version=1)
    assert not Draft.objects.exists()


def test_nobody_has_drafts_without_end(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "DRAFTS", 2)
    for _ in range(2):
        drafts.start(caller=cast.caller("ben"))

    with pytest.raises(TooManyDrafts):
        drafts.start(caller=cast.caller("ben"))
    drafts.start(caller=cast.caller("max"))
