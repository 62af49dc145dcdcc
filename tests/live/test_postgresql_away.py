"""PostgreSQL crashes and comes back under a running server (security.md, "Operations")."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import count
from pathlib import Path
from threading import Event

import psycopg
import pytest

from tests.live.acme import full_body
from tests.live.api import Api, at_once, code
from tests.live.databases import PostgresTemplate
from tests.live.rows import WHOLE, leftovers, parts
from tests.live.server import UNLIMITED, Server, serve
from tests.postgres import Cluster

# As many as the server has threads: each of them holds a connection to the database.
CLIENTS = 16


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    """A cluster that may crash, and forgets nothing when it does."""
    with Cluster(fsync=True) as cluster:
        yield cluster


@pytest.fixture
def template(cluster: Cluster) -> PostgresTemplate:
    return PostgresTemplate(cluster.databases)


@pytest.fixture
def server(database_url: str, tmp_path: Path) -> Iterator[Server]:
    with serve(database_url, tmp_path / "log", **UNLIMITED) as running:
        yield running


def test_the_server_says_that_the_database_is_away_and_serves_the_first_request_after_its_return(
    api: Api, cluster: Cluster
) -> None:
    known = [answer.json()["id"] for answer in at_once([partial(api.create, f"Before {n}") for n in range(CLIENTS)])]
    reads = [partial(api.get, key) for key in known]

    cluster.stop(crash=True)
    answers = at_once([*reads, *(partial(api.create, f"Lost {n}") for n in range(CLIENTS))])
    assert {(answer.status_code, code(answer)) for answer in answers} == {(503, "SERVICE_UNAVAILABLE")}
    assert {answer.headers["Retry-After"] for answer in answers} == {"1"}
    assert {api.http.get("/healthz").status_code for _ in range(CLIENTS)} == {200}
    assert {api.http.get("/readyz").status_code for _ in range(CLIENTS)} == {503}

    cluster.start()
    answers = at_once([*reads, *(partial(api.create, f"After {n}") for n in range(CLIENTS))])
    assert [answer.status_code for answer in answers] == [200] * CLIENTS + [201] * CLIENTS
    assert {answer.status_code for answer in at_once([partial(api.http.get, "/readyz")] * CLIENTS)} == {200}


def test_requests_in_flight_when_the_database_crashes_are_served_or_told_to_come_back(
    api: Api, cluster: Cluster, database_url: str
) -> None:
    enough = Event()

    def create_all_the_while(client: int) -> list[tuple[str, int]]:
        answers = []
        for number in count():
            name = f"Assistant {number} of client {client}"
            while (status := api.post(full_body(name), Idempotency_Key=name).status_code) == 503:
                answers.append((name, status))
            answers.append((name, status))
            if enough.is_set():
                break
        return answers

    with ThreadPoolExecutor(8) as pool:
        clients = [pool.submit(create_all_the_while, client) for client in range(8)]
        for number in range(2):
            cluster.stop(crash=True)
            cluster.start()
            assert api.create(f"Round {number}").status_code == 201
        enough.set()
    answers = [answer for client in clients for answer in client.result()]

    assert {status for _, status in answers} == {201, 503}
    made = {name: found for name, found in parts(database_url).items() if not name.startswith("Round")}
    assert made == {name: WHOLE for name, _ in answers}
    assert leftovers(database_url) == 0


@pytest.mark.parametrize("table", ["rate_limit", "assistant"])
def test_a_request_that_waits_too_long_for_a_lock_can_be_sent_again(api: Api, database_url: str, table: str) -> None:
    with psycopg.connect(database_url) as holder:
        holder.execute(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE".encode())
        answers = at_once([partial(api.create, f"Assistant {number}") for number in range(4)])

    assert [(answer.status_code, code(answer)) for answer in answers] == [(503, "SERVICE_UNAVAILABLE")] * 4
    assert {answer.headers["Retry-After"] for answer in answers} == {"1"}
    assert parts(database_url) == {}
    assert [api.create(f"Assistant {number}").status_code for number in range(4)] == [201] * 4
