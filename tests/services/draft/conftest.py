"""Ben makes assistants in a wizard; Eve may edit one, Max is another member, Oz is elsewhere."""

import pytest

from tests.cast import Cast


@pytest.fixture
def cast(db: None) -> Cast:
    return Cast()
