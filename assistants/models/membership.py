from typing import TYPE_CHECKING, Any

from django.db import models

from assistants.choices import MembershipLevel
from assistants.models.constraints import one_of
from assistants.models.fields import choice

if TYPE_CHECKING:
    from assistants.models.department import Department
    from assistants.models.role import Role


class Membership(models.Model):
    """A person's place in an organization: level, departments and roles."""

    organization = models.ForeignKey("Organization", models.CASCADE, related_name="memberships")
    user = models.ForeignKey("User", models.CASCADE, related_name="memberships")
    level = choice(MembershipLevel, default=MembershipLevel.MEMBER)
    is_active = models.BooleanField(default=True)
    departments: "models.ManyToManyField[Department, Any]" = models.ManyToManyField(
        "Department", related_name="memberships", blank=True
    )
    roles: "models.ManyToManyField[Role, Any]" = models.ManyToManyField("Role", related_name="memberships", blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "membership"
        constraints = [
            # One place a person: every request looks it up by the key's user and organization.
            models.UniqueConstraint(fields=["organization", "user"], name="membership_unique"),
            one_of("membership", "level", MembershipLevel),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.organization_id}"
