"""The steps of the wizard: the sections in their order, then the check; and how far a draft is with each."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.urls import reverse

from assistants.forms import FORMS
from assistants.models import Draft

CHECK = "check"

# What a step is for, in one sentence or two.
LEADS: Mapping[str, str] = {
    "basics": "What people see in the list and in chat. Only the name is needed; everything can be changed later.",
    "language-model": "Which model answers, and what it is told before each conversation. "
    "Everything here can be changed later.",
    "knowledge": "What it can look things up in, and what it remembers.",
    "tools": "What it can do besides answering.",
    "mcp-servers": "Tools of other systems, through the Model Context Protocol.",
    "access": "Who can see it, and who can change it. It is private until you say otherwise.",
    "output": "The form of its answers, and how they are filtered.",
}


class Progress(StrEnum):
    """How far a step is, in the words of the page."""

    NOT_STARTED = "Not started"
    DONE = "Done"
    HAS_ERRORS = "Has errors"

    @property
    def css(self) -> str:
        return {"Done": "done", "Has errors": "bad"}.get(self.value, "")


@dataclass(frozen=True, slots=True)
class Step:
    """A line of the step list."""

    key: str
    title: str
    href: str
    progress: Progress
    is_current: bool


def keys_of(draft: Draft) -> list[str]:
    """The sections that this draft goes through: of an edit, those that its maker may see."""
    return [key for key in FORMS if draft.assistant_id is None or key in draft.posted]


def steps_of(draft: Draft, wrong: Collection[str], current: str) -> list[Step]:
    """The step list of a page; `wrong` are the sections with problems."""
    keys = [*keys_of(draft), CHECK]
    return [
        Step(key, title_of(draft, key), href(draft, key), _progress(draft, key, wrong), key == current) for key in keys
    ]


def title_of(draft: Draft, key: str) -> str:
    """What a step is called."""
    if key != CHECK:
        return FORMS[key].section.title
    return "Check and save" if draft.assistant_id else "Check and create"


def href(draft: Draft, key: str) -> str:
    """Where a step is."""
    if key == CHECK:
        return reverse("wizard:check", args=[draft.organization_id, draft.id])
    return reverse("wizard:step", args=[draft.organization_id, draft.id, key])


def list_href(organization_id: str) -> str:
    """Where a person's drafts are listed."""
    return reverse("wizard:drafts", args=[organization_id])


def after(draft: Draft, key: str) -> str:
    """The step that follows a section."""
    keys = [*keys_of(draft), CHECK]
    return keys[keys.index(key) + 1]


def before(draft: Draft, key: str) -> str | None:
    """The step before one; none before the first."""
    keys = [*keys_of(draft), CHECK]
    place = keys.index(key)
    return keys[place - 1] if place else None


def resumed(draft: Draft, wrong: Collection[str]) -> str:
    """Where whoever comes back goes on: the first step that has errors, or was not gone through."""
    return next((key for key in keys_of(draft) if key in wrong or key not in draft.visited), CHECK)


def _progress(draft: Draft, key: str, wrong: Collection[str]) -> Progress:
    if key not in draft.visited:
        return Progress.NOT_STARTED
    return Progress.HAS_ERRORS if key in wrong else Progress.DONE
