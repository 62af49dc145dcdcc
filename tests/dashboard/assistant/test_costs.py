"""What a page of an assistant costs: turns to the database, which neither people, nor versions, nor grants change."""

import pytest

from assistants.services.assistant import update
from tests.cast import Cast
from tests.costs import capture, statements_in, turns_in
from tests.dashboard.assistant.conftest import Visit, Visitor
from tests.factories import MembershipFactory, VectorStoreFactory

# The session, its person and their place; the assistant; what it names, for its warnings; the names on the page.
DOOR, ASSISTANT, FACTS, NAMES = 3, 1, 1, 1
# For owners, on every page: the departments, and the members with their roles and departments.
PEOPLE = 1
PAGE = DOOR + ASSISTANT + FACTS
COSTS = {
    "": PAGE + NAMES,
    "tools/": PAGE,
    # The page's versions, their number, what each changed, and what differs between two of them.
    "versions/": PAGE + NAMES + 4,
    "history/": PAGE + NAMES + 2,
    "api/": PAGE,
}
OWNERS_COSTS = {
    **{page: cost + PEOPLE for page, cost in COSTS.items()},
    "access/": PAGE + PEOPLE + NAMES,
    # What differs, where no name is to be found; the version, and what it changed.
    "versions/1/restore/": PAGE + PEOPLE + 1 + 2,
    # What a deletion or another owner means is judged by itself.
    "delete/": PAGE + PEOPLE + ASSISTANT + PEOPLE,
    "transfer/?person=usr_vic": PAGE + PEOPLE + ASSISTANT + PEOPLE,
}
MOST = 12


def turns(visitor: Visitor, page: str) -> int:
    """How often the page waits for the database."""
    visitor.get(page)
    with capture() as queries:
        assert visitor.get(page).status_code == 200
    return turns_in(queries)


@pytest.mark.parametrize("number", [1, 300])
def test_a_page_costs_the_same_with_1_and_300_of_everything(cast: Cast, visit: Visit, number: int) -> None:
    crowd = [MembershipFactory.create(organization=cast.organization).user_id for _ in range(number)]
    store = VectorStoreFactory.create(organization=cast.organization)
    made = cast.assistant(access_users=["usr_vic", *crowd], vector_store_ids=[store.id])["id"]
    for place in range(number):
        update(made, {"description": f"{place}"}, caller=cast.caller("ben"))

    assert {page: turns(visit("vic"), f"{made}/{page}") for page in COSTS} == COSTS
    assert {page: turns(visit("ben"), f"{made}/{page}") for page in OWNERS_COSTS} == OWNERS_COSTS
    assert max(OWNERS_COSTS.values()) <= MOST


@pytest.mark.parametrize("number", [1, 100])
def test_a_preview_of_many_costs_as_much_as_that_of_one(cast: Cast, visit: Visit, number: int) -> None:
    made = [cast.assistant()["id"] for _ in range(number)]
    ben = visit("ben")

    with capture() as queries:
        assert ben.post("bulk/", do="delete", id=made).status_code == 200

    # Three of the door, six tables of the assistants, and four of the people.
    assert statements_in(queries) == 3 + 6 + 4
