"""Migrated databases for real servers, one for each test, made by copying a template."""

import json
import os
import sqlite3
import subprocess
import sys
from abc import ABC, abstractmethod
from pathlib import Path
from uuid import uuid4

from tests.live.acme import ACME
from tests.postgres import Databases

ROOT = Path(__file__).parents[2]


def manage(*arguments: str, database_url: str, stdin: str | None = None, **environment: str) -> str:
    """Run `manage.py` in a process of its own, as an administrator would; answer its standard output."""
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=os.environ | environment | {"DATABASE_URL": database_url},
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"manage.py {' '.join(arguments)} failed: {done.stderr}")
    return done.stdout


class Template(ABC):
    """A migrated database at `url` that holds Acme (acme.py), of which copies are made; `keys` are Acme's, by name."""

    def __init__(self, url: str) -> None:
        self.url = url
        manage("migrate", "--verbosity=0", database_url=url)
        made = json.loads(manage("provision", "-", database_url=url, stdin=json.dumps(ACME)))
        self.keys: dict[str, str] = {key["name"]: key["key"] for key in made["api_keys"]}

    @abstractmethod
    def copy(self) -> str:
        """Make a copy; the answer is its DATABASE_URL."""

    @abstractmethod
    def remove(self, url: str) -> None:
        """Remove a copy, whoever is connected to it."""


class PostgresTemplate(Template):
    """A template among the databases of a running cluster."""

    def __init__(self, databases: Databases) -> None:
        self._databases = databases
        self._name = f"template_{uuid4().hex}"
        super().__init__(databases.create(self._name))

    def copy(self) -> str:
        return self._databases.create(f"live_{uuid4().hex}", template=self._name)

    def remove(self, url: str) -> None:
        self._databases.drop(url.rpartition("/")[2])


class SqliteTemplate(Template):
    """A template that is a file of `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file = folder / "template.sqlite3"
        super().__init__(f"sqlite:///{self._file}")

    def copy(self) -> str:
        copy = self._folder / f"live_{uuid4().hex}.sqlite3"
        with sqlite3.connect(self._file) as source, sqlite3.connect(copy) as target:
            source.backup(target)
        source.close()
        target.close()
        return f"sqlite:///{copy}"

    def remove(self, url: str) -> None:
        for suffix in ("", "-wal", "-shm"):
            Path(url.removeprefix("sqlite:///") + suffix).unlink(missing_ok=True)
