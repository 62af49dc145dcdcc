from django.db import models

from assistants.ids import Prefix
from assistants.models.fields import identifier


class Department(models.Model):
    """A part of an organization; departments form a tree, and access to one reaches those below it."""

    id = identifier(Prefix.DEPARTMENT)
    organization = models.ForeignKey("Organization", models.CASCADE, related_name="departments")
    name = models.CharField(max_length=256)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "department"

    def __str__(self) -> str:
        return self.name
