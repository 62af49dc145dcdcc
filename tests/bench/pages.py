"""Pages beside the base template alone, and what each of them weighs."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from tests.bench.clients import Call, Figures, measure
from tests.bench.crowd import CREATOR, ORGANIZATION, full_body
from tests.bench.rounds import FEW, ROUNDS, Results
from tests.bench.servers import seed
from tests.bench.weights import Weight, weigh
from tests.bench.wire import Wire, create_request, fresh
from tests.live.databases import manage
from tests.live.server import serve
from tests.postgres import Cluster

DATABASE = "pages"
MEMBERS, ASSISTANTS = 400, 60  # more than a page of the list shows
SECONDS, MOST = 2.0, 100_000
SLOWER, FIRST, NEXT = 3, 120, 20  # times the bare page, and kB

BARE, BARE_PATH = "the base template alone", "/bare/"
APP = "app"
_HOME = f"/o/{ORGANIZATION}"
_SIGN_IN = """
import json
from django.test import Client
from assistants.forms import FORMS
from assistants.models import User
from assistants.services import api_key, draft
browser = Client()
browser.force_login(User.objects.get(pk={person!r}))
caller = api_key.admit({key!r}, writing=False, trace_id="")
body = json.loads({body!r})
made = draft.start({{step: form.posted_from(body) for step, form in FORMS.items()}}, caller=caller)
print(json.dumps([browser.cookies["sessionid"].value, made.id]))
"""


class Site(NamedTuple):
    """A running site: where it is, its process, the cookie of somebody signed in, and its pages' paths by name."""

    url: str
    pid: int
    cookie: str
    pages: dict[str, str]


class Measured(NamedTuple):
    """The times of every page, and the weights of those that are the product's."""

    times: Results
    weights: dict[str, Weight]


def measured(cluster: Cluster, folder: Path, tell: Callable[[str], None]) -> Measured:
    """The pages in rotation with the bare one, and their weights."""
    tell("making the site with its static files")
    results = Results()
    with _served(cluster, folder) as site:
        for number in range(ROUNDS):
            tell(f"round {number + 1} of {ROUNDS}: pages")
            for name, path in [*site.pages.items()][:: -1 if number % 2 else 1]:
                start = partial(_client, site, path)
                results.add(name, FEW, measure(start, clients=FEW, seconds=SECONDS, most=MOST, roots={APP: site.pid}))
        own = {name: path for name, path in site.pages.items() if name != BARE}
        return Measured(results, {name: weigh(site.url + path, site.cookie) for name, path in own.items()})


@contextmanager
def _served(cluster: Cluster, folder: Path) -> Iterator[Site]:
    url = cluster.databases.dsn(DATABASE)
    [key] = seed(cluster.databases, DATABASE, members=MEMBERS, keys=1)
    manage("collectstatic", "--no-input", "--verbosity=0", "--ignore=ninja", database_url=url)
    script = _SIGN_IN.format(person=CREATOR, key=key, body=json.dumps(full_body()))
    session, draft = json.loads(manage("shell", "--verbosity=0", "-c", script, database_url=url))
    with serve(url, folder / "log", DJANGO_SETTINGS_MODULE="tests.bench.bare_settings") as server:
        wire = Wire(server.url)
        made = [json.loads(wire.ask(fresh(create_request(key)), 201)) for _ in range(ASSISTANTS)]
        pages = {
            BARE: BARE_PATH,
            "the list": f"{_HOME}/assistants/",
            "a step of the wizard": f"{_HOME}/drafts/{draft}/language-model/",
            "its access step": f"{_HOME}/drafts/{draft}/access/",
            "an assistant's page": f"{_HOME}/assistants/{made[0]['id']}/",
        }
        yield Site(server.url, server.process.pid, f"sessionid={session}", pages)


def _client(site: Site, path: str, _number: int, _most: int) -> Call:
    wire = Wire(site.url)
    head = f"GET {path} HTTP/1.1\r\nHost: localhost\r\nCookie: {site.cookie}\r\nAccept-Encoding: gzip\r\n\r\n"

    def call() -> Any:
        wire.ask(head.encode(), 200)

    return call


def times(results: Results, names: list[str]) -> list[tuple[str, ...]]:
    """What each page takes, at the client and of the server's processor, and times the bare one.

    The processor decides: beside other work a machine gives a short request its turn, and makes a long one wait.
    """

    def middle(figures: Figures) -> float:
        return figures.median

    def computed(figures: Figures) -> float:
        return figures.cpu[APP]

    def cells(name: str) -> tuple[str, ...]:
        shown = (f"{results.median(name, FEW, metric):.2f}" for metric in (middle, computed))
        slower, costlier = (results.ratio(name, BARE, FEW, metric) for metric in (middle, computed))
        ratios = (f"{slower:.1f} / {costlier:.1f}", f"at most {SLOWER}", "met" if costlier <= SLOWER else "NOT MET")
        return (name, *shown, *(ratios if name != BARE else ("", "", "")))

    headings = ("pages, in ms, 1 client", "p50", "CPU of the server", "p50 / CPU to the bare one", "goal", "")
    return [headings, *map(cells, [BARE, *names])]


def weights(found: dict[str, Weight]) -> list[tuple[str, ...]]:
    """What each page weighs at the first visit and at the next one, in kB, and the heaviest of it."""

    def cells(name: str, weight: Weight) -> tuple[str, ...]:
        first, following = weight.first / 1000, weight.next / 1000
        verdict = "met" if first <= FIRST and following <= NEXT else "NOT MET"
        return (name, f"{first:.1f}", f"{following:.1f}", f"at most {FIRST} / {NEXT}", verdict, weight.heaviest)

    headings = ("what a page weighs, kB", "first visit", "next visit", "goal", "", "the heaviest at first")
    return [headings, *(cells(name, weight) for name, weight in found.items())]
