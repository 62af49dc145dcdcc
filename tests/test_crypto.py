import json

import pytest
from cryptography.fernet import Fernet
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from assistants.crypto import SecretUnreadable, open_sealed, reseal, seal

OLD, NEW, STRANGER = (Fernet.generate_key().decode() for _ in range(3))
PLACE = {"organization_id": "org_a", "secret_id": "sec_1"}


@pytest.fixture
def keys(settings: Settings) -> Settings:
    settings.ENCRYPTION_KEYS = [OLD]
    return settings


def encrypted(content: object, key: str = OLD) -> str:
    return Fernet(key).encrypt(json.dumps(content).encode()).decode()


@given(value=st.text(), organization=st.text(), secret=st.text())
def test_a_sealed_secret_opens_at_its_place(value: str, organization: str, secret: str) -> None:
    token = seal(value, organization_id=organization, secret_id=secret)
    assert open_sealed(token, organization_id=organization, secret_id=secret) == value


def test_a_seal_shows_nothing_of_the_secret_and_differs_each_time(keys: Settings) -> None:
    first, second = seal("hunter2", **PLACE), seal("hunter2", **PLACE)
    assert first != second
    assert "hunter2" not in first


@pytest.mark.parametrize(
    "elsewhere",
    [
        {"organization_id": "org_b", "secret_id": "sec_1"},
        {"organization_id": "org_a", "secret_id": "sec_2"},
        {"organization_id": "sec_1", "secret_id": "org_a"},
    ],
)
def test_a_secret_moved_to_another_place_does_not_open(keys: Settings, elsewhere: dict[str, str]) -> None:
    token = seal("hunter2", **PLACE)
    with pytest.raises(SecretUnreadable):
        open_sealed(token, **elsewhere)
    with pytest.raises(SecretUnreadable):
        reseal(token, **elsewhere)


@pytest.mark.parametrize(
    "content",
    [
        {"v": 2, "organization": "org_a", "id": "sec_1", "value": "x"},
        {"organization": "org_a", "id": "sec_1", "value": "x"},
        {"v": 1, "organization": "org_a", "id": "sec_1"},
        {"v": 1, "organization": "org_a", "id": "sec_1", "value": 5},
        {"v": 1, "organization": "org_a", "id": "sec_1", "value": None},
        {"v": 1, "organization": "org_a", "id": "sec_1", "value": "x", "more": 1},
        {},
        [],
        ["value"],
        "value",
        5,
        None,
    ],
)
def test_what_is_encrypted_but_not_of_the_form_does_not_open(keys: Settings, content: object) -> None:
    with pytest.raises(SecretUnreadable):
        open_sealed(encrypted(content), **PLACE)


@given(token=st.text())
def test_what_was_never_sealed_does_not_open(token: str) -> None:
    with pytest.raises(SecretUnreadable):
        open_sealed(token, **PLACE)


def test_an_altered_token_does_not_open(keys: Settings) -> None:
    token = seal("hunter2", **PLACE)
    for position in range(0, len(token), 7):
        altered = token[:position] + ("A" if token[position] != "A" else "B") + token[position + 1 :]
        with pytest.raises(SecretUnreadable):
            open_sealed(altered, **PLACE)


def test_the_error_shows_neither_the_secret_nor_the_token_nor_a_cause(keys: Settings) -> None:
    token = seal("hunter2", **PLACE)
    with pytest.raises(SecretUnreadable) as caught:
        open_sealed(token, organization_id="org_b", secret_id="sec_1")
    assert str(caught.value) == ""
    assert caught.value.__cause__ is None


def test_after_a_new_key_is_put_first_old_secrets_open_and_new_ones_use_it(keys: Settings) -> None:
    old = seal("hunter2", **PLACE)
    keys.ENCRYPTION_KEYS = [NEW, OLD]
    assert open_sealed(old, **PLACE) == "hunter2"
    new = seal("hunter3", **PLACE)
    keys.ENCRYPTION_KEYS = [NEW]
    assert open_sealed(new, **PLACE) == "hunter3"
    with pytest.raises(SecretUnreadable):
        open_sealed(old, **PLACE)


def test_a_rotated_secret_no_longer_needs_the_old_key(keys: Settings) -> None:
    old = seal("hunter2", **PLACE)
    keys.ENCRYPTION_KEYS = [NEW, OLD]
    new = reseal(old, **PLACE)
    assert new is not None
    keys.ENCRYPTION_KEYS = [NEW]
    assert open_sealed(new, **PLACE) == "hunter2"


def test_a_rotation_leaves_alone_what_is_under_the_first_key(keys: Settings) -> None:
    keys.ENCRYPTION_KEYS = [NEW, OLD]
    assert reseal(seal("hunter2", **PLACE), **PLACE) is None


def test_a_rotation_of_a_secret_whose_key_is_gone_raises(keys: Settings) -> None:
    with pytest.raises(SecretUnreadable):
        reseal(encrypted({"v": 1, "organization": "org_a", "id": "sec_1", "value": "x"}, STRANGER), **PLACE)
