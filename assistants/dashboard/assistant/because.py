"""Reasons of access as people say them."""

from collections.abc import Sequence

from assistants.choices import AccessLevel, MembershipLevel
from assistants.queries.record import Record

# What each field of the page says of a person whom it reaches, and of one whom it does not.
_BY_NAME = {
    "created_by": "Owns it",
    "access_users": "By name",
    "editable_by_users": "By name, as editor",
    "visible_in_chat_to_users": "By name, for chat",
}
_NOT = {
    AccessLevel.OWNER: "Does not own it, and is no owner or admin of the organization",
    AccessLevel.EDIT: "Not named as editor, and has none of the roles that edit",
    AccessLevel.VIEW: "Not named, in none of the departments and roles that may see it, and it is not open to everyone",
    AccessLevel.CHAT: "Not named for chat",
}


def said(reason: Record) -> str:
    """One reason, as `queries.access` shows it."""
    if level := reason["membership_level"]:
        return f"{'Owner' if level == MembershipLevel.OWNER else 'Admin'} of the organization"
    if role := reason["role"]:
        return f"Role {role['name']}"
    if path := reason["department_path"]:
        above, own = path[0]["name"], path[-1]["name"]
        return f"Department {own}" if len(path) == 1 else f"Department {own}, below {above}"
    if reason["field"] == "access_mode":
        return "Open to everyone in the organization"
    return _BY_NAME.get(reason["field"], "By name")


def all_said(reasons: Sequence[Record]) -> tuple[str, str]:
    """The reason that decides, and the others in one line."""
    first, *rest = [said(reason) for reason in reasons] or [""]
    also = ", ".join(text[:1].lower() + text[1:] for text in rest)
    return first, f"Also {also}" if also else ""


def verdicts(reasons: Sequence[Record]) -> list[Record]:
    """Each level in its order: whether something gives it, what that is, and which of them decides."""
    rows: list[Record] = []
    for level in AccessLevel:
        own = [said(reason) for reason in reasons if reason["level"] == level]
        decides = bool(own) and not any(row["yes"] for row in rows)
        rows.append({"level": level, "yes": bool(own), "decides": decides, "why": ". ".join(own) or _NOT[level]})
    return rows
