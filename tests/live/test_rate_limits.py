"""How often a key may ask in a minute (contract, section 3; security.md, "The web")."""

import time
from collections import Counter
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

import httpx
import pytest

from tests.live.api import Api, at_once, code
from tests.live.rows import query
from tests.live.server import Server, serve

READS, WRITES = 20, 6
SMALL_LIMITS = {"RATE_LIMIT_PER_MINUTE": str(READS), "WRITE_LIMIT_PER_MINUTE": str(WRITES)}


@pytest.fixture
def strict(database_url: str, tmp_path: Path) -> Iterable[Server]:
    """A server that lets a key ask twenty times a minute, and write six times."""
    with serve(database_url, tmp_path / "log", **SMALL_LIMITS) as running:
        yield running


def test_exactly_as_many_parallel_requests_pass_as_the_limit_says(strict: Server, keys: dict[str, str]) -> None:
    with Api(strict.url, keys["ann"]) as api:
        answers = _within_a_minute(strict, lambda: at_once([partial(api.get, "asst_unknown")] * (READS + 30)))

    assert Counter(answer.status_code for answer in answers) == {404: READS, 429: 30}
    refused = [answer for answer in answers if answer.status_code == 429]
    assert {code(answer) for answer in refused} == {"RATE_LIMITED"}
    assert all(1 <= int(answer.headers["Retry-After"]) <= 60 for answer in refused)


def test_exactly_as_many_parallel_writes_pass_as_their_limit_says_and_reads_go_on(
    strict: Server, keys: dict[str, str]
) -> None:
    def burst() -> list[httpx.Response]:
        reads = [api.get("asst_unknown") for _ in range(5)]
        number = len(query(strict.database_url, "SELECT id FROM assistant"))
        writes = at_once([partial(api.create, f"Assistant {number + n}") for n in range(WRITES + 4)])
        return [*reads, *writes, api.get("asst_unknown")]

    with Api(strict.url, keys["ann"]) as api:
        answers = _within_a_minute(strict, burst)

    assert Counter(answer.status_code for answer in answers) == {404: 6, 201: WRITES, 429: 4}


def test_a_refused_request_of_another_key_does_not_count(strict: Server, keys: dict[str, str]) -> None:
    with Api(strict.url, keys["expired"]) as expired, Api(strict.url, keys["ann"]) as ann:
        answers = _within_a_minute(
            strict, lambda: [*(expired.get("asst_unknown") for _ in range(READS + 5)), ann.get("asst_unknown")]
        )

    assert [answer.status_code for answer in answers] == [401] * (READS + 5) + [404]
    assert len(query(strict.database_url, "SELECT * FROM rate_limit")) == 1


def test_each_key_has_a_limit_of_its_own(strict: Server, keys: dict[str, str]) -> None:
    with Api(strict.url, keys["ann"]) as first, Api(strict.url, keys["ann again"]) as second:
        answers = _within_a_minute(
            strict, lambda: [*(first.get("asst_unknown") for _ in range(READS + 1)), second.get("asst_unknown")]
        )

    assert [answer.status_code for answer in answers] == [404] * READS + [429, 404]


def test_a_new_minute_begins_anew(strict: Server, keys: dict[str, str]) -> None:
    with Api(strict.url, keys["ann"]) as api:
        _within_a_minute(strict, lambda: [api.get("asst_unknown") for _ in range(READS + 1)])
        query(strict.database_url, "UPDATE rate_limit SET minute = minute - 1")

        assert api.get("asst_unknown").status_code == 404
    assert query(strict.database_url, "SELECT requests, writes FROM rate_limit") == [(1, 0)]


def _within_a_minute(server: Server, burst: Callable[[], list[httpx.Response]]) -> list[httpx.Response]:
    """The answers of a burst that the turn of a minute did not cut in two: then it is sent again, uncounted before."""
    while True:
        query(server.database_url, "DELETE FROM rate_limit")
        begun = int(time.time()) // 60
        answers = burst()
        if int(time.time()) // 60 == begun:
            return answers
