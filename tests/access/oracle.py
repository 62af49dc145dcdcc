"""Who may do what, stated a second time and from the contract's section 4 alone: pure, and no part of the product."""

from collections.abc import Iterator
from dataclasses import dataclass, field

LEVELS = ("owner", "edit", "view", "chat")
MANAGERS = ("owner", "admin")
LISTS = {
    "editable_by_users": "edit",
    "editable_by_roles": "edit",
    "access_users": "view",
    "access_departments": "view",
    "visible_to_roles": "view",
    "visible_in_chat_to_users": "chat",
}
# What each request is answered to a person of each level; whoever is deactivated or removed gets 401.
ANSWERS = {
    "get": {"owner": 200, "edit": 200, "view": 200, "chat": 200, None: 404},
    "icon": {"owner": 200, "edit": 200, "view": 200, "chat": 200, None: 404},
    "versions": {"owner": 200, "edit": 200, "view": 200, "chat": 403, None: 404},
    "history": {"owner": 200, "edit": 200, "view": 200, "chat": 403, None: 404},
    "patch": {"owner": 200, "edit": 200, "view": 403, "chat": 403, None: 404},
    "patch access": {"owner": 200, "edit": 403, "view": 403, "chat": 403, None: 404},
    "access": {"owner": 200, "edit": 403, "view": 403, "chat": 403, None: 404},
    "delete": {"owner": 204, "edit": 403, "view": 403, "chat": 403, None: 404},
    "transfer": {"owner": 200, "edit": 403, "view": 403, "chat": 403, None: 404},
    "restore": {"owner": 200, "edit": 404, "view": 404, "chat": 404, None: 404},
}


@dataclass
class Person:
    """A member of one organization."""

    user: str
    level: str = "member"
    active: bool = True
    roles: set[str] = field(default_factory=set)
    departments: set[str] = field(default_factory=set)


@dataclass
class Assistant:
    """An assistant of one organization."""

    owner: str
    mode: str = "private"
    active: bool = True
    deleted: bool = False
    lists: dict[str, list[str]] = field(default_factory=lambda: {name: [] for name in LISTS})


def reasons(person: Person, of: Assistant, above: dict[str, str | None]) -> Iterator[tuple[str, str]]:
    """What gives a member a level, and which; `above` is the department above each of their organization's."""
    departments: set[str | None] = {*person.departments}
    while not departments >= (wider := departments | {above.get(name or "") for name in departments}):
        departments = wider
    if person.level in MANAGERS:
        yield "owner", "membership"
    if of.owner == person.user:
        yield "owner", "created_by"
    if of.mode != "private":
        yield "view", "access_mode"
    for name, level in LISTS.items():
        mine = departments if "department" in name else person.roles if "role" in name else {person.user}
        if mine & set(of.lists[name]):
            yield level, name


def level(person: Person, of: Assistant, above: dict[str, str | None]) -> str | None:
    """The strongest level that is in force: the inactive is hidden below edit, the deleted from all but its owners."""
    seen = LEVELS[:1] if of.deleted else LEVELS if of.active else LEVELS[:2]
    found = {given for given, _ in reasons(person, of, above)}
    return next((name for name in seen if name in found), None) if person.active else None
