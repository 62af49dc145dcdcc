from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from assistants.caller import Caller
from assistants.models import Draft, Secret
from assistants.problems import DraftChanged, DraftNotFound
from assistants.queries.drafts import draft_of, drafts_of, secrets_of
from assistants.services import draft as drafts
from tests.cast import Cast
from tests.factories import MembershipFactory, caller

TOKEN = "canary-token-0123456789"
# What a browser sends: any text, in whole characters.
TYPED = st.text(st.characters(exclude_categories=["Cs"]))


@pytest.fixture
def ben(cast: Cast) -> Caller:
    return cast.caller("ben")


@pytest.fixture
def draft(ben: Caller) -> Draft:
    return drafts.start(caller=ben)


def test_a_save_keeps_what_was_typed_and_the_other_sections(ben: Caller, draft: Draft) -> None:
    drafts.save(draft.id, "basics", {"name": ["Claims"]}, caller=ben, revision=1)
    drafts.save(draft.id, "language_model", {"temperature": ["hot"]}, caller=ben, revision=2)

    found = draft_of(ben, draft.id)
    assert found.posted == {"basics": {"name": ["Claims"]}, "language_model": {"temperature": ["hot"]}}
    assert (found.name, found.revision, found.visited) == ("Claims", 3, ["basics", "language_model"])


def test_a_save_on_the_way_does_not_say_that_the_section_is_done(ben: Caller, draft: Draft) -> None:
    saved = drafts.save(draft.id, "basics", {"name": ["Cl"]}, caller=ben, revision=1, visited=False)

    assert (saved.visited, saved.revision) == ([], 2)


def test_a_save_from_a_page_of_an_earlier_revision_is_refused_and_changes_nothing(ben: Caller, draft: Draft) -> None:
    drafts.save(draft.id, "basics", {"name": ["First"]}, caller=ben, revision=1)

    with pytest.raises(DraftChanged) as refusal:
        drafts.save(draft.id, "basics", {"name": ["Second"]}, caller=ben, revision=1, secrets={"x": TOKEN})

    assert refusal.value.revision == 2
    assert draft_of(ben, draft.id).posted == {"basics": {"name": ["First"]}}
    assert not Secret.objects.exists()


def test_a_secret_is_sealed_as_it_arrives_and_the_draft_holds_a_reference(ben: Caller, draft: Draft) -> None:
    name = "mcp_tools.0.authorization"
    saved = drafts.save(draft.id, "mcp_servers", {}, caller=ben, revision=1, secrets={name: TOKEN})

    [reference] = saved.posted["mcp_servers"][f"{name}.kept"]
    secrets = secrets_of(saved)
    assert secrets.opened == {reference: TOKEN}
    assert secrets.shown[reference].last4 == "6789"
    assert TOKEN not in repr(Draft.objects.values()) + repr(Secret.objects.values())


def test_a_short_secret_shows_none_of_its_characters(ben: Caller, draft: Draft) -> None:
    saved = drafts.save(draft.id, "mcp_servers", {}, caller=ben, revision=1, secrets={"a": "short"})

    assert [secret.last4 for secret in secrets_of(saved).shown.values()] == [None]


def test_a_secret_that_is_replaced_or_named_no_more_is_destroyed_at_once(ben: Caller, draft: Draft) -> None:
    drafts.save(draft.id, "mcp_servers", {}, caller=ben, revision=1, secrets={"a": "one", "b": "two"})
    kept = draft_of(ben, draft.id).posted["mcp_servers"]["b.kept"]

    saved = drafts.save(draft.id, "mcp_servers", {"b.kept": kept}, caller=ben, revision=2, secrets={"a": "three"})
    assert sorted(secrets_of(saved).opened.values()) == ["three", "two"]

    drafts.save(draft.id, "mcp_servers", {"b.kept": kept}, caller=ben, revision=3)
    assert list(Secret.objects.values_list("id", flat=True)) == kept


def test_a_save_of_another_section_leaves_the_secrets_alone(ben: Caller, draft: Draft) -> None:
    drafts.save(draft.id, "mcp_servers", {}, caller=ben, revision=1, secrets={"a": "one"})
    drafts.save(draft.id, "basics", {"name": ["Claims"]}, caller=ben, revision=2)

    assert Secret.objects.count() == 1


def test_a_discarded_draft_takes_its_secrets_with_it(ben: Caller, draft: Draft) -> None:
    drafts.save(draft.id, "mcp_servers", {}, caller=ben, revision=1, secrets={"a": "one"})

    drafts.discard(draft.id, caller=ben)

    assert not Draft.objects.exists()
    assert not Secret.objects.exists()


def test_a_rewrite_replaces_the_sections_that_it_names(ben: Caller, draft: Draft) -> None:
    drafts.save(draft.id, "basics", {"name": ["Claims"]}, caller=ben, revision=1)

    drafts.rewrite(draft.id, {"output": {"streaming": ["false"]}}, caller=ben, revision=2)

    found = draft_of(ben, draft.id)
    assert found.posted == {"basics": {"name": ["Claims"]}, "output": {"streaming": ["false"]}}
    assert found.visited == ["basics", "output"]


WAYS: dict[str, Callable[[str, Caller], object]] = {
    "read": lambda draft, person: draft_of(person, draft),
    "save": lambda draft, person: drafts.save(draft, "basics", {}, caller=person, revision=1),
    "rewrite": lambda draft, person: drafts.rewrite(draft, {}, caller=person, revision=1),
    "finish": lambda draft, person: drafts.finish(draft, {"name": "X"}, caller=person, revision=1),
    "discard": lambda draft, person: drafts.discard(draft, caller=person),
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS.keys())
@pytest.mark.parametrize("name", ["ann", "max", "oz"])
def test_another_person_s_draft_is_not_there_for_its_organization_s_owner_either(
    cast: Cast, draft: Draft, name: str, way: Callable[[str, Caller], object]
) -> None:
    with pytest.raises(DraftNotFound):
        way(draft.id, cast.caller(name))
    assert drafts_of(cast.caller(name)) == []
    assert Draft.objects.get() == draft


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS.keys())
@pytest.mark.parametrize("draft_id", ["draft_none", "draft_\0"])
def test_a_draft_that_never_was_is_not_there(ben: Caller, draft_id: str, way: Callable[[str, Caller], object]) -> None:
    with pytest.raises(DraftNotFound):
        way(draft_id, ben)


class AnythingTyped(TestCase):
    """A law: what was typed comes back as it was typed."""

    @given(posted=st.dictionaries(TYPED, st.lists(TYPED)))
    def test_what_was_typed_comes_back_as_it_was(self, posted: dict[str, list[str]]) -> None:
        person = caller(MembershipFactory.create())
        draft = drafts.start(caller=person)

        drafts.save(draft.id, "basics", posted, caller=person, revision=1)

        assert draft_of(person, draft.id).posted == {"basics": posted}
