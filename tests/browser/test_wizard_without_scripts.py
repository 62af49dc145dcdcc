"""The whole wizard in a browser that runs no script."""

from tests.browser.conftest import Visit
from tests.browser.hands import Hands
from tests.browser.whole import WHOLE, told
from tests.live.api import Api


def test_without_scripts_the_wizard_makes_the_same_assistant(visit: Visit, api: Api) -> None:
    hands = Hands(visit("ann", javascript=False).go("/"))
    hands.start()
    hands.build(WHOLE)
    hands.create()

    by_wizard = api.named(WHOLE["name"])
    made = api.post({**WHOLE, "name": "By the API"})
    assert told(by_wizard) == told(made.json())
