"""Acme: Ann owns it, Ben makes assistants, Cleo is granted things."""

from typing import Any

from assistants.caller import Caller
from assistants.choices import MembershipLevel
from assistants.models import AuditEvent, Membership, Organization, Version
from assistants.policy.access import access_of
from assistants.queries.assistants import load
from tests.factories import MembershipFactory, OrganizationFactory, UserFactory, assistant, caller


class Acme:
    """The organization, its people by their first names, and what became of an assistant."""

    def __init__(self) -> None:
        self.organization: Organization = OrganizationFactory.create(name="Acme")
        self.ann = caller(self.join("ann", level=MembershipLevel.OWNER))
        self.ben = caller(self.join("ben"))
        self.cleo = self.join("cleo")

    def join(self, name: str, **fields: Any) -> Membership:
        user = UserFactory.create(id=f"usr_{name}", name=name.title())
        return MembershipFactory.create(organization=self.organization, user=user, **fields)

    def assistant(self, by: Caller | None = None, **fields: Any) -> str:
        made: str = assistant(by or self.ben, **fields)["id"]
        return made

    def level(self, membership: Membership, assistant_id: str) -> str | None:
        rows = load(self.organization.id, assistant_id)
        assert rows is not None
        return access_of(caller(membership), rows.grants).level

    def versions(self, assistant_id: str) -> list[int]:
        own = Version.objects.filter(assistant_id=assistant_id)
        return list(own.order_by("number").values_list("number", flat=True))

    def told(self, assistant_id: str) -> list[tuple[str, str, Any, Any]]:
        """What the audit tells of an assistant, but for its creation."""
        own = AuditEvent.objects.filter(assistant_id=assistant_id).exclude(action="assistant.created")
        return list(own.order_by("id").values_list("action", "field", "old_value", "new_value"))

    def actions(self) -> list[str]:
        """What the audit tells of the organization itself."""
        return list(AuditEvent.objects.filter(assistant_id="").order_by("id").values_list("action", flat=True))
