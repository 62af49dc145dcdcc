"""What a page of the wizard costs: turns to the database, as literals; as many for much as for little."""

import pytest

from tests import factories
from tests.cast import Cast
from tests.costs import capture, turns_in
from tests.wizard.browser import Browser

# The session, its person and their place; the draft; what it names, to judge it, and whether its name is taken.
DOOR, DRAFT, JUDGED = 3, 1, 2
# Of an edit: the assistant, what that names, and what the draft names that the assistant does not.
ASSISTANT = 3
# What names mean, and for whom what changes.
NAMES, PEOPLE = 1, 1
PAGE = DOOR + DRAFT + JUDGED
COSTS = {
    "basics": PAGE + NAMES,
    "language-model": PAGE + NAMES,
    "knowledge": PAGE + NAMES,
    "tools": PAGE + NAMES,
    "mcp-servers": PAGE + NAMES,
    "access": PAGE + NAMES + PEOPLE,
    "output": PAGE,
    "check": PAGE + NAMES + PEOPLE,
}
MOST = 12


def turns(browser: Browser, path: str) -> int:
    """How often the page waits for the database."""
    with capture() as queries:
        assert browser.client.get(path).status_code == 200
    return turns_in(queries)


def crowd(cast: Cast, number: int) -> list[str]:
    role = factories.RoleFactory.create(organization=cast.organization)
    members = factories.MembershipFactory.create_batch(number, organization=cast.organization)
    for member in members:
        member.roles.add(role)
    return [member.user_id for member in members]


def pages(browser: Browser) -> dict[str, int]:
    """What each page of the draft costs on which the browser is."""
    draft = browser.here.rpartition("/")[0].rpartition("/")[0]
    return {step: turns(browser, f"{draft}/{step}/") for step in COSTS}


@pytest.mark.parametrize("number", [1, 300])
def test_a_page_of_a_new_assistant_costs_the_same_with_1_and_300_people(cast: Cast, ben: Browser, number: int) -> None:
    ben.open("assistants/new/").press("start").press(name="Claims").press(allowed_model_providers=["openai"])
    ben.open(ben.here.replace("knowledge", "access")).press(access_users=crowd(cast, number))

    assert pages(ben) == COSTS


@pytest.mark.parametrize("number", [1, 300])
def test_a_page_of_an_edit_costs_the_same_with_1_and_300_people(cast: Cast, ben: Browser, number: int) -> None:
    made = factories.assistant(cast.caller("ben"), access_users=crowd(cast, number))
    ben.open(f"assistants/{made['id']}/edit/").press("start")
    ben.open(ben.here.replace("basics", "access")).press(access_users=["usr_vic"])

    found = pages(ben)
    assert found == {step: cost + ASSISTANT for step, cost in COSTS.items()}
    assert max(found.values()) <= MOST


def test_a_chosen_icon_costs_a_turn_more(ben: Browser) -> None:
    icon = factories.IconFactory.create()
    ben.open("assistants/new/").press("start").press(name="Claims", icon_id=icon.id)

    assert turns(ben, ben.here) == COSTS["language-model"] + 1


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_drafts_costs_the_same_for_any_number(ben: Browser, count: int) -> None:
    for number in range(count):
        ben.open("assistants/new/").press("start").press(name=f"Draft {number}")

    assert turns(ben, f"{ben.at}drafts/") == 4
