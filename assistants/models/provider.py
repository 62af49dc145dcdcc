from django.db import models


class Provider(models.Model):
    """A company that serves models."""

    id = models.CharField(primary_key=True, max_length=64)
    name = models.CharField(max_length=256)
    homepage = models.URLField()

    class Meta:
        db_table = "provider"

    def __str__(self) -> str:
        return self.name
