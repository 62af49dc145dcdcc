"""Who has access to an assistant and why: the sentence, the people, and one person checked."""

from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from assistants import access_said
from assistants.access_said import Pieces, all_said
from assistants.choices import AccessLevel
from assistants.dashboard.assistant.because import verdicts
from assistants.dashboard.assistant.naming import Names, names_for
from assistants.dashboard.assistant.page import shown
from assistants.dashboard.paging import paging, window_of
from assistants.policy.access import GRANT_FIELDS
from assistants.policy.rights import require_level
from assistants.queries.access import Standing
from assistants.queries.assistant_page import Seen, seen
from assistants.queries.page import holds
from assistants.signed_in import MemberRequest, member_view
from assistants.spec.text import name_key

NO_ACCESS = "none"
_STRENGTH = [*AccessLevel, None]


class PersonLine(NamedTuple):
    """A person, what they may do, and because of what."""

    name: str
    level: AccessLevel | None
    because: str
    also: str


class Filter(NamedTuple):
    """A choice of one level, with how many people have it."""

    value: str
    title: str
    number: int
    is_current: bool
    query: str


@require_safe
@member_view
def access(request: MemberRequest, assistant_id: str) -> HttpResponse:
    """Everyone with access, filtered by level and name; for the level owner."""
    found = seen(request.caller, assistant_id)
    require_level(found.level, AccessLevel.OWNER)
    wanted, search = request.GET.get("level", ""), request.GET.get("search", "")
    listed = [person for person in found.people if _is_meant(person, wanted) and _is_named(person, search)]
    # The strongest first; within a level they stay in the order of their names.
    listed.sort(key=lambda person: _STRENGTH.index(person.level))
    window = window_of(request.GET)
    context = {
        "sentence": sentence(found, names_for(request.caller, [(name, found.record[name]) for name in GRANT_FIELDS])),
        "total": len(found.people),
        "lines": [_line(person) for person in listed[window.offset :][: window.limit]],
        "filters": _filters(found.people, wanted, search),
        "wanted": wanted,
        "search": search,
        "outside": sum(person.level is None for person in found.people),
        **paging(request.GET, len(listed)),
        **_checked(found, request.GET.get("person", "").strip()),
    }
    return shown(request, found, "access", context, tab="access")


def sentence(found: Seen, names: Names) -> Pieces:
    """To whom the assistant is open, in a sentence of pieces, some of them strong."""
    return access_said.sentence(
        found.record,
        lambda field, id_: names.value(field, [id_]).text,
        reached=sum(person.level is not None for person in found.people),
        everyone=len(found.people),
    )


def _is_meant(person: Standing, wanted: str) -> bool:
    if wanted == NO_ACCESS:
        return person.level is None
    return person.level == wanted if wanted else person.level is not None


def _is_named(person: Standing, search: str) -> bool:
    sought = name_key(search)
    return not sought or holds(sought, person.member.name, person.member.user_id)


def _line(person: Standing) -> PersonLine:
    because, also = all_said(person.reasons)
    return PersonLine(person.member.name, person.level, because or "Nothing lets them in", also)


def _filters(people: Sequence[Standing], wanted: str, search: str) -> list[Filter]:
    counts = Counter(person.level.value if person.level else NO_ACCESS for person in people)
    counts[""] = len(people) - counts[NO_ACCESS]
    kept = {"search": search} if search else {}
    return [
        Filter(value, title, counts[value], value == wanted, urlencode({"level": value} | kept))
        for value, title in _TITLES.items()
    ]


_TITLES = {"": "All", "owner": "Owner", "edit": "Edit", "view": "View", "chat": "Chat only"}


def _checked(found: Seen, name: str) -> dict[str, Any]:
    """The person of that name, each rule that lets them in or does not; or who else may be meant."""
    if not name:
        return {"person": ""}
    sought = name_key(name)
    matches = [person for person in found.people if _is_named(person, name)]
    exact = [person for person in matches if sought in (name_key(person.member.name), person.member.user_id)]
    chosen = exact or matches
    if len(chosen) != 1:
        return {"person": name, "candidates": chosen[:10], "is_unknown": not chosen}
    [person] = chosen
    return {"person": name, "checked": person, "verdicts": verdicts(person.reasons)}
