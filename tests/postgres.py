"""A private PostgreSQL for the tests and the benchmark, made from the machine's own binaries.

It listens on a socket in a directory of its own and nowhere else, and ends with the process that started it,
however that ends. The machine's own cluster is never touched.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import quote

import psycopg
from psycopg import sql

_PATIENCE = 30.0  # seconds to start or to stop

# The shell reads from a pipe how to end the server. When the writing process dies, by a signal that cannot be
# caught too, the pipe closes without a word: then nobody is left to remove the files either.
_GUARD = '"$@" & read -r how; kill -"${how:-QUIT}" $!; wait $!; [ -n "$how" ] || rm -rf -- "$0"'


@dataclass(frozen=True)
class Databases:
    """The databases of a running cluster, reached through the socket in `directory`."""

    directory: Path

    def dsn(self, name: str) -> str:
        """The URL of the database `name`, as DATABASE_URL and psycopg take it."""
        return f"postgresql://atelier@{quote(str(self.directory), safe='')}/{name}"

    def create(self, name: str, *, template: str = "template0") -> str:
        """Make the database `name` as a copy of `template`, with nobody connected to that; answer its URL."""
        self._execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template)))
        return self.dsn(name)

    def drop(self, name: str) -> None:
        """Remove the database `name`, whoever is connected to it."""
        self._execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    def _execute(self, statement: sql.Composed) -> None:
        with psycopg.connect(self.dsn("postgres"), autocommit=True) as connection:
            connection.execute(statement)


@dataclass
class Cluster:
    """A cluster that lives as long as its `with` block; `stop` and `start` take the database away and back.

    `fsync` is off where only answers count, and on where durations or durability do.
    """

    fsync: bool = False
    databases: Databases = field(init=False)
    _directory: Path = field(init=False)
    _server: subprocess.Popen[bytes] | None = field(init=False, default=None)

    def __enter__(self) -> Self:
        self._directory = Path(tempfile.mkdtemp(prefix="atelier-pg-"))
        self.databases = Databases(self._directory)
        try:
            self._initialise()
            self.start()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def dsn(self, name: str) -> str:
        """The URL of the database `name`."""
        return self.databases.dsn(name)

    def start(self) -> None:
        """Start the server, and wait until it takes connections."""
        settings = [
            "--listen_addresses=",
            f"--unix_socket_directories={self._directory}",
            "--max_connections=200",
        ]
        if not self.fsync:
            settings += ["--fsync=off", "--full_page_writes=off", "--synchronous_commit=off"]
        command: list[str | Path] = [
            "/bin/sh",
            "-c",
            _GUARD,
            self._directory,
            binary("postgres"),
            "-D",
            self._data,
            *settings,
        ]
        with self._log.open("ab") as log:
            self._server = subprocess.Popen(
                command,
                text=False,
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                start_new_session=True,
                **_owner(),
            )
        self._wait()

    def stop(self, *, crash: bool = False) -> None:
        """End the server and every connection; a crash leaves it to the next start to recover."""
        server, self._server = self._server, None
        if server is None:
            return
        server.communicate(b"QUIT\n" if crash else b"INT\n", timeout=_PATIENCE)

    def close(self) -> None:
        """End the server and remove its files."""
        self.stop(crash=True)
        shutil.rmtree(self._directory, ignore_errors=True)

    @property
    def _data(self) -> Path:
        return self._directory / "data"

    @property
    def _log(self) -> Path:
        return self._directory / "log"

    def _initialise(self) -> None:
        if owner := _owner():
            os.chown(self._directory, owner["user"], owner["group"])
        # A linguistic order, as most clusters have it: a query that leans on the order of bytes must say so.
        order = ["--encoding=UTF8", "--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=en-US"]
        made = subprocess.run(
            [binary("initdb"), "-D", self._data, "-U", "atelier", "--auth=trust", "--no-sync", *order],
            cwd=self._directory,
            capture_output=True,
            text=True,
            check=False,
            **_owner(),
        )
        if made.returncode:
            raise RuntimeError(f"initdb failed: {made.stderr}")

    def _wait(self) -> None:
        deadline = time.monotonic() + _PATIENCE
        while True:
            try:
                psycopg.connect(self.dsn("postgres"), connect_timeout=2).close()
            except psycopg.OperationalError as error:
                if self._server is None or self._server.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError(f"PostgreSQL did not start: {self._log.read_text()}") from error
                time.sleep(0.02)
            else:
                return


def binary(name: str) -> Path:
    """A program of the machine's newest PostgreSQL: Debian keeps each version in a folder of its own."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: float(folder.parent.name))
    on_path = shutil.which(name)
    found = [folder / name for folder in folders if (folder / name).exists()] or ([Path(on_path)] if on_path else [])
    if not found:
        raise RuntimeError(f"PostgreSQL's {name} is missing: run .ci/packages")
    return found[-1]


def _owner() -> dict[str, Any]:
    """Whom the server runs as: PostgreSQL refuses root, so another user then, else whoever asks."""
    if os.geteuid() != 0:
        return {}
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    entry = names.get("postgres") or names["nobody"]
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
