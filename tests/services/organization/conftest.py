"""An organization whose people come and go."""

import pytest

from tests.services.organization.acme import Acme


@pytest.fixture
def acme(db: None) -> Acme:
    return Acme()
