import pytest
from cryptography.fernet import Fernet
from django.test import override_settings

from assistants import crypto
from assistants.models import Secret
from assistants.services import draft as drafts
from assistants.services import secrets
from tests.factories import MembershipFactory, assistant, caller

pytestmark = pytest.mark.django_db

OLD, NEW = Fernet.generate_key().decode(), Fernet.generate_key().decode()


def make_secrets(count: int) -> None:
    server = {"type": "mcp", "server_url": "https://mcp.example.com"}
    tools = [{**server, "server_label": f"s{n}", "authorization": f"token-{n}"} for n in range(count)]
    assistant(caller(MembershipFactory.create()), mcp_tools=tools)


def opened() -> list[str]:
    return sorted(
        crypto.open_sealed(secret.sealed, organization_id=secret.organization_id, secret_id=secret.id)
        for secret in Secret.objects.all()
    )


def test_after_a_rotation_the_new_key_alone_opens_every_secret() -> None:
    with override_settings(ENCRYPTION_KEYS=[OLD]):
        make_secrets(3)
    with override_settings(ENCRYPTION_KEYS=[NEW, OLD]):
        assert sum(secrets.rotate()) == 3
    with override_settings(ENCRYPTION_KEYS=[NEW]):
        assert opened() == ["token-0", "token-1", "token-2"]


def test_a_rotation_that_was_cut_short_is_finished_by_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(secrets, "_BATCH", 2)
    with override_settings(ENCRYPTION_KEYS=[OLD]):
        make_secrets(5)
    with override_settings(ENCRYPTION_KEYS=[NEW, OLD]):
        assert next(secrets.rotate()) == 2
        assert sum(secrets.rotate()) == 3
        assert sum(secrets.rotate()) == 0


def test_a_secret_that_no_key_opens_stops_the_rotation_and_stays() -> None:
    with override_settings(ENCRYPTION_KEYS=[OLD]):
        make_secrets(1)
    before = Secret.objects.get().sealed
    with override_settings(ENCRYPTION_KEYS=[NEW]), pytest.raises(crypto.SecretUnreadable):
        list(secrets.rotate())
    assert Secret.objects.get().sealed == before


def test_the_secrets_that_wait_in_drafts_are_rotated_too() -> None:
    ann = caller(MembershipFactory.create())
    with override_settings(ENCRYPTION_KEYS=[OLD]):
        draft = drafts.start(caller=ann)
        drafts.save(draft.id, "mcp_servers", {}, caller=ann, revision=1, secrets={"token": "typed"})
    with override_settings(ENCRYPTION_KEYS=[NEW, OLD]):
        assert sum(secrets.rotate()) == 1
    with override_settings(ENCRYPTION_KEYS=[NEW]):
        assert opened() == ["typed"]
