from django.db import models

from assistants.ids import Prefix
from assistants.models.fields import identifier


class Role(models.Model):
    """A named set of an organization's members."""

    id = identifier(Prefix.ROLE)
    organization = models.ForeignKey("Organization", models.CASCADE, related_name="roles")
    name = models.CharField(max_length=256)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "role"

    def __str__(self) -> str:
        return self.name
