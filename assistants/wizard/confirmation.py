"""What reaches many is asked once more: who gains access and who loses it, by name; a new default; a public page."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

import orjson

from assistants.caller import Caller
from assistants.choices import AccessLevel
from assistants.queries.record import Record
from assistants.services.draft import reach
from assistants.wizard.seen import Seen


@dataclass(frozen=True, slots=True)
class Level:
    """The people who would have one level, by name."""

    level: AccessLevel
    names: Sequence[str]


@dataclass(frozen=True, slots=True)
class Moved:
    """A person whose level would be another one."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What has to be agreed to; `digest` tells whether it is still what the page showed."""

    gains: Sequence[Level]
    loses: Sequence[str]
    moves: Sequence[Moved]
    becomes_default: bool
    becomes_public: bool
    digest: str

    @property
    def gained(self) -> int:
        """How many people gain access."""
        return sum(len(level.names) for level in self.gains)

    @property
    def title(self) -> str:
        """The question above it."""
        parts = []
        if self.gained:
            parts.append(f"give {_people(self.gained)} access")
        if self.loses:
            parts.append(f"take access from {_people(len(self.loses))}")
        if self.moves:
            parts.append(f"change the level of {_people(len(self.moves))}")
        if self.becomes_public:
            parts.append("open it to everyone with the link")
        if self.becomes_default:
            parts.append("make it the default of the organization")
        text = ", ".join(parts)
        return text[:1].upper() + text[1:]


def confirmation_of(found: Seen, caller: Caller) -> Confirmation | None:
    """What a draft would change for others, or None; only a sound draft can be asked about."""
    answer, before = found.judgement.answer, found.judgement.before or {}
    if answer is None:
        return None
    people: Record = {"gains": [], "loses": [], "changes": []}
    if found.judgement.moves_access:
        people = reach(found.judgement, caller).changes
    default, public = (answer[name] and not before.get(name) for name in ("is_default", "public_enabled"))
    if not any([*people.values(), default, public]):
        return None
    told = [[[row["id"], row["after"]["access_level"]] for row in rows] for rows in people.values()]
    return Confirmation(
        gains=_by_level(people["gains"]),
        loses=[row["name"] for row in people["loses"]],
        moves=[
            Moved(row["name"], row["before"]["access_level"], row["after"]["access_level"]) for row in people["changes"]
        ],
        becomes_default=default,
        becomes_public=public,
        digest=sha256(orjson.dumps([told, default, public])).hexdigest()[:16],
    )


def _by_level(rows: Sequence[Record]) -> list[Level]:
    found = {level: [row["name"] for row in rows if row["after"]["access_level"] == level] for level in AccessLevel}
    return [Level(level, names) for level, names in found.items() if names]


def _people(count: int) -> str:
    return "1 person" if count == 1 else f"{count:,} people"
