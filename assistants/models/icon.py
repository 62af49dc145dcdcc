from django.db import models

from assistants.ids import Prefix
from assistants.models.fields import identifier


class Icon(models.Model):
    """An entry of the icon library, drawn as SVG."""

    id = identifier(Prefix.ICON)
    name = models.CharField(max_length=256)
    svg = models.TextField()

    class Meta:
        db_table = "icon"

    def __str__(self) -> str:
        return self.name
