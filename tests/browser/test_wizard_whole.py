"""The whole wizard with the mouse: what it makes is what the API makes from the same JSON."""

from tests.browser.conftest import Visit
from tests.browser.hands import Hands
from tests.browser.whole import WHOLE, told, unset
from tests.live.api import Api


def test_the_request_sets_every_field_of_the_spec() -> None:
    assert unset(WHOLE) == set()


def test_an_assistant_built_in_the_wizard_alone_equals_the_api_s(visit: Visit, api: Api) -> None:
    hands = Hands(visit("ann").go("/"))
    hands.start()
    hands.build(WHOLE)
    hands.create()

    by_wizard = api.named(WHOLE["name"])
    made = api.post({**WHOLE, "name": "By the API"})
    assert made.status_code == 201, made.json()
    assert told(by_wizard) == told(made.json())
