from django.db import models

from assistants.limits import ID_LENGTH


class Resource(models.Model):
    """What an organization keeps for its assistants to use: by everyone, or by those who are named alone.

    `is_restricted` is stored, not read off the audience: a restricted resource whose last role is
    removed must not open to everyone.
    """

    organization = models.ForeignKey("assistants.Organization", models.CASCADE, related_name="+")
    name = models.CharField(max_length=256)
    is_active = models.BooleanField(default=True)
    is_restricted = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name


class ResourceAudience(models.Model):
    """A role or department that may use a restricted resource."""

    organization = models.ForeignKey("assistants.Organization", models.CASCADE, related_name="+", db_index=False)
    resource_id = models.CharField(max_length=ID_LENGTH)
    principal = models.CharField(max_length=ID_LENGTH)

    class Meta:
        db_table = "resource_audience"
        constraints = [
            # Whether one of the caller's principals may use a resource, in pickers and in references.
            models.UniqueConstraint(
                fields=["organization", "resource_id", "principal"], name="resource_audience_unique"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.principal} may use {self.resource_id}"
