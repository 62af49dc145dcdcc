"""One person for each level of access: whom the tests of access let act (contract, section 4)."""

from functools import cache
from typing import Any

from assistants.caller import Caller
from assistants.choices import MembershipLevel, SharingPolicy
from assistants.models import Membership
from assistants.queries.record import Record
from tests import factories
from tests.api.client import ApiClient

LEVELS = {"ann": "owner", "ben": "owner", "eve": "edit", "vic": "view", "chad": "chat"}
STRANGERS = ("max", "oz")


class Cast:
    """Ann owns the organization, Ben creates; Eve may edit, Vic view, Chad chat; Max may nothing, Oz is elsewhere."""

    def __init__(self) -> None:
        self.organization = factories.OrganizationFactory.create(
            organization_sharing=SharingPolicy.MEMBERS, public_sharing=SharingPolicy.MEMBERS
        )
        self.people: dict[str, Membership] = {}
        for name in ("ann", "ben", "eve", "vic", "chad", "max", "oz"):
            level = MembershipLevel.OWNER if name == "ann" else MembershipLevel.MEMBER
            organization = factories.OrganizationFactory.create() if name == "oz" else self.organization
            self.people[name] = factories.MembershipFactory.create(
                user__id=f"usr_{name}", level=level, organization=organization
            )
        self.caller = cache(self._caller)
        self.client = cache(self._client)

    def _caller(self, name: str) -> Caller:
        return factories.caller(self.people[name])

    def _client(self, name: str) -> ApiClient:
        return ApiClient(factories.api_key(self.people[name]))

    def assistant(self, **fields: Any) -> Record:
        """An assistant of Ben's, shared with the three of them."""
        shared = {
            "editable_by_users": ["usr_eve"],
            "access_users": ["usr_vic"],
            "visible_in_chat_to_users": ["usr_chad"],
        }
        return factories.assistant(self.caller("ben"), **shared | fields)
