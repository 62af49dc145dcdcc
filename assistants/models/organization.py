from django.db import models

from assistants.choices import SharingPolicy
from assistants.ids import Prefix
from assistants.models.constraints import one_of
from assistants.models.fields import choice, identifier


class Organization(models.Model):
    """A customer of the installation: it owns everything else, and reads nobody else's."""

    id = identifier(Prefix.ORGANIZATION)
    name = models.CharField(max_length=256)
    organization_sharing = choice(SharingPolicy, default=SharingPolicy.MEMBERS)
    public_sharing = choice(SharingPolicy, default=SharingPolicy.ADMINS)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "organization"
        constraints = [
            one_of("organization", "organization_sharing", SharingPolicy),
            one_of("organization", "public_sharing", SharingPolicy),
        ]

    def __str__(self) -> str:
        return self.name
