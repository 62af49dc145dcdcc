"""The two servers that are compared, each with two workers, and the organization in their database."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from tests.bench.crowd import organization
from tests.bench.wire import Wire
from tests.live.databases import ROOT, manage
from tests.postgres import Databases

_PATIENCE = 40.0


class Rival(NamedTuple):
    """A running rival: where it answers, and the root of its processes."""

    url: str
    pid: int


def seed(databases: Databases, name: str, *, members: int, keys: int) -> list[str]:
    """Make and fill the database; the API keys of the creator."""
    url = databases.create(name)
    manage("migrate", "--verbosity=0", database_url=url)
    description = json.dumps(organization(members=members, keys=keys))
    made = json.loads(manage("provision", "-", database_url=url, stdin=description))
    return [key["key"] for key in made["api_keys"]]


@contextmanager
def rival(databases: Databases, name: str, log: Path, *, workers: int = 2) -> Iterator[Rival]:
    """Serve the database by FastAPI, until the block ends."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    options = [f"--workers={workers}", f"--port={port}", "--log-level=warning", "--no-access-log"]
    environment = {"RIVAL_SOCKET": str(databases.directory), "RIVAL_DATABASE": name}
    with log.open("ab") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "uvicorn", "tests.bench.rival:app", *options],
            cwd=ROOT,
            env=os.environ | environment,
            stdout=output,
            stderr=output,
        )
    url = f"http://127.0.0.1:{port}"
    try:
        _wait(url, log)
        yield Rival(url, process.pid)
    finally:
        process.terminate()
        process.wait(_PATIENCE)


def _wait(url: str, log: Path) -> None:
    deadline = time.monotonic() + _PATIENCE
    while True:
        try:
            Wire(url).ask(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n", 200)
        except (OSError, RuntimeError) as error:
            if time.monotonic() > deadline:
                raise RuntimeError(f"the rival did not start: {log.read_text()}") from error
            time.sleep(0.05)
        else:
            return
