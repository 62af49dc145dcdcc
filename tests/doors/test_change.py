"""What holds of every change, whatever the assistant: hypothesis makes both."""

from typing import Any

import pytest
from django.db import transaction
from hypothesis import given, settings

from assistants.caller import Caller
from assistants.models import AuditEvent, Version
from assistants.queries.assistants import seen_by
from assistants.queries.snapshot import told
from assistants.services import api_key as api_keys
from assistants.services import assistant as services
from assistants.services.assistant.restore_version import UNTOUCHED
from tests.doors.test_identity import whole_requests

pytestmark = pytest.mark.django_db

Body = dict[str, Any]


@pytest.fixture(scope="module")
def admin(keys: dict[str, str]) -> Caller:
    return api_keys.admit(keys["admin"], writing=False, trace_id="")


@pytest.fixture(scope="module")
def editor(keys: dict[str, str]) -> Caller:
    return api_keys.admit(keys["member"], writing=False, trace_id="")


@given(body=whole_requests())
@settings(max_examples=60)
def test_what_is_read_can_be_sent_back_and_changes_nothing(body: Body, admin: Caller, editor: Caller) -> None:
    with transaction.atomic():
        made = services.create(body | {"editable_by_users": ["usr_member"]}, caller=admin).record["id"]
        for caller in (admin, editor):
            seen = seen_by(caller, made)
            assert services.update(made, seen, caller=caller) == seen
            assert seen_by(caller, made) == seen
        written = Version.objects.filter(assistant=made).count(), AuditEvent.objects.filter(assistant_id=made).count()
        transaction.set_rollback(True)
    assert written == (1, 1)


@given(old=whole_requests(), new=whole_requests())
@settings(max_examples=60)
def test_after_any_change_the_first_version_can_be_restored(old: Body, new: Body, admin: Caller) -> None:
    with transaction.atomic():
        made = services.create(old, caller=admin).record["id"]
        before = seen_by(admin, made)
        changed = services.update(made, dict.fromkeys(before.keys() - {"name", "organization_id"}) | new, caller=admin)
        services.restore_version(made, 1, caller=admin)
        after = seen_by(admin, made)
        transaction.set_rollback(True)
    was, today, now = (told(without_secrets(record)) for record in (before, changed, after))
    assert now == was | {name: today[name] for name in UNTOUCHED & today.keys()}


@given(old=whole_requests(), new=whole_requests())
@settings(max_examples=60)
def test_the_history_tells_exactly_what_two_versions_do_not_share(old: Body, new: Body, admin: Caller) -> None:
    with transaction.atomic():
        made = services.create(old, caller=admin).record["id"]
        services.update(made, new, caller=admin)
        snapshots = Version.objects.filter(assistant=made).order_by("number").values_list("snapshot", flat=True)
        before, after = map(told, (snapshots[0], list(snapshots)[-1]))
        events = AuditEvent.objects.filter(assistant_id=made, version=2, action="assistant.updated")
        changes = {event.field: (event.old_value, event.new_value) for event in events}
        transaction.set_rollback(True)
    assert changes == {name: (before[name], after[name]) for name in after if before[name] != after[name]}


def without_secrets(record: Body) -> Body:
    tools = record["tool_configurations"]
    if tools is None:
        return record
    servers = [server | {"authorization": None, "headers": {}} for server in tools["mcp_tools"]]
    return record | {"tool_configurations": tools | {"mcp_tools": servers}}
