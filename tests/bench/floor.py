"""The floor: the statements of a request, recorded once, then sent by psycopg and nothing else."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple
from unittest.mock import patch

import psycopg
import uuid_utils
from django.test import Client

from tests.bench.clients import Call, Start
from tests.bench.crowd import MARK, full_body

# Ids, names and keys of a request: 32 digits that stand alone, unlike those of a digest.
_ID = re.compile(r"(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])")


class Statement(NamedTuple):
    """One statement and its values."""

    sql: str
    values: list[Any]


Pipelines = list[list[Statement]]


@contextmanager
def recording() -> Iterator[Pipelines]:
    """The statements that psycopg sends in the block, by pipeline; one that is sent alone is a pipeline of one."""
    found: Pipelines = []
    pipelined = False
    execute, pipeline = psycopg.Cursor.execute, psycopg.Connection.pipeline

    def noting(cursor: Any, query: Any, params: Any = None, **options: Any) -> Any:
        if not pipelined:
            found.append([])
        found[-1].append(Statement(query, list(params or ())))
        return execute(cursor, query, params, **options)

    @contextmanager
    def opening(connection: Any) -> Iterator[Any]:
        nonlocal pipelined
        found.append([])
        pipelined = True
        with pipeline(connection) as opened:
            yield opened
        pipelined = False

    with patch.object(psycopg.Cursor, "execute", noting), patch.object(psycopg.Connection, "pipeline", opening):
        yield found


def recorded_create(key: str) -> Pipelines:
    """What a full create sends to the database."""
    client = Client(headers={"Host": "localhost", "X-API-Key": key})

    def create() -> None:
        mark = uuid_utils.uuid7().hex
        body = json.dumps(full_body()).replace(MARK, mark)
        answer = client.post("/v1/assistants", body, "application/json", headers={"Idempotency-Key": mark})
        assert answer.status_code == 201, answer.content

    return _recorded(create)


def recorded_get(key: str, assistant_id: str) -> Pipelines:
    """What a read of one assistant sends to the database."""
    client = Client(headers={"Host": "localhost", "X-API-Key": key})

    def get() -> None:
        answer = client.get(f"/v1/assistants/{assistant_id}")
        assert answer.status_code == 200, answer.content

    return _recorded(get)


def _recorded(call: Callable[[], None]) -> Pipelines:
    call()
    with recording() as found:
        call()
    return found


def creating(url: str, recorded: list[Pipelines]) -> Start:
    """Clients that send the statements of a create, each with new ids; those are made beforehand."""

    def start(number: int, most: int) -> Call:
        link = psycopg.connect(url, autocommit=True)
        prepared = iter([_renewed(recorded[number]) for _ in range(most)])
        return lambda: _send(link, next(prepared))

    return start


def getting(url: str, recorded: list[Pipelines]) -> Start:
    """Clients that send the statements of a read."""

    def start(number: int, _most: int) -> Call:
        link = psycopg.connect(url, autocommit=True)
        return lambda: _send(link, recorded[number])

    return start


def _send(link: "psycopg.Connection[Any]", pipelines: Pipelines) -> None:
    for statements in pipelines:
        with link.pipeline():
            cursors = [link.execute(sql, values, prepare=True) for sql, values in statements]
        for cursor in cursors:
            if cursor.description is not None:
                cursor.fetchall()


def _renewed(pipelines: Pipelines) -> Pipelines:
    ids: dict[str, str] = {}

    def new(found: "re.Match[str]") -> str:
        return ids.setdefault(found.group(), uuid_utils.uuid7().hex)

    def renewed(value: Any) -> Any:
        match value:
            case str():
                return _ID.sub(new, value)
            case list():
                return [renewed(item) for item in value]
        return value

    return [[Statement(sql, renewed(values)) for sql, values in statements] for statements in pipelines]
