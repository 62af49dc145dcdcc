"""Secrets that a test gives away on purpose, and the places in which they must not turn up."""

import sqlite3
import subprocess
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from secrets import token_hex

from psycopg.conninfo import conninfo_to_dict

from tests.postgres import binary

# So many characters of a secret are no coincidence, and more than the beginning of an API key that may be shown.
_TELLING = 12


class Canaries:
    """Makes secrets, each used once and named for where it goes."""

    def __init__(self) -> None:
        self._made: dict[str, str] = {}

    def new(self, place: str) -> str:
        """A secret of 36 characters; the last four, which may be shown, are the same in all and not watched for."""
        return self.watch(place, token_hex(16)) + "last"

    def watch(self, place: str, secret: str) -> str:
        """Watch for a secret that exists already."""
        self._made[place] = secret
        return secret

    def found_in(self, text: bytes) -> set[str]:
        """The places whose secrets the text holds: their beginning or end, or the whole in base64 at any offset."""
        return {place for place, secret in self._made.items() if any(form in text for form in _forms(secret))}


def _forms(secret: str) -> Iterator[bytes]:
    plain = secret.encode()
    yield from (plain[:_TELLING], plain[-_TELLING:])
    for offset in range(3):
        # Three bytes make four characters: the first and last ones depend on what stands beside the secret.
        whole = plain[offset : offset + (len(plain) - offset) // 3 * 3]
        yield b64encode(whole)
        yield urlsafe_b64encode(whole)


def dump(database_url: str) -> bytes:
    """Everything that the database holds, with SQLite's files as they lie on the disk, or PostgreSQL's own log."""
    if database_url.startswith("sqlite"):
        file = Path(database_url.removeprefix("sqlite:///"))
        with closing(sqlite3.connect(file)) as connection:
            text = "\n".join(connection.iterdump()).encode()
        return b"\n".join([text, *(part.read_bytes() for part in file.parent.glob(f"{file.name}*"))])
    log = Path(str(conninfo_to_dict(database_url)["host"]), "log")
    dumped = subprocess.run([binary("pg_dump"), database_url], capture_output=True, check=True)
    return dumped.stdout + log.read_bytes()
