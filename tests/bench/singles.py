"""What is measured once, apart from the rounds: round trips, memory, and the start of a worker."""

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from tests.bench.clients import measure
from tests.bench.processes import resident_megabytes
from tests.bench.servers import rival
from tests.bench.wire import Wire, create_request, creating, fresh, get_request
from tests.live.server import Server, serve
from tests.postgres import Databases
from tests.turns import Turns

GRANTS = (0, 10, 380)
ONE_WORKER = {"GUNICORN_CMD_ARGS": "--workers=1"}
ONE_CONNECTION = {"GUNICORN_CMD_ARGS": "--workers=1 --threads=1"}

_WARM_UP = 8
_STARTS = 3
_AT_MOST = 300.0  # seconds


def round_trips(databases: Databases, name: str, log: Path, key: str, assistant_id: str) -> list[int]:
    """The turns of a create with 0, 10 and 380 grants, and of a get."""
    with Turns(databases) as turns, serve(turns.databases.dsn(name), log, **ONE_CONNECTION) as server:
        creates = _creates(turns, server.url, key)
        get = get_request(key, assistant_id)
        return [*creates, _turns(turns, server.url, lambda: get, 200)]


def round_trips_of_the_rival(databases: Databases, name: str, log: Path, key: str) -> list[int]:
    """The turns of a create with 0, 10 and 380 grants."""
    with Turns(databases) as turns, rival(turns.databases, name, log, workers=1) as running:
        return _creates(turns, running.url, key)


def _creates(turns: Turns, url: str, key: str) -> list[int]:
    requests = [create_request(key, grants) for grants in GRANTS]
    return [_turns(turns, url, lambda request=request: fresh(request), 201) for request in requests]  # type: ignore[misc]


def _turns(turns: Turns, url: str, request: Callable[[], bytes], status: int) -> int:
    wire = Wire(url)
    for _ in range(_WARM_UP):
        wire.ask(request(), status)
    before = turns.count
    wire.ask(request(), status)
    return turns.count - before


def memory(server: Server, keys: list[str], counts: list[int]) -> list[float]:
    """The megabytes of the server's one worker after so many creates."""
    found, made = [], 0
    for count in counts:
        measure(creating(server.url, keys), clients=4, seconds=_AT_MOST, most=count - made, roots={})
        made = count
        (worker,) = server.workers()
        found.append(resident_megabytes(worker))
    return found


def start(server: Server, key: str, assistant_id: str) -> float:
    """The seconds from the end of the server's one worker to the first answer of the next one."""
    return median(_start(server, key, assistant_id) for _ in range(_STARTS))


def _start(server: Server, key: str, assistant_id: str) -> float:
    (worker,) = server.workers()
    begun = time.perf_counter()
    os.kill(worker, signal.SIGKILL)
    # The listening socket outlives the worker: the request waits there for the next one.
    Wire(server.url).ask(get_request(key, assistant_id), 200)
    return time.perf_counter() - begun
