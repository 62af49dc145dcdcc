"""`python -m tests.bench`: how fast assistants are created and read, beside a floor and a rival, and listed, and pages.

Takes some seven minutes; `--long` adds the memory of a worker after 10,000 creates, and a few minutes more; `--list`
measures the list alone, `--pages` the pages.
Nothing leaves the machine. The exit code is 0 whatever the figures: they are for people to judge.
"""

import argparse
import json
import logging
import os
import secrets
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import django
from cryptography.fernet import Fernet
from django.db import connection

from tests.bench import floor, listing, pages, wire
from tests.bench.rounds import MANY, Results, Subject, measured
from tests.bench.servers import rival, seed
from tests.bench.singles import ONE_WORKER, memory, round_trips, round_trips_of_the_rival, start
from tests.bench.table import FLOOR, GET, GET_FLOOR, OURS, RIVAL, Singles, aligned, lines, shown
from tests.live.server import serve
from tests.postgres import Cluster

DATABASE = "bench"
MEMBERS = 400
# Whoever sends statements of their own makes them beforehand, each some 30 kB.
MOST_PREPARED, MOST = 4_800, 40_000


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--long", action="store_true", help="the memory of a worker after 10,000 creates too")
    parser.add_argument("--list", action="store_true", help="the list alone")
    parser.add_argument("--pages", action="store_true", help="the pages alone")
    asked = parser.parse_args()
    creates = [1_000, 10_000] if asked.long else [1_000]
    with TemporaryDirectory(prefix="atelier-bench-") as folder, Cluster(fsync=True) as cluster:
        _choose_settings(Path(folder), cluster.dsn(DATABASE))
        if not asked.list and not asked.pages:
            tell("making an organization")
            keys = seed(cluster.databases, DATABASE, members=MEMBERS, keys=MANY)
            print(shown(lines(*_measure(cluster, Path(folder), keys, creates))), end="\n\n", flush=True)
        if not asked.pages:
            print(aligned(listing.lines(listing.measured(cluster, Path(folder), tell))), end="\n\n", flush=True)
        if not asked.list:
            found = pages.measured(cluster, Path(folder), tell)
            print(aligned(pages.times(found.times, [*found.weights])), end="\n\n")
            print(aligned(pages.weights(found.weights)))


def tell(step: str) -> None:
    """Say what is going on, apart from the figures."""
    print(f"bench: {step}", file=sys.stderr)


def _choose_settings(folder: Path, database_url: str) -> None:
    (folder / "static").mkdir()
    os.environ |= {
        "DATA_DIR": str(folder),
        "DATABASE_URL": database_url,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "ENCRYPTION_KEYS": Fernet.generate_key().decode(),
        "HTTPS_ONLY": "false",
        "RATE_LIMIT_PER_MINUTE": "1000000000",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "WRITE_LIMIT_PER_MINUTE": "1000000000",
    }


def _measure(cluster: Cluster, folder: Path, keys: list[str], creates: list[int]) -> tuple[Results, Singles]:
    databases, url, log = cluster.databases, cluster.dsn(DATABASE), folder / "log"
    django.setup()
    logging.disable(logging.INFO)  # the requests that are recorded in this process
    recorded_creates = [floor.recorded_create(key) for key in keys]
    database = int((databases.directory / "data" / "postmaster.pid").read_text().split()[0])
    with serve(url, log) as ours, rival(databases, DATABASE, log) as other:
        made = json.loads(wire.Wire(ours.url).ask(wire.fresh(wire.create_request(keys[0])), 201))["id"]
        recorded_gets = [floor.recorded_get(key, made) for key in keys]
        connection.close()
        alone = {"database": database}
        app, rivals = alone | {"app": ours.process.pid}, alone | {"app": other.pid}
        results = measured(
            [
                Subject(FLOOR, floor.creating(url, recorded_creates), MOST_PREPARED, alone),
                Subject(OURS, wire.creating(ours.url, keys), MOST, app),
                Subject(RIVAL, wire.creating(other.url, keys), MOST, rivals),
                Subject(GET, wire.getting(ours.url, keys, made), MOST, app),
                Subject(GET_FLOOR, floor.getting(url, recorded_gets), MOST, alone),
            ],
            tell,
        )
    tell("counting round trips")
    trips = round_trips(databases, DATABASE, log, keys[0], made)
    trips_of_the_rival = round_trips_of_the_rival(databases, DATABASE, log, keys[0])
    tell(f"making {creates[-1]:,} assistants in one worker")
    with serve(url, log, **ONE_WORKER) as single:
        held = memory(single, keys, creates)
        return results, Singles(trips, trips_of_the_rival, held, start(single, keys[0], made))


if __name__ == "__main__":
    main()
