"""What is compared, taken in rotation, so that a machine that slows down slows all of them."""

from collections import defaultdict
from collections.abc import Callable
from statistics import median
from typing import NamedTuple

from tests.bench.clients import Figures, Start, measure

ROUNDS = 3
SECONDS = 3.0
FEW, MANY = 1, 16

Metric = Callable[[Figures], float]


class Subject(NamedTuple):
    """Something that answers: how a client asks it, how often at most, and the process trees that work for it."""

    name: str
    start: Start
    most: int
    roots: dict[str, int]


class Results:
    """The figures of every round, by subject and number of clients."""

    def __init__(self) -> None:
        self._figures: dict[tuple[str, int], list[Figures]] = defaultdict(list)

    def add(self, name: str, clients: int, figures: Figures) -> None:
        self._figures[name, clients].append(figures)

    def median(self, name: str, clients: int, metric: Metric) -> float:
        """The median over the rounds."""
        return median(map(metric, self._figures[name, clients]))

    def ratio(self, name: str, other: str, clients: int, metric: Metric) -> float:
        """The median of the rounds' ratios: the two were measured side by side in each."""
        pairs = zip(self._figures[name, clients], self._figures[other, clients], strict=True)
        return median(metric(one) / metric(two) for one, two in pairs)


def measured(subjects: list[Subject], tell: Callable[[str], None]) -> Results:
    """Rounds of all subjects, every other one backwards."""
    results = Results()
    for number in range(ROUNDS):
        for name, start, most, roots in subjects if number % 2 == 0 else subjects[::-1]:
            tell(f"round {number + 1} of {ROUNDS}: {name}")
            for clients in (FEW, MANY):
                results.add(name, clients, measure(start, clients=clients, seconds=SECONDS, most=most, roots=roots))
    return results
