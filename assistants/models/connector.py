from django.db import models

from assistants.choices import CatalogueStatus
from assistants.limits import ID_LENGTH
from assistants.models.constraints import one_of
from assistants.models.fields import choice


class Connector(models.Model):
    """A pre-integrated service that stands in for the address of an MCP server."""

    id = models.CharField(primary_key=True, max_length=ID_LENGTH)
    name = models.CharField(max_length=256)
    service = models.CharField(max_length=256)
    status = choice(CatalogueStatus, default=CatalogueStatus.AVAILABLE)
    source = models.TextField(blank=True)
    checked_on = models.DateField(null=True, blank=True)

    class Meta:
        db_table = "connector"
        constraints = [one_of("connector", "status", CatalogueStatus)]

    def __str__(self) -> str:
        return self.name
