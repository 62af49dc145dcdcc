"""A browser of Ben's, without a script."""

from collections.abc import Callable

import pytest

from tests.cast import Cast
from tests.wizard.browser import Browser


@pytest.fixture
def cast(db: None) -> Cast:
    return Cast()


@pytest.fixture
def browser(cast: Cast) -> Callable[[str], Browser]:
    return lambda name: Browser(cast.people[name])


@pytest.fixture
def ben(browser: Callable[[str], Browser]) -> Browser:
    return browser("ben")
