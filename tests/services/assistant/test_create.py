import pytest
from django.test import override_settings

from assistants import crypto
from assistants.caller import Caller
from assistants.choices import MembershipLevel
from assistants.models import (
    AccessGrant,
    Assistant,
    AuditEvent,
    IdempotencyRecord,
    LanguageModel,
    Secret,
    Version,
)
from assistants.problems import Forbidden, IdempotencyKeyReused, NameTaken, OrganizationDenied, Refused
from assistants.services.assistant import create
from assistants.services.idempotency import Once
from tests.factories import MembershipFactory, OrganizationFactory, VectorStoreFactory, caller

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner() -> Caller:
    return caller(MembershipFactory.create(level=MembershipLevel.OWNER))


def body(by: Caller, **fields: object) -> dict[str, object]:
    return {"name": "Claims", "organization_id": by.organization_id, **fields}


def test_an_assistant_comes_with_its_owner_its_first_version_and_an_event(owner: Caller) -> None:
    record = create(body(owner), caller=owner).record
    assert AccessGrant.objects.get().principal == owner.user_id
    version, event = Version.objects.get(), AuditEvent.objects.get()
    assert (version.number, version.snapshot["name"]) == (1, "Claims")
    assert (event.action, event.assistant_id, event.actor_id) == ("assistant.created", record["id"], owner.user_id)
    assert (event.source, event.api_key_id) == ("api", owner.api_key_id)


def test_a_new_default_clears_the_old_one_with_a_version_and_an_event(owner: Caller) -> None:
    first = create(body(owner, is_default=True), caller=owner).record
    second = create(body(owner, name="Legal", is_default=True), caller=owner).record
    old = Assistant.objects.get(id=first["id"])
    assert (old.is_default, old.version) == (False, 2)
    assert Version.objects.get(assistant=old, number=2).snapshot["is_default"] is False
    event = AuditEvent.objects.get(assistant_id=old.id, field="is_default")
    assert (event.action, event.old_value, event.new_value) == ("assistant.updated", True, False)
    assert list(Assistant.objects.filter(is_default=True).values_list("id", flat=True)) == [second["id"]]


def test_a_new_default_that_is_refused_leaves_the_old_one(owner: Caller) -> None:
    create(body(owner, is_default=True), caller=owner)
    with pytest.raises(NameTaken):
        create(body(owner, is_default=True), caller=owner)
    assert (Assistant.objects.get().is_default, Assistant.objects.get().version) == (True, 1)


def test_names_are_one_when_they_look_alike(owner: Caller) -> None:
    create(body(owner, name="Straße  Claims"), caller=owner)
    with pytest.raises(NameTaken):
        create(body(owner, name="STRASSE CLAIMS"), caller=owner)


def test_the_name_of_a_deleted_assistant_is_free(owner: Caller) -> None:
    create(body(owner), caller=owner)
    Assistant.objects.update(deleted_at="2026-01-01T00:00:00Z")
    create(body(owner), caller=owner)


def test_a_secret_is_sealed_for_its_own_row(owner: Caller) -> None:
    server = {"type": "mcp", "server_label": "crm", "server_url": "https://mcp.example.com"}
    secret = {"authorization": "a-token-of-24-characters", "headers": {"X-Key": "short"}}
    record = create(body(owner, mcp_tools=[server | secret]), caller=owner).record
    shown = record["tool_configurations"]["mcp_tools"][0]
    assert (shown["authorization"]["last4"], shown["headers"]["X-Key"]["last4"]) == ("ters", None)
    opened = {
        row.header: crypto.open_sealed(row.sealed, organization_id=row.organization_id, secret_id=row.id)
        for row in Secret.objects.all()
    }
    assert opened == {"": "a-token-of-24-characters", "X-Key": "short"}
    kept = Version.objects.get().snapshot["tool_configurations"]["mcp_tools"][0]
    assert (kept["authorization"], kept["headers"]) == ({"set": True}, {"X-Key": {"set": True}})


