"""Access as people say it: to whom an assistant is open, and what gives a person their level."""

from collections.abc import Callable, Sequence

from assistants.choices import AccessLevel, AccessMode, MembershipLevel
from assistants.named import MANY, Kind
from assistants.policy.access import GRANT_FIELDS
from assistants.queries.record import Record

# Pieces of a sentence; the strong ones are what it is about.
Pieces = list[tuple[str, bool]]

# What each field of the page says of a person whom it reaches.
_BY_NAME = {
    "created_by": "Owns it",
    "access_users": "By name",
    "editable_by_users": "By name, as editor",
    "visible_in_chat_to_users": "By name, for chat",
}
_PREFIXES = {Kind.ROLE: "the role ", Kind.DEPARTMENT: "", Kind.MEMBER: ""}
_NAMED = 6


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


def sentence(
    fields: Record, name_of: Callable[[str, str], str], *, reached: int, everyone: int, today: int | None = None
) -> Pieces:
    """“Visible to everyone in the organization (42 people). Editable by Ann and the role Support.”.

    `fields` are the access fields, `is_active` among them; `name_of` a field and an id to a name; `reached` says how
    many of `everyone` have access with these fields, `today` how many have it now, where that is another number.
    """
    people = f"{reached} of {everyone} people"
    now = [] if today in (None, reached) else [(f", {today} today", False)]
    seen_by, edited_by, chatted_by = (
        _grantees(fields, name_of, level) for level in (AccessLevel.VIEW, AccessLevel.EDIT, AccessLevel.CHAT)
    )
    pieces: Pieces = [("Visible to ", False)]
    if not fields["is_active"]:
        pieces = [("Inactive, so visible only to its owners and editors: ", False), (people, True), *now]
    elif fields["access_mode"] != AccessMode.PRIVATE:
        pieces += [("everyone in the organization", True), (f" ({everyone} people)", False), *now]
    elif seen_by:
        pieces += [*_listed(seen_by), (": ", False), (people, True), *now]
    else:
        pieces += [("nobody but its owners and those named here", True), (": ", False), (people, True), *now]
    pieces.append((". ", False))
    if edited_by:
        pieces += [("Editable by ", False), *_listed(edited_by), (". ", False)]
    if chatted_by:
        pieces += [("Chat only for ", False), *_listed(chatted_by), (". ", False)]
    is_public = bool(fields["public_enabled"] and fields["is_active"])
    return [*pieces, ("Anyone can open its public page." if is_public else "It has no public page.", is_public)]


def _grantees(fields: Record, name_of: Callable[[str, str], str], level: AccessLevel) -> list[tuple[str, str]]:
    """Who is named for a level: what stands before the name, and the name."""
    named = [field for field, given in GRANT_FIELDS.items() if given == level]
    return [(_PREFIXES[MANY[field]], name_of(field, id_)) for field in named for id_ in fields[field]]


def _listed(grantees: Sequence[tuple[str, str]]) -> Pieces:
    shown_ones = list(grantees[:_NAMED])
    pieces: Pieces = []
    for place, (prefix, name) in enumerate(shown_ones):
        is_last = place == len(grantees) - 1
        joint = "" if not place else " and " if is_last else ", "
        pieces += [(joint + prefix, False), (name, True)]
    more = len(grantees) - len(shown_ones)
    return [*pieces, (f" and {more} more", False)] if more else pieces
