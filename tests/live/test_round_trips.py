"""What a request costs the database, in numbers that no machine changes.

On PostgreSQL they are the round trips of a server as it is deployed; on SQLite, which has none, the statements.
"""

import json
from abc import ABC, abstractmethod
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
from django.conf import settings
from django.db import connection

from assistants.services.provisioning import provision
from tests.api.client import ApiClient, Headers
from tests.bench.crowd import MARK, encoded, organization
from tests.costs import capture, statements_in
from tests.live.server import serve
from tests.postgres import Databases
from tests.turns import Turns

pytestmark = pytest.mark.django_db
POSTGRESQL = connection.vendor == "postgresql"


class Meter(ABC):
    """A client with a key, and what its last request cost."""

    def create(self, *, grants: int = 10, headers: Headers | None = None) -> int:
        """The cost of a create with so many grants."""
        self.made = self.send("POST", "/v1/assistants", encoded(grants).replace(MARK.encode(), _new()), headers or {})
        return self.cost

    def read(self) -> int:
        """The cost of reading what was made last."""
        self.send("GET", f"/v1/assistants/{self.made['id']}", b"", {})
        return self.cost

    @abstractmethod
    def send(self, method: str, path: str, content: bytes, headers: Headers) -> Any:
        """Ask, and set `cost`."""

    cost: int
    made: Any


class RoundTrips(Meter):
    """Those of a running server."""

    def __init__(self, client: httpx.Client, turns: Turns) -> None:
        self._client, self._turns = client, turns

    def send(self, method: str, path: str, content: bytes, headers: Headers) -> Any:
        before = self._turns.count
        answer = self._client.request(method, path, content=content, headers=headers)
        self.cost = self._turns.count - before
        return answer.raise_for_status().json()


class Statements(Meter):
    """Those of this process, but for the bounds of transactions."""

    def __init__(self, key: str) -> None:
        self._client = ApiClient(key)

    def send(self, method: str, path: str, content: bytes, headers: Headers) -> Any:
        with capture() as queries:
            answer = self._client.send(method, path, content, headers)
        self.cost = statements_in(queries)
        assert answer.status < 300, answer.json
        return answer.json


@pytest.fixture
def meter(request: pytest.FixtureRequest) -> Meter:
    """A client for whom everything has been opened and prepared."""
    found: Meter = request.getfixturevalue("round_trips" if POSTGRESQL else "statements")
    found.create()
    return found


@pytest.fixture
def round_trips(database_url: str, tmp_path: Path) -> Iterator[Meter]:
    databases = Databases(Path(settings.DATABASES["default"]["HOST"]))
    # One worker with one thread has one connection, opened by the first request.
    alone = {"GUNICORN_CMD_ARGS": "--workers=1 --threads=1"}
    with Turns(databases) as turns:
        proxied = turns.databases.dsn(database_url.rpartition("/")[2])
        with serve(proxied, tmp_path / "log", **alone) as server:
            made = json.loads(server.manage("provision", "-", stdin=json.dumps(organization(members=120))))
            headers = {"X-API-Key": made["api_keys"][0]["key"], "Content-Type": "application/json"}
            with httpx.Client(base_url=server.url, headers=headers, trust_env=False) as client:
                yield RoundTrips(client, turns)


@pytest.fixture
def statements() -> Meter:
    return Statements(provision(organization(members=120))["api_keys"][0]["key"])


def test_a_create_costs_the_same_with_ten_grants_and_with_380(meter: Meter) -> None:
    expected = 3 if POSTGRESQL else 19

    assert meter.create(grants=10) == expected
    assert meter.create(grants=380) == expected


def test_a_create_without_grants_looks_up_nobody(meter: Meter) -> None:
    assert meter.create(grants=0) == (3 if POSTGRESQL else 16)


def test_an_idempotency_key_costs_no_round_trip(meter: Meter) -> None:
    assert meter.create(headers={"Idempotency-Key": "once"}) == (3 if POSTGRESQL else 21)


def test_reading_one_assistant_costs_the_same_whatever_it_names(meter: Meter) -> None:
    expected = 3 if POSTGRESQL else 15

    meter.create(grants=10)
    assert meter.read() == expected
    meter.create(grants=380)
    assert meter.read() == expected


def _new() -> bytes:
    return uuid4().hex.encode()