def test_a_repeated_request_gets_the_first_answer(owner: Caller) -> None:
    once = Once(owner, "POST /v1/assistants", "key-1", body(owner))
    first = create(body(owner), caller=owner, once=once)
    again = create(body(owner), caller=owner, once=once)
    assert (first.replayed, again.replayed) == (False, True)
    assert first.record == again.record
    assert Assistant.objects.count() == 1


def test_a_repeated_request_gets_its_answer_even_when_it_would_be_refused_today(owner: Caller) -> None:
    store = VectorStoreFactory.create(organization_id=owner.organization_id)
    sent = body(owner, vector_store_ids=[store.id])
    once = Once(owner, "POST /v1/assistants", "key-1", sent)
    create(sent, caller=owner, once=once)
    store.delete()
    assert create(sent, caller=owner, once=once).replayed


def test_an_idempotency_key_answers_one_body(owner: Caller) -> None:
    create(body(owner), caller=owner, once=Once(owner, "POST /v1/assistants", "key-1", body(owner)))
    other = body(owner, name="Legal")
    with pytest.raises(IdempotencyKeyReused):
        create(other, caller=owner, once=Once(owner, "POST /v1/assistants", "key-1", other))
    assert Assistant.objects.count() == 1


def test_a_refused_request_uses_up_no_idempotency_key(owner: Caller) -> None:
    bad = body(owner, temperature=3)
    with pytest.raises(Refused):
        create(bad, caller=owner, once=Once(owner, "POST /v1/assistants", "key-1", bad))
    assert not create(body(owner), caller=owner, once=Once(owner, "POST /v1/assistants", "key-1", body(owner))).replayed


def test_an_expired_answer_makes_room_for_a_new_request(owner: Caller) -> None:
    create(body(owner), caller=owner, once=Once(owner, "POST /v1/assistants", "key-1", body(owner)))
    IdempotencyRecord.objects.update(expires_at="2026-01-01T00:00:00Z")
    other = body(owner, name="Legal")
    assert not create(other, caller=owner, once=Once(owner, "POST /v1/assistants", "key-1", other)).replayed


def test_another_persons_idempotency_key_is_another_key(owner: Caller) -> None:
    ben = caller(MembershipFactory.create(organization_id=owner.organization_id))
    create(body(owner), caller=owner, once=Once(owner, "POST /v1/assistants", "key-1", body(owner)))
    other = body(ben, name="Legal")
    assert not create(other, caller=ben, once=Once(ben, "POST /v1/assistants", "key-1", other)).replayed


def test_only_owners_and_admins_set_the_default() -> None:
    member = caller(MembershipFactory.create())
    with pytest.raises(Forbidden) as refusal:
        create(body(member, is_default=True, temperature=9), caller=member)
    assert refusal.value.fields == ("is_default",)


@pytest.mark.parametrize("exists", [True, False])
def test_another_organization_is_denied_whether_it_exists_or_not(owner: Caller, exists: bool) -> None:
    other = OrganizationFactory.create().id if exists else "org_nowhere"
    with pytest.raises(OrganizationDenied):
        create(body(owner) | {"organization_id": other}, caller=owner)


@pytest.mark.parametrize(("reasons", "shown"), [(True, {"effort": "medium", "summary": "auto"}), (False, None)])
def test_a_reasoning_model_shows_the_default_of_reasoning(owner: Caller, reasons: bool, shown: object) -> None:
    LanguageModel.objects.filter(key="gpt-4o").update(reasons=reasons)
    assert create(body(owner), caller=owner).record["reasoning"] == shown
    assert Assistant.objects.get().reasoning is None


@override_settings(MCP_ALLOWED_HOSTS=frozenset({"10.0.0.7"}))
def test_an_allowed_host_may_be_private(owner: Caller) -> None:
    server = {"type": "mcp", "server_label": "crm", "server_url": "http://10.0.0.7:8080/mcp"}
    assert create(body(owner, mcp_tools=[server]), caller=owner).record["tool_configurations"]
