"""What lets a person in, level by level."""

from collections.abc import Sequence

from assistants.access_said import said
from assistants.choices import AccessLevel
from assistants.queries.record import Record

# What is said of a level that nothing gives.
_NOT = {
    AccessLevel.OWNER: "Does not own it, and is no owner or admin of the organization",
    AccessLevel.EDIT: "Not named as editor, and has none of the roles that edit",
    AccessLevel.VIEW: "Not named, in none of the departments and roles that may see it, and it is not open to everyone",
    AccessLevel.CHAT: "Not named for chat",
}


def verdicts(reasons: Sequence[Record]) -> list[Record]:
    """Each level in its order: whether something gives it, what that is, and which of them decides."""
    rows: list[Record] = []
    for level in AccessLevel:
        own = [said(reason) for reason in reasons if reason["level"] == level]
        decides = bool(own) and not any(row["yes"] for row in rows)
        rows.append({"level": level, "yes": bool(own), "decides": decides, "why": ". ".join(own) or _NOT[level]})
    return rows
