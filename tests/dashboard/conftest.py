"""Ann, who owns Acme, and Omar, a member of it, each in a browser of their own."""

import html
import re
from typing import Any

import pytest
from django.test import Client

from assistants.caller import Caller
from assistants.choices import MembershipLevel
from assistants.models import Membership, Organization
from tests.factories import MembershipFactory, OrganizationFactory, assistant, caller


class Reader:
    """A member, signed in: makes assistants, and reads the list."""

    def __init__(self, membership: Membership) -> None:
        self.id, self.organization = membership.user_id, membership.organization
        self.caller: Caller = caller(membership)
        self.browser = Client()
        self.browser.force_login(membership.user)
        self.list_path = f"/o/{membership.organization_id}/assistants/"

    def make(self, name: str, **fields: Any) -> str:
        made: str = assistant(self.caller, name=name, **fields)["id"]
        return made

    def page(self, query: str = "") -> str:
        """The list, without what a browser does not show of its source: each run of spaces is one."""
        answer = self.browser.get(self.list_path + query)
        assert answer.status_code == 200, answer.status_code
        return re.sub(r"\s+", " ", answer.content.decode())

    def names(self, query: str = "") -> list[str]:
        """The names on the list, in order."""
        found = re.findall(r'<div class="ident">.*?<a [^>]*>(.*?)</a>', self.page(query))
        return [html.unescape(name) for name in found]

    def row(self, name: str, query: str = "") -> str:
        """The words of an assistant's row."""
        [row] = [row for row in re.findall(r"<tr .*?</tr>", self.page(query)) if f">{name}</a>" in row]
        return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", row)))


@pytest.fixture
def acme(db: None) -> Organization:
    return OrganizationFactory.create(name="Acme")


@pytest.fixture
def ann(acme: Organization) -> Reader:
    return Reader(MembershipFactory.create(organization=acme, user__name="Ann Keller", level=MembershipLevel.OWNER))


@pytest.fixture
def omar(acme: Organization) -> Reader:
    return Reader(MembershipFactory.create(organization=acme, user__name="Omar Haddad"))
