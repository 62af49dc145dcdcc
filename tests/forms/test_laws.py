"""What holds for every definition: it can be typed, and comes back as it was."""

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from assistants.forms import FORMS, body_of
from assistants.spec import AssistantSpec
from assistants.spec.nesting import flatten
from tests.doors.test_identity import whole_requests

Fields = dict[str, Any]


def definitions() -> st.SearchStrategy[Fields]:
    """Every field of a definition, with the tools side by side, and secrets as an answer shows them."""
    return whole_requests().map(defined)


def defined(body: Fields) -> Fields:
    fields = AssistantSpec.model_validate(flatten(body).fields).model_dump(mode="json")
    for place, server in enumerate(fields["mcp_tools"]):
        shown = {"set": True, "last4": None, "updated_at": place or None}
        server["authorization"] = server["authorization"] and shown
        server["headers"] = dict.fromkeys(server["headers"], shown)
    del fields["organization_id"]
    return fields


@given(fields=definitions())
@settings(max_examples=150)
def test_a_definition_that_is_typed_comes_back_as_it_was(fields: Fields) -> None:
    posted = {section: form.posted_from(fields) for section, form in FORMS.items()}
    read = body_of(json.loads(json.dumps(posted)))
    assert flatten(read.body).fields == fields
    assert not read.problems
