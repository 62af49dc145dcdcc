"""What a killed or stopped server leaves behind: whole assistants or nothing (security.md, "Operations")."""

import os
import random
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from itertools import chain, count
from pathlib import Path
from threading import Semaphore, Timer
from time import perf_counter

import httpx
import pytest

from tests.live.acme import full_body
from tests.live.api import Api, at_once
from tests.live.rows import WHOLE, leftovers, parts
from tests.live.server import UNLIMITED, Server, serve


@pytest.fixture
def fragile(database_url: str, tmp_path: Path) -> Iterator[Server]:
    """A server of one worker, so that every kill hits; preloaded, so that the next worker is there at once."""
    options = "--preload --workers=1 --threads=4"
    with serve(database_url, tmp_path / "log", GUNICORN_CMD_ARGS=options, **UNLIMITED) as server:
        yield server


def test_a_create_whose_worker_is_killed_is_whole_or_absent_and_a_retry_makes_exactly_one(
    fragile: Server, keys: dict[str, str]
) -> None:
    moments = random.Random(20261124)
    names = [f"Killed {number}" for number in range(100)]
    with Api(fragile.url, keys["ann"]) as api:
        answered = {name for name in names if _survives(fragile, api, name, moments)}
        found = parts(fragile.database_url)
        assert set(found.values()) == {WHOLE}
        assert leftovers(fragile.database_url) == 0
        assert answered <= found.keys()
        assert set(names) - found.keys(), "no kill came before the end of a create"

        retries = {name: _create(api, name) for name in names}

    assert {answer.status_code for answer in retries.values()} == {201}
    assert {name for name in names if "Idempotent-Replayed" in retries[name].headers} == found.keys() & set(names)
    every = parts(fragile.database_url)
    assert every.keys() == found.keys() | set(names)
    assert set(every.values()) == {WHOLE}


def test_killed_workers_are_replaced(server: Server, api: Api) -> None:
    killed = _kill_workers(server)

    assert _until_answered(partial(_create, api, "After")).status_code == 201
    assert not killed & {*server.workers()}


def test_a_server_that_is_told_to_stop_answers_or_refuses_each_of_two_hundred_parallel_creates(
    database_url: str, keys: dict[str, str], tmp_path: Path
) -> None:
    answered = Semaphore(0)
    with serve(database_url, tmp_path / "log", **UNLIMITED) as server, Api(server.url, keys["ann"]) as api:

        def create_until_refused(client: int) -> list[httpx.Response]:
            answers = []
            with suppress(httpx.TransportError):
                for number in count():
                    answers.append(_create(api, f"Assistant {number} of client {client}"))
                    answered.release()
            return answers

        def stop() -> int:
            for _ in range(50):
                answered.acquire()
            return server.stop(signal.SIGTERM)

        with ThreadPoolExecutor(1) as pool:
            exit_code = pool.submit(stop)
            answers = at_once([partial(create_until_refused, client) for client in range(200)])

    assert exit_code.result() == 0
    assert {answer.status_code for answer in chain(*answers)} == {201}
    made = [answer.json()["name"] for answer in chain(*answers)]
    assert parts(database_url) == dict.fromkeys(made, WHOLE)
    assert leftovers(database_url) == 0


def _survives(server: Server, api: Api, name: str, moments: random.Random) -> bool:
    """Whether a create is answered although its worker is killed at some moment of the time that it takes."""
    killer = Timer(moments.uniform(0, _usual_time(api, name)), _kill_workers, [server])
    killer.start()
    try:
        return _create(api, name).status_code == 201
    except httpx.TransportError:
        return False
    finally:
        killer.join()


def _usual_time(api: Api, name: str) -> float:
    """Seconds that a create takes, once the worker that has just been started is warm."""
    _until_answered(partial(_create, api, f"{name}, the worker's first"))
    begun = perf_counter()
    _create(api, f"{name}, the worker's second")
    return perf_counter() - begun


def _create(api: Api, name: str) -> httpx.Response:
    return api.post(full_body(name), Idempotency_Key=name)


def _until_answered(request: Callable[[], httpx.Response]) -> httpx.Response:
    while True:
        try:
            return request()
        except httpx.TransportError:
            continue


def _kill_workers(server: Server) -> set[int]:
    workers = server.workers()
    for worker in workers:
        os.kill(worker, signal.SIGKILL)
    return {*workers}
