"""The figures beside their goals, in one table."""

from collections.abc import Sequence
from typing import NamedTuple

from tests.bench.clients import Figures
from tests.bench.rounds import FEW, MANY, Metric, Results

FLOOR, OURS, RIVAL = "floor of the create", "create", "create by FastAPI"
GET_FLOOR, GET = "floor of the read", "read one"

HEADINGS = ("", "floor", "Atelier", "FastAPI", "Atelier / floor", "Atelier / FastAPI", "goal", "")


class Line(NamedTuple):
    """A line of the table."""

    what: str
    floor: str = ""
    ours: str = ""
    rival: str = ""
    to_floor: str = ""
    to_rival: str = ""
    goal: str = ""
    met: bool | None = None


class Singles(NamedTuple):
    """What was measured once."""

    round_trips: list[int]
    round_trips_of_the_rival: list[int]
    memory: list[float]
    start: float


def rate(figures: Figures) -> float:
    return figures.rate


def middle(figures: Figures) -> float:
    return figures.median


def cpu(*trees: str) -> Metric:
    return lambda figures: sum(figures.cpu[tree] for tree in trees)


def lines(results: Results, singles: Singles) -> list[Line]:
    """The whole table."""
    *creates, get = singles.round_trips
    return [
        *_create(results),
        Line(
            "create, SQL round trips with 0 / 10 / 380 grants",
            ours=" / ".join(map(str, creates)),
            rival=" / ".join(map(str, singles.round_trips_of_the_rival)),
            goal="at most 3, all the same",
            met=max(creates) <= 3 and len(set(creates)) == 1,
        ),
        *_get(results),
        Line("read one, SQL round trips", ours=str(get), goal="at most 3", met=get <= 3),
        *_worker(singles),
    ]


def shown(table: Sequence[Line]) -> str:
    """The table as text."""
    verdicts = {True: "met", False: "NOT MET", None: ""}
    return aligned([HEADINGS, *((*line[:-1], verdicts[line.met]) for line in table)])


def aligned(cells: Sequence[Sequence[str]]) -> str:
    """Rows of as many cells each, the headings first, as text."""
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    rows = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in cells]
    return "\n".join([rows[0], "  ".join("-" * width for width in widths), *rows[1:]])


def _create(results: Results) -> list[Line]:
    faster = results.ratio(OURS, RIVAL, MANY, rate)
    of_floor = results.ratio(OURS, FLOOR, MANY, rate)
    slower = results.ratio(OURS, FLOOR, FEW, middle)
    few = _compared("create, requests/s, 1 client", results, FEW, rate, "{:.0f}")
    many = _compared("create, requests/s, 16 clients", results, MANY, rate, "{:.0f}")
    p50 = _compared("create, p50 in ms, 1 client", results, FEW, middle, "{:.2f}")
    return [
        few,
        many._replace(goal="at least 0.5 / 2.5", met=of_floor >= 0.5 and faster >= 2.5),
        p50._replace(goal="at most 2.0 of the floor", met=slower <= 2),
        _processors(results, FEW),
        _processors(results, MANY),
    ]


def _compared(what: str, results: Results, clients: int, metric: Metric, form: str) -> Line:
    floor, ours, rival = (form.format(results.median(name, clients, metric)) for name in (FLOOR, OURS, RIVAL))
    to_floor, to_rival = (f"{results.ratio(OURS, other, clients, metric):.2f}" for other in (FLOOR, RIVAL))
    return Line(what, floor, ours, rival, to_floor, to_rival)


def _processors(results: Results, clients: int) -> Line:
    """What the application's processes and the database's computed for one request."""
    floor, ours, rival = (
        f"{results.median(name, clients, cpu(app)):.2f} + {results.median(name, clients, cpu('database')):.2f}"
        for name, app in ((FLOOR, "clients"), (OURS, "app"), (RIVAL, "app"))
    )
    of_rival = results.ratio(OURS, RIVAL, clients, cpu("app", "database"))
    what = f"create, CPU ms, application + database, {clients} client{'s' if clients > 1 else ''}"
    return Line(what, floor, ours, rival, to_rival=f"{of_rival:.2f}")


def _get(results: Results) -> list[Line]:
    found = []
    for what, clients, metric, form in (
        ("read one, requests/s, 1 client", FEW, rate, "{:.0f}"),
        ("read one, requests/s, 16 clients", MANY, rate, "{:.0f}"),
        ("read one, p50 in ms, 1 client", FEW, middle, "{:.2f}"),
    ):
        floor, ours = (form.format(results.median(name, clients, metric)) for name in (GET_FLOOR, GET))
        found.append(Line(what, floor, ours, to_floor=f"{results.ratio(GET, GET_FLOOR, clients, metric):.2f}"))
    slower = results.ratio(GET, GET_FLOOR, FEW, middle)
    found[-1] = found[-1]._replace(goal="at most 3.0 of the floor", met=slower <= 3)
    return found


def _worker(singles: Singles) -> list[Line]:
    first, *later = singles.memory
    found = [
        Line(
            "memory of a worker in MB, after 1,000 creates",
            ours=f"{first:.0f}",
            goal="under 150",
            met=first < 150,
        )
    ]
    for last in later:
        growth = last / first - 1
        found.append(
            Line(
                "memory of a worker in MB, after 10,000 creates",
                ours=f"{last:.0f} ({growth:+.0%})",
                goal="within 10%, under 150",
                met=growth <= 0.1 and last < 150,
            )
        )
    found.append(
        Line(
            "start of a worker in s",
            ours=f"{singles.start:.2f}",
            goal="under 2",
            met=singles.start < 2,
        )
    )
    return found
