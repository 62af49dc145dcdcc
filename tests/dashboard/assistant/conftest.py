"""The cast, each in a browser of their own, on the pages of one assistant."""

import html
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.cast import Cast

Visit = Callable[[str], "Visitor"]


class Visitor:
    """One person: opens pages of an organization, and presses buttons."""

    def __init__(self, cast: Cast, name: str) -> None:
        self.client = Client()
        self.client.force_login(cast.people[name].user)
        self.base = f"/o/{cast.organization.id}/assistants/"

    def get(self, path: str, **query: str) -> Any:
        return self.client.get(self.base + path, query)

    def post(self, path: str, **data: Any) -> Any:
        return self.client.post(self.base + path, data)

    def text(self, path: str, **query: str) -> str:
        """The words of a page."""
        answer = self.get(path, **query)
        assert answer.status_code == 200, answer.status_code
        return words(answer)


def words(answer: Any) -> str:
    """What a page's source says, without its tags and without initials, which repeat what stands beside them."""
    said = re.sub(r'<span class="monogram[^>]*>.*?</span>|<[^>]+>', " ", answer.content.decode())
    return html.unescape(re.sub(r"\s+", " ", said))


def messages(visitor: Visitor) -> str:
    """What the next page of the list says on top."""
    return words(visitor.client.get(visitor.base))


@pytest.fixture
def cast(db: None) -> Cast:
    made = Cast()
    for name, membership in made.people.items():
        membership.user.name = f"{name.title()} Example"
        membership.user.save()
    return made


@pytest.fixture
def visit(cast: Cast) -> Visit:
    return lambda name: Visitor(cast, name)
