from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet
from pydantic import ValidationError

from config.env import ROOT, Env

KEYS = {"SECRET_KEY": "s" * 50, "ENCRYPTION_KEYS": Fernet.generate_key().decode()}


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in Env.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setitem(Env.model_config, "env_file", None)
    monkeypatch.setenv("DATA_DIR", str(tmp_path))


def read(monkeypatch: pytest.MonkeyPatch, **variables: str) -> Env:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    return Env()


def test_a_bare_environment_means_sqlite_in_the_data_directory(tmp_path: Path) -> None:
    database = Env().database()
    assert (database["ENGINE"], database["NAME"]) == ("django.db.backends.sqlite3", str(tmp_path / "db.sqlite3"))


@pytest.mark.parametrize("scheme", ["postgres", "postgresql"])
def test_a_postgresql_url_is_read_in_both_spellings(monkeypatch: pytest.MonkeyPatch, scheme: str) -> None:
    database = read(monkeypatch, DATABASE_URL=f"{scheme}://ann:s%40fe@db.example.com:5433/atelier").database()
    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert (database["USER"], database["PASSWORD"], database["PORT"]) == ("ann", "s@fe", 5433)


def test_lists_are_comma_separated(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read(monkeypatch, ALLOWED_HOSTS="a.example.com, b.example.com,").allowed_hosts == [
        "a.example.com",
        "b.example.com",
    ]


def test_a_relative_data_directory_stands_in_the_repository(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read(monkeypatch, DATA_DIR="var").data_dir == ROOT / "var"


def test_every_wrong_setting_is_told_at_once_without_its_value(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = {
        "DATABASE_URL": "mysql://root:hunter2@db/x",
        "ENCRYPTION_KEYS": "hunter2",
        "RATE_LIMIT_PER_MINUTE": "0",
        "TRUSTED_PROXIES": "nowhere",
    }
    with pytest.raises(ValidationError) as failure:
        read(monkeypatch, **wrong)
    assert {error["loc"][0] for error in failure.value.errors()} == {name.lower() for name in wrong}
    assert "hunter2" not in str(failure.value)


def test_https_only_wants_its_keys_given(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ValidationError, match="set SECRET_KEY and ENCRYPTION_KEYS"):
        read(monkeypatch, HTTPS_ONLY="true")
    assert read(monkeypatch, HTTPS_ONLY="true", **KEYS).https_only


def test_keys_are_made_once_for_their_owner_alone(tmp_path: Path) -> None:
    made = Env().make_keys()
    assert [path.name for path in made] == ["secret.key", "encryption.key"]
    assert {path.stat().st_mode & 0o777 for path in made} == {0o600}
    again = Env()
    assert again.make_keys() == []
    kept: Any = again.secret_key
    assert kept.get_secret_value() == (tmp_path / "secret.key").read_text().strip()


def test_a_key_that_is_given_is_not_made(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert read(monkeypatch, **KEYS).make_keys() == []
    assert list(tmp_path.iterdir()) == []
