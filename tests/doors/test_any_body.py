import json
from copy import deepcopy
from typing import Any

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.api.client import ApiClient
from tests.doors.answers import assert_refused, rows_of_all_tables
from tests.doors.test_page import PAGE

pytestmark = pytest.mark.django_db

CODES = {
    400: "MALFORMED_JSON",
    403: "INSUFFICIENT_PERMISSIONS",
    422: "VALIDATION_ERROR",
}
# Lone surrogates and the two overrides are among the characters.
ODD = st.sampled_from(["", "\0", "\ud83e", "\u202e", "\r\n", "[key]", "{message}", "mcp", "json_schema", "avt_fox"])
TEXT = st.text(st.characters(), max_size=8) | ODD
NUMBER = st.integers() | st.floats() | st.sampled_from([2**63, -(2**63) - 1, 10**400, 1e308, -0.0])
KEYS = TEXT | st.sampled_from(
    ["type", "name", "schema", "content", "texts", "read_only", "tool_names", "always", "mode"]
)
JSON = st.recursive(
    st.none() | st.booleans() | NUMBER | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=8,
)


@st.composite
def changed_pages(draw: st.DrawFn) -> Any:
    """The page's whole request, with something else in up to three places of any depth."""
    body: Any = deepcopy(PAGE)
    for _ in range(draw(st.integers(1, 3))):
        here = body
        while True:
            places = list(here) if isinstance(here, dict) else list(range(len(here)))
            place = draw(st.sampled_from(places)) if places else None
            inner = here[place] if place is not None else None
            if place is None or not isinstance(inner, dict | list) or draw(st.booleans()):
                break
            here = inner
        if place is not None and draw(st.booleans()):
            here[place] = draw(JSON)
        elif isinstance(here, dict):
            here[draw(KEYS)] = draw(JSON)
        else:
            here.append(draw(JSON))
    return body


@given(body=changed_pages() | JSON)
@settings(max_examples=150)
def test_no_body_gets_anything_but_its_assistant_or_the_whole_envelope(
    body: Any, keys: dict[str, str], rows_at_first: dict[str, int]
) -> None:
    with transaction.atomic():
        answer = ApiClient(keys["owner"]).post("/v1/assistants", json.dumps(body))
        if answer.status == 201:
            assert answer.json["id"].startswith("asst_")
        else:
            expected = CODES[answer.status] if answer.status != 403 else answer.code
            assert expected in {*CODES.values(), "ORGANIZATION_ACCESS_DENIED"}
            assert_refused(answer, answer.status, expected)
            assert answer.status != 422 or answer.problems
            assert len(set(answer.problems)) == len(answer.problems)
            assert rows_of_all_tables() == rows_at_first
        transaction.set_rollback(True)
