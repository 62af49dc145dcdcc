from django.db import models


class Part(models.Model):
    """A row that belongs to one assistant and shares its organization, so that tables can be split by it."""

    organization = models.ForeignKey("assistants.Organization", models.PROTECT, related_name="+", db_index=False)
    assistant = models.ForeignKey("assistants.Assistant", models.CASCADE, related_name="%(class)ss", db_index=False)

    class Meta:
        abstract = True


class OrderedPart(Part):
    """A part whose place among its like was chosen by the caller."""

    position = models.IntegerField()

    class Meta:
        abstract = True
