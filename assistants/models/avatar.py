from django.db import models

from assistants.ids import Prefix
from assistants.models.fields import identifier


class Avatar(models.Model):
    """An entry of the avatar library, drawn as SVG."""

    id = identifier(Prefix.AVATAR)
    name = models.CharField(max_length=256)
    svg = models.TextField()

    class Meta:
        db_table = "avatar"

    def __str__(self) -> str:
        return self.name
