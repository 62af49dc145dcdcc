"""A real server for the tests: gunicorn as it is deployed, on a free loopback port, with a readable log."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from tests.live.databases import ROOT, manage

# Settings of a server that lets everybody ask as often as they like.
UNLIMITED = {"RATE_LIMIT_PER_MINUTE": "100000", "WRITE_LIMIT_PER_MINUTE": "100000"}

_PATIENCE = 40.0  # seconds to start or to end; gunicorn gives its workers 30 to finish what they do


@dataclass(frozen=True)
class Server:
    """A running server: where it answers, what it wrote, and its processes."""

    url: str
    log: Path
    database_url: str
    process: subprocess.Popen[bytes]

    def workers(self) -> list[int]:
        """The process ids of the workers that are alive."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(pid) for pid in children.read_text().split()]

    def manage(self, *arguments: str, stdin: str | None = None) -> str:
        """Run `manage.py` on the server's database."""
        return manage(*arguments, database_url=self.database_url, stdin=stdin)

    def stop(self, number: signal.Signals = signal.SIGTERM) -> int:
        """Send the signal and wait for the end; the answer is the exit code."""
        self.process.send_signal(number)
        return self.process.wait(_PATIENCE)


@contextmanager
def serve(database_url: str, log: Path, **environment: str) -> Iterator[Server]:
    """Serve the database until the block ends; `environment` holds further settings of the server.

    The port is bound here and handed over, so that no other process can take it between the two.
    """
    with socket.create_server(("127.0.0.1", 0), backlog=256) as listener, log.open("ab") as output:
        port, handle = listener.getsockname()[1], listener.fileno()
        process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "gunicorn",
                "--config",
                "config/gunicorn.py",
                "--bind",
                f"fd://{handle}",
                "config.wsgi",
            ],
            cwd=ROOT,
            env=os.environ | environment | {"DATABASE_URL": database_url},
            pass_fds=[handle],
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    server = Server(f"http://127.0.0.1:{port}", log, database_url, process)
    try:
        _wait(server)
        yield server
    finally:
        _end(server)


def _wait(server: Server) -> None:
    deadline = time.monotonic() + _PATIENCE
    while server.process.poll() is None and time.monotonic() < deadline:
        try:
            httpx.get(f"{server.url}/healthz", timeout=5, trust_env=False).raise_for_status()
        except httpx.HTTPError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"the server did not start: {server.log.read_text()}")


def _end(server: Server) -> None:
    """End the server and its workers at once: how it takes a gentle signal is a matter of the tests."""
    try:
        os.killpg(server.process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
    finally:
        server.process.wait(_PATIENCE)
