"""Clients, each a process of its own that asks again as soon as it is answered."""

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from multiprocessing.queues import SimpleQueue
from multiprocessing.synchronize import Barrier
from typing import NamedTuple

from tests.bench.processes import cpu_seconds

Call = Callable[[], None]
# Made in the client's own process, by the client's number and the most calls that it will make.
Start = Callable[[int, int], Call]

_WARM_UP = 10
_PATIENCE = 120.0  # seconds for everyone to be ready, or to be done
_FORK = get_context("fork")


class Work(NamedTuple):
    """What one client did: the seconds of each call, of all of them, and of its own processor."""

    calls: list[float]
    elapsed: float
    cpu: float


@dataclass(frozen=True)
class Figures:
    """What a phase measured; times in milliseconds, `cpu` by process tree, for each request."""

    rate: float
    median: float
    cpu: dict[str, float]


def measure(start: Start, *, clients: int, seconds: float, most: int, roots: dict[str, int]) -> Figures:
    """Let the clients ask for so many seconds, and at most so often in all; `roots` are the trees to account for."""
    barrier, queue = _FORK.Barrier(clients + 1), _FORK.SimpleQueue()
    each = most // clients
    processes = [
        _FORK.Process(target=_client, args=(partial(start, number), each, seconds, barrier, queue), daemon=True)
        for number in range(clients)
    ]
    for process in processes:
        process.start()
    barrier.wait(_PATIENCE)
    before = {name: cpu_seconds(root) for name, root in roots.items()}
    works = [queue.get() for _ in processes]
    used = {name: cpu_seconds(root) - before[name] for name, root in roots.items()}
    for process in processes:
        process.join(_PATIENCE)
    return _figures(works, used)


def _figures(works: Sequence[Work], used: dict[str, float]) -> Figures:
    total = sum(len(work.calls) for work in works)
    used["clients"] = sum(work.cpu for work in works)
    return Figures(
        rate=sum(len(work.calls) / work.elapsed for work in works),
        median=statistics.median(call for work in works for call in work.calls) * 1000,
        cpu={name: spent / total * 1000 for name, spent in used.items()},
    )


def _client(
    start: Callable[[int], Call], most: int, seconds: float, barrier: Barrier, queue: "SimpleQueue[Work]"
) -> None:
    try:
        call = start(most + _WARM_UP)
        for _ in range(_WARM_UP):
            call()
        barrier.wait(_PATIENCE)
        queue.put(_work(call, most, seconds))
    except BaseException:
        barrier.abort()
        raise


def _work(call: Call, most: int, seconds: float) -> Work:
    calls: list[float] = []
    cpu, begun = time.process_time(), time.perf_counter()
    moment = begun
    while moment - begun < seconds and len(calls) < most:
        call()
        calls.append((now := time.perf_counter()) - moment)
        moment = now
    return Work(calls, moment - begun, time.process_time() - cpu)
