"""The frame that every page of an assistant shares: its head in words, its actions, and its tabs."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from assistants.choices import AccessLevel
from assistants.dashboard.assistant.overview import reached, tools_of, words
from assistants.queries.assistant_page import Seen
from assistants.signed_in import MemberRequest

_CHANGES = (AccessLevel.OWNER, AccessLevel.EDIT)


class Tab(NamedTuple):
    """One view of an assistant; `number` tells how much there is."""

    title: str
    href: str
    is_current: bool
    number: int | None = None


def shown(
    request: MemberRequest, found: Seen, template: str, context: Mapping[str, Any], *, tab: str = "", status: int = 200
) -> HttpResponse:
    """A page of an assistant: `dashboard/assistant/<template>.html` in the frame, on one of its tabs if on any."""
    frame = {
        "assistant": found.record,
        "level": found.level,
        "overview": words(found),
        "drawing": found.drawing,
        "tabs": list(_tabs(found, tab)),
        "may_edit": found.level in _CHANGES,
        "is_owner": found.level == AccessLevel.OWNER,
        "picture": href(found, "icon") if found.record["icon_url"] and not found.drawing else None,
    }
    return render(request, f"dashboard/assistant/{template}.html", {**frame, **context}, status=status)


def href(found: Seen, page: str = "assistant") -> str:
    """The address of one of its pages."""
    return reverse(f"dashboard:{page}", args=_place(found))


def _tabs(found: Seen, current: str) -> Iterator[Tab]:
    if found.level == AccessLevel.CHAT:
        return
    counts = {"tools": tools_of(found.record), "access": reached(found), "versions": found.record["version"]}
    for name, title in _TABS.items():
        if name != "access" or found.level == AccessLevel.OWNER:
            page = "assistant" if name == "configuration" else f"assistant-{name}"
            yield Tab(title, href(found, page), name == current, counts.get(name))


_TABS = {
    "configuration": "Configuration",
    "tools": "Tools",
    "access": "Access",
    "versions": "Versions",
    "history": "History",
    "api": "API",
}


def _place(found: Seen) -> list[str]:
    return [found.caller.organization_id, found.record["id"]]
