"""What the Access step changes: in a sentence whom the assistant reaches, and by name for whom that is new."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from assistants import access_said
from assistants.access_said import Pieces
from assistants.caller import Caller
from assistants.choices import AccessLevel
from assistants.forms import Known
from assistants.named import MANY
from assistants.queries.record import Record
from assistants.services.draft import Reach, reach
from assistants.wizard.seen import Seen

STEP = "access"
_SHOWN = 20
_EXPLAINED = 3
_STRENGTH = list(AccessLevel)


class Line(NamedTuple):
    """A person, the level before and after, and because of what."""

    name: str
    before: str | None
    after: str | None
    because: str


@dataclass(frozen=True, slots=True)
class Group:
    """Those for whom the same changes: `kind` is gain, more, less or lose; the first ones, and how many there are."""

    kind: str
    title: str
    lines: Sequence[Line]
    count: int

    @property
    def more(self) -> int:
        """How many are not shown by name."""
        return self.count - len(self.lines)


@dataclass(frozen=True, slots=True)
class Reached:
    """The panel; `keeps` tells of those who lose one reason and stay."""

    sentence: Pieces
    groups: Sequence[Group]
    keeps: str


def reached(found: Seen, caller: Caller, names: Known) -> Reached | None:
    """The panel of a draft; None while its answers about access are not in order."""
    fields = found.judgement.access
    if fields is None:
        return None
    people = reach(found.judgement, caller)
    sentence = access_said.sentence(
        fields,
        lambda field, id_: names.label(MANY[field], id_),
        reached=people.then,
        everyone=people.everyone,
        today=people.today if found.draft.assistant_id else None,
    )
    return Reached(sentence, list(filter(None, _groups(people))), _kept(people.keeps))


def _groups(people: Reach) -> list[Group | None]:
    changes = people.changes["changes"]
    more = [row for row in changes if _rank(row["after"]) < _rank(row["before"])]
    less = [row for row in changes if _rank(row["after"]) > _rank(row["before"])]
    return [
        _group("gain", "Gain access", people.changes["gains"], lambda row: _why(row["after"])),
        _group("more", "Can do more", more, lambda row: f"{_why(row['after'])}. Before: {_lowered(row['before'])}"),
        _group("less", "Can do less", less, lambda row: f"{_why(row['after'])}. Before: {_lowered(row['before'])}"),
        _group(
            "lose",
            "Lose access",
            people.changes["loses"],
            lambda row: f"Before: {_lowered(row['before'])}. Nothing else lets them in",
        ),
    ]


def _group(kind: str, title: str, rows: Sequence[Record], because: Callable[[Record], str]) -> Group | None:
    lines = [
        Line(row["name"], row["before"]["access_level"], row["after"]["access_level"], because(row))
        for row in rows[:_SHOWN]
    ]
    return Group(kind, title, lines, len(rows)) if rows else None


def _kept(rows: Sequence[Record]) -> str:
    if not rows:
        return ""
    said = [f"{row['name']}: {_lowered(row['after'])}" for row in rows[:_EXPLAINED]]
    more = f", and {len(rows) - len(said):,} more" if len(rows) > len(said) else ""
    who = "1 person loses a reason and keeps" if len(rows) == 1 else f"{len(rows):,} people lose a reason and keep"
    return f"{who} their access. {'; '.join(said)}{more}."


def _rank(access: Record) -> int:
    return _STRENGTH.index(access["access_level"])


def _why(access: Record) -> str:
    return access_said.all_said(access["reasons"])[0]


def _lowered(access: Record) -> str:
    text = _why(access)
    return text[:1].lower() + text[1:]
