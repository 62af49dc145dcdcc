"""The list of assistants at 100, 10,000 and 100,000 of them, as ratios to the page at 100."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import NamedTuple

import psycopg

from tests.bench.clients import Call, Figures, Start, measure
from tests.bench.rounds import FEW, ROUNDS, Results
from tests.bench.wire import Wire
from tests.live.databases import manage
from tests.live.server import serve
from tests.many import ACME, COMMON_WORD, DENSE, ORGANIZATION, OWNER, SPARSE, multiply
from tests.postgres import Cluster

SIZES = (100, 10_000, 100_000)
SECONDS, MOST = 1.0, 100_000
LIMIT = 20  # as many as everyone sees in the smallest organization


class Shape(NamedTuple):
    """A request that is compared over the sizes: at the largest it may take `goal` times the time at the smallest."""

    name: str
    person: str
    query: str
    goal: float


PEOPLE = {DENSE: "a member who sees 41%", SPARSE: "a member who sees 60", OWNER: "an owner"}
REQUESTS = {
    "by name": ("", 2),
    "by name, after the middle": ("&after={middle}", 2),
    "by update": ("&sort_by=updated_at&sort_order=desc", 10),
    "search with total": (f"&search={COMMON_WORD}", 16),
}
SHAPES = [
    Shape(f"{request}, {who}", person, query, goal)
    for request, (query, goal) in REQUESTS.items()
    for person, who in PEOPLE.items()
]


def measured(cluster: Cluster, folder: Path, tell: Callable[[str], None]) -> Results:
    """The shapes at every size, in rotation; a subject of the results is a shape's name, its `clients` the size."""
    results = Results()
    with ExitStack() as stack:
        asked = [
            (shape, size, start)
            for size in SIZES
            for shape, start in stack.enter_context(_served(cluster, size, folder / "log", tell)).items()
        ]
        for number in range(ROUNDS):
            tell(f"round {number + 1} of {ROUNDS}: the list")
            for shape, size, start in sorted(asked, key=lambda one: SHAPES.index(one[0]))[:: -1 if number % 2 else 1]:
                results.add(shape.name, size, measure(start, clients=FEW, seconds=SECONDS, most=MOST, roots={}))
    return results


@contextmanager
def _served(cluster: Cluster, size: int, log: Path, tell: Callable[[str], None]) -> Iterator[dict[Shape, Start]]:
    """A server with so many assistants, and the clients that ask it for each shape."""
    tell(f"making {size:,} assistants")
    url = cluster.databases.create(f"many_{size}")
    manage("migrate", "--verbosity=0", database_url=url)
    made = json.loads(manage("provision", "-", database_url=url, stdin=json.dumps(ACME)))
    keys = {key["name"]: key["key"] for key in made["api_keys"]}
    with serve(url, log) as server:
        body = json.dumps({"name": "Original", "organization_id": ORGANIZATION, "instructions": "Be brief. " * 300})
        head = f"POST /v1/assistants HTTP/1.1\r\nHost: localhost\r\nX-API-Key: {keys[OWNER]}\r\n"
        head += f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        original = json.loads(Wire(server.url).ask(f"{head}{body}".encode(), 201))["id"]
        with psycopg.connect(url, autocommit=True) as link:
            multiply(lambda sql, values: link.execute(sql, values, prepare=False), original, size)
            link.execute("VACUUM ANALYZE")
        yield {shape: partial(_client, server.url, keys[shape.person], shape.query) for shape in SHAPES}


def _client(url: str, key: str, query: str, _number: int, _most: int) -> Call:
    wire, place = Wire(url), f"/v1/assistants?organization_id={ORGANIZATION}"
    if "{middle}" in query:
        half = json.loads(wire.ask(_get(f"{place}&limit=1", key), 200))["total"] // 2
        [middle] = json.loads(wire.ask(_get(f"{place}&limit=1&offset={half}", key), 200))["assistants"]
        query = query.format(middle=middle["id"])
    request = _get(f"{place}&limit={LIMIT}{query}", key)

    def call() -> None:
        wire.ask(request, 200)

    return call


def _get(path: str, key: str) -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: localhost\r\nX-API-Key: {key}\r\n\r\n".encode()


def lines(results: Results, sizes: Sequence[int] = SIZES) -> list[tuple[str, ...]]:
    """What each shape takes at each size, beside its goal: milliseconds, and times what it takes in the first one."""

    def middle(figures: Figures) -> float:
        return figures.median

    def cells(shape: Shape) -> tuple[str, ...]:
        times = [results.median(shape.name, size, middle) for size in sizes]
        slower = times[-1] / times[0]
        shown = [f"{time:.2f} ({time / times[0]:.1f})" for time in times]
        return (shape.name, *shown, f"at most {shape.goal:g}", "met" if slower <= shape.goal else "NOT MET")

    return [("the list, p50 in ms, 1 client", *(f"at {size:,}" for size in sizes), "goal", ""), *map(cells, SHAPES)]
