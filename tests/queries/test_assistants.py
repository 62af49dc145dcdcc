"""One assistant, as a caller sees it."""

import pytest

from assistants.problems import AssistantNotFound
from assistants.queries.assistants import seen_by
from tests.factories import MembershipFactory, caller

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("identifier", ["asst_never", "asst_\0", "", "a" * 5_000])
def test_what_names_no_assistant_is_not_found(identifier: str) -> None:
    with pytest.raises(AssistantNotFound):
        seen_by(caller(MembershipFactory.create()), identifier)
