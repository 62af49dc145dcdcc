import json
from base64 import b64encode
from io import BytesIO
from typing import Any

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from assistants.caller import Caller
from assistants.intake import intake
from assistants.models import Assistant
from assistants.queries.assistants import load, seen_by
from assistants.queries.record import record_of
from assistants.services import api_key as api_keys
from assistants.services import assistant as services
from assistants.services.assistant.rows import rows_of
from assistants.spec import AssistantSpec
from assistants.spec.nesting import flatten
from assistants.spec.output import mode_of
from tests.doors.world import HOME
from tests.strategies import bodies

pytestmark = pytest.mark.django_db

REASONS = {"o3", "o3-preview", "claude-opus-5"}
PICTURES = {"avatar": "avatar_id", "icon": "icon_id", "custom": "icon_data"}


def picture(colour: str) -> str:
    stream = BytesIO()
    Image.new("RGB", (4, 4), colour).save(stream, "PNG")
    return b64encode(stream.getvalue()).decode()


IDS = {
    "default_model_key": ["gpt-4o", "o3", "claude-opus-5", "o3-preview"],
    "avatar_id": ["avt_fox", "avt_owl"],
    "icon_id": ["icon_chat", "icon_book"],
    "icon_data": [picture("red"), picture("blue")],
    "instructions_thread_id": ["thread_a", "thread_b"],
    "vector_store_ids": ["vs_a", "vs_b", "vs_of_support"],
    "rule_ids": ["rule_a", "rule_b"],
    "preset_prompts": ["prompt_a", "prompt_b"],
    "streamline_tools": ["auto_a", "auto_b"],
    "connectors": ["connector_gmail", "connector_old"],
    "access_departments": ["dept_0", "dept_1"],
    "access_users": ["usr_0", "usr_1", "usr_2"],
    "editable_by_users": ["usr_0", "usr_1"],
    "editable_by_roles": ["role_0", "role_1"],
    "visible_to_roles": ["role_0", "role_1"],
    "visible_in_chat_to_users": ["usr_0", "usr_1"],
}


@pytest.fixture(scope="package")
def caller(keys: dict[str, str]) -> Caller:
    return api_keys.admit(keys["member"], writing=False, trace_id="")


def whole_requests() -> st.SearchStrategy[dict[str, Any]]:
    """As a door gives them: plain JSON."""
    return bodies(IDS).map(lambda body: json.loads(json.dumps({**body, "organization_id": HOME})))


def plain(spec: AssistantSpec) -> dict[str, Any]:
    """The spec's values, of secrets only that they are set, and what is derived when it is shown."""
    values = spec.model_dump(mode="json")
    for server in values["mcp_tools"]:
        server["authorization"] = server["authorization"] is not None
        server["headers"] = list(server["headers"])
    given = [kind for kind, field in PICTURES.items() if values[field] is not None]
    values["icon_type"] = spec.icon_type or (given[0] if len(given) == 1 else None)
    form = values["response_format"]
    values["output_mode"] = values["output_mode"] or mode_of(form and form["type"]).value
    if values["default_model_key"] in REASONS:
        values["reasoning"] = values["reasoning"] or {"effort": "medium", "summary": "auto"}
    return values


def spec_of(shown: dict[str, Any]) -> AssistantSpec:
    """The spec that an answer stands for, with a secret in the place of each that is set."""
    sent = {name: value for name, value in shown.items() if name in AssistantSpec.model_fields}
    fields = flatten(sent | {"tool_configurations": shown["tool_configurations"]}).fields
    fields["mcp_tools"] = [
        server
        | {"authorization": server["authorization"] and "secret"}
        | {"headers": dict.fromkeys(server["headers"], "secret")}
        for server in fields["mcp_tools"] or []
    ]
    return AssistantSpec.model_validate(fields)


@given(body=whole_requests())
@settings(max_examples=60)
def test_what_went_in_comes_out_of_the_database(body: dict[str, Any], caller: Caller) -> None:
    with transaction.atomic():
        accepted = intake(body, caller)
        made = services.create(body, caller=caller).record
        stored = load(HOME, made["id"])
        assert stored is not None
        assert seen_by(caller, made["id"]) == made
        transaction.set_rollback(True)
    assert plain(spec_of(made)) == plain(accepted.spec)


@given(body=whole_requests())
@settings(max_examples=40)
def test_rows_that_were_stored_show_what_rows_to_be_stored_show(body: dict[str, Any], caller: Caller) -> None:
    with transaction.atomic():
        made = services.create(body, caller=caller).record
        stored = load(HOME, made["id"])
        assert stored is not None
        made_at = stored.assistant.created_at
        unsaved = Assistant(created_by_id=caller.user_id, created_at=made_at)
        fresh = rows_of(intake(body, caller).spec, unsaved, made_at)
        transaction.set_rollback(True)
    assert {**record_of(fresh), "id": "", "icon_url": ""} == {**record_of(stored), "id": "", "icon_url": ""}


@given(body=whole_requests())
@settings(max_examples=60)
def test_reading_a_spec_again_changes_nothing(body: dict[str, Any], caller: Caller) -> None:
    spec = intake(body, caller).spec
    again = AssistantSpec.model_validate(spec.model_dump(mode="json"))
    assert plain(again) == plain(spec)
