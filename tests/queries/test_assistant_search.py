"""A text is found where its key is within the key of a name or a description, on both databases alike."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistants.choices import MembershipLevel
from assistants.models import AssistantSearch
from assistants.queries.assistant_list import assistants
from assistants.queries.assistant_query import AssistantQuery
from assistants.spec.text import search_key
from tests.factories import MembershipFactory, assistant, caller
from tests.strategies import CHARACTERS, names, texts

pytestmark = pytest.mark.django_db

# Signs that mean something to LIKE, and letters whose case, accents and width differ.
SIGNS = st.sampled_from("%_\\'\"aAäÄßſıİéeΣςσﬁｆ か゛が각가1")  # noqa: RUF001 - they are alike on purpose


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=names() | st.text(SIGNS, min_size=1, max_size=8).filter(lambda name: bool(search_key(name))),
    description=st.none() | texts() | st.text(SIGNS, max_size=20),
    sought=st.text(SIGNS | CHARACTERS, max_size=3),
    start=st.integers(0, 20),
    length=st.integers(1, 4),
)
def test_what_is_within_a_name_or_a_description_is_found_and_nothing_else(
    name: str, description: str | None, sought: str, start: int, length: int
) -> None:
    ann = caller(MembershipFactory.create(level=MembershipLevel.OWNER))
    assistant(ann, name=name, description=description)
    keys = [search_key(name), search_key(description or "")]

    for text in (sought, name[start : start + length], (description or "")[start : start + length]):
        query = AssistantQuery(organization_id=ann.organization_id, search=text)
        is_within = any(search_key(text) in key for key in keys)
        assert assistants(ann, query)["total"] == is_within, text


@pytest.mark.parametrize(
    ("name", "sought"),
    [
        ("Über uns", "uber"),
        ("uber uns", "ÜBER"),
        ("Straße", "STRASSE"),
        ("ﬁnance", "fin"),
        ("100%", "0%"),
        ("a_b", "_"),
        ("a\\b", "\\"),
        ("İstanbul", "istanbul"),
        ("two  blanks", "o b"),
        ("Ελλάς", "ελλασ"),
    ],
)
def test_a_name_is_found_as_people_write_it(name: str, sought: str) -> None:
    ann = caller(MembershipFactory.create())
    assistant(ann, name=name)

    found = assistants(ann, AssistantQuery(organization_id=ann.organization_id, search=sought))

    assert [item["name"] for item in found["assistants"]] == [" ".join(name.split())]


@pytest.mark.parametrize(("name", "sought"), [("100", "%"), ("ab", "_"), ("か", "が"), ("name", "edes")])
def test_what_is_not_there_is_not_found(name: str, sought: str) -> None:
    ann = caller(MembershipFactory.create())
    assistant(ann, name=name, description="description")

    assert assistants(ann, AssistantQuery(organization_id=ann.organization_id, search=sought))["total"] == 0


def test_a_text_of_nothing_visible_is_no_search() -> None:
    ann = caller(MembershipFactory.create())
    assistant(ann, name="Claims")

    assert assistants(ann, AssistantQuery(organization_id=ann.organization_id, search="\u200b "))["total"] == 1


def test_the_longest_search_is_answered() -> None:
    ann = caller(MembershipFactory.create())

    assert assistants(ann, AssistantQuery(organization_id=ann.organization_id, search="\ufdfa" * 256))["total"] == 0


def test_a_name_and_a_description_are_a_line_each() -> None:
    ann = caller(MembershipFactory.create(level=MembershipLevel.OWNER))
    made = assistant(ann, name="Schäden", description="Éine\nZeile")

    row = AssistantSearch.objects.get(pk=made["id"])

    assert row.text == "schaden\neine zeile"
