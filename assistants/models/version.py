from django.db import models

from assistants.choices import Source
from assistants.models.fields import OrderedJSON, choice
from assistants.models.part import Part


class Version(Part):
    """A full snapshot of an assistant after one change, without secrets."""

    number = models.IntegerField()
    snapshot = OrderedJSON()
    created_by = models.ForeignKey("User", models.PROTECT, related_name="+", db_index=False)
    created_at = models.DateTimeField()
    source = choice(Source)

    class Meta:
        db_table = "version"
        constraints = [models.UniqueConstraint(fields=["assistant", "number"], name="version_number_unique")]

    def __str__(self) -> str:
        return f"{self.assistant_id} version {self.number}"
