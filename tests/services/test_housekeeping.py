from datetime import timedelta

import pytest
from django.utils import timezone

from assistants.models import Assistant, Draft, IdempotencyRecord, Secret
from assistants.services import assistant as assistants
from assistants.services import draft as drafts
from assistants.services.housekeeping import remove_expired
from assistants.services.idempotency import Once
from tests.factories import MembershipFactory, caller

pytestmark = pytest.mark.django_db


@pytest.fixture
def made() -> Assistant:
    ann = caller(MembershipFactory.create())
    server = {"type": "mcp", "server_label": "crm", "server_url": "https://mcp.example.com", "authorization": "token"}
    body = {"name": "Claims", "organization_id": ann.organization_id, "mcp_tools": [server]}
    assistants.create(body, caller=ann, once=Once(ann, "POST /v1/assistants", "key", body))
    return Assistant.objects.get()


def test_what_is_in_use_is_kept(made: Assistant) -> None:
    assert remove_expired() == {"idempotency_records": 0, "secrets": 0, "drafts": 0}
    assert (IdempotencyRecord.objects.count(), Secret.objects.count()) == (1, 1)


def test_an_answer_goes_after_a_day(made: Assistant) -> None:
    IdempotencyRecord.objects.update(expires_at=timezone.now())
    assert remove_expired()["idempotency_records"] == 1


@pytest.mark.parametrize(("days", "removed"), [(29, 0), (30, 1)])
def test_the_secrets_of_a_deleted_assistant_go_after_thirty_days(made: Assistant, days: int, removed: int) -> None:
    Assistant.objects.update(deleted_at=timezone.now() - timedelta(days=days))
    assert remove_expired()["secrets"] == removed
    assert Assistant.objects.count() == 1


@pytest.mark.parametrize(("days", "removed"), [(89, 0), (90, 1)])
def test_a_draft_that_nobody_touches_goes_with_its_secrets(db: None, days: int, removed: int) -> None:
    ann = caller(MembershipFactory.create())
    draft = drafts.start(caller=ann)
    drafts.save(draft.id, "mcp_servers", {}, caller=ann, revision=1, secrets={"token": "one"})
    Draft.objects.update(updated_at=timezone.now() - timedelta(days=days))

    assert remove_expired() == {"idempotency_records": 0, "secrets": removed, "drafts": removed}
    assert Draft.objects.count() == 1 - removed
