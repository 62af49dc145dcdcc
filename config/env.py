"""The environment, typed: every setting that a deployment may choose, and every error in them at once.

It knows no Django, so that a wrong setting is told before anything starts (contract, section 7).
"""

import os
import secrets
from pathlib import Path
from typing import Annotated, Any, NamedTuple
from urllib.parse import unquote, urlsplit

import dj_database_url
from cryptography.fernet import Fernet
from pydantic import Field, IPvAnyNetwork, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent
SECRET_KEY_FILE = "secret.key"  # noqa: S105 - a file's name
ENCRYPTION_KEY_FILE = "encryption.key"

# How a mail server is spoken to, and at which port unless the address says another.
_MAIL_SCHEMES = {"smtp": 25, "smtps": 465, "smtp+tls": 587}

CommaSeparated = Annotated[list[str], NoDecode]


class MailServer(NamedTuple):
    """Where mail is handed over, and how."""

    host: str
    port: int
    user: str
    password: str
    starts_tls: bool
    is_tls: bool


class Env(BaseSettings):
    """One attribute a variable; lists are comma-separated."""

    model_config = SettingsConfigDict(env_file=ROOT / ".env", extra="ignore", hide_input_in_errors=True)

    data_dir: Path = Path("var")
    database_url: str = ""
    secret_key: SecretStr | None = None
    encryption_keys: Annotated[list[SecretStr], NoDecode] = []
    allowed_hosts: CommaSeparated = ["localhost", "127.0.0.1", "[::1]"]
    rate_limit_per_minute: int = Field(600, ge=1)
    write_limit_per_minute: int = Field(60, ge=1)
    mcp_allowed_hosts: CommaSeparated = []
    trusted_proxies: Annotated[list[IPvAnyNetwork], NoDecode] = []
    https_only: bool = False
    require_second_factor: bool | None = None
    email_url: SecretStr = SecretStr("")
    email_from: str = "atelier@localhost"

    @field_validator("allowed_hosts", "mcp_allowed_hosts", "trusted_proxies", "encryption_keys", mode="before")
    @classmethod
    def _split(cls, value: Any) -> Any:
        return [item.strip() for item in value.split(",") if item.strip()] if isinstance(value, str) else value

    @field_validator("data_dir")
    @classmethod
    def _from_the_root(cls, value: Path) -> Path:
        return ROOT / value

    @field_validator("encryption_keys")
    @classmethod
    def _fernet_keys(cls, keys: list[SecretStr]) -> list[SecretStr]:
        for place, key in enumerate(keys, start=1):
            try:
                Fernet(key.get_secret_value())
            except ValueError:
                raise ValueError(f"key {place} is not 32 bytes in URL-safe base64") from None
        return keys

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, value: str) -> str:
        if value and not value.startswith(("sqlite:///", "postgres://", "postgresql://")):
            raise ValueError("it must begin with sqlite:///, postgres:// or postgresql://")
        return value

    @field_validator("email_url")
    @classmethod
    def _mail_server(cls, value: SecretStr) -> SecretStr:
        text = value.get_secret_value()
        if text and (urlsplit(text).scheme not in _MAIL_SCHEMES or not urlsplit(text).hostname):
            raise ValueError(f"it must begin with {', '.join(f'{scheme}://' for scheme in _MAIL_SCHEMES)}")
        return value

    @model_validator(mode="after")
    def _keys_of_the_data_directory(self) -> "Env":
        if self.secret_key is None and (kept := _kept(self.data_dir / SECRET_KEY_FILE)):
            self.secret_key = SecretStr(kept)
        if not self.encryption_keys and (kept := _kept(self.data_dir / ENCRYPTION_KEY_FILE)):
            self.encryption_keys = [SecretStr(key) for key in kept.split()]
        missing = [
            name
            for name, value in (("SECRET_KEY", self.secret_key), ("ENCRYPTION_KEYS", self.encryption_keys))
            if not value
        ]
        if self.https_only and missing:
            raise ValueError(f"with HTTPS_ONLY on, set {' and '.join(missing)}")
        return self

    def database(self) -> dict[str, Any]:
        """Django's description of the database: what `DATABASE_URL` names, else SQLite in the data directory."""
        url = self.database_url or f"sqlite:///{self.data_dir / 'db.sqlite3'}"
        return dict(dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True))

    def mail_server(self) -> MailServer | None:
        """The server that sends mail, or None where none is sent."""
        if not (url := self.email_url.get_secret_value()):
            return None
        parts = urlsplit(url)
        return MailServer(
            host=parts.hostname or "",
            port=parts.port or _MAIL_SCHEMES[parts.scheme],
            user=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
            starts_tls=parts.scheme == "smtp+tls",
            is_tls=parts.scheme == "smtps",
        )

    def make_keys(self) -> list[Path]:
        """Make the key files that are missing, readable by their owner alone; the files that were made."""
        made = []
        self.data_dir.mkdir(parents=True, exist_ok=True)
        if not self.secret_key:
            made.append(_keep(self.data_dir / SECRET_KEY_FILE, secrets.token_urlsafe(48)))
        if not self.encryption_keys:
            made.append(_keep(self.data_dir / ENCRYPTION_KEY_FILE, Fernet.generate_key().decode()))
        return made


def _keep(path: Path, key: str) -> Path:
    # "x": of two processes that start at once, the second fails rather than replace the first one's key.
    with open(path, "x", opener=lambda file, flags: os.open(file, flags, mode=0o600)) as file:
        file.write(key + "\n")
    return path


def _kept(path: Path) -> str:
    return path.read_text().strip() if path.exists() else ""
