from django.db import models

from assistants.choices import CatalogueStatus
from assistants.limits import MODEL_KEY_LENGTH
from assistants.models.constraints import one_of
from assistants.models.fields import OrderedJSON, choice


class LanguageModel(models.Model):
    """A model that an assistant may name. What is null is unknown: neither warned about nor enforced."""

    key = models.CharField(primary_key=True, max_length=MODEL_KEY_LENGTH)
    provider = models.ForeignKey("Provider", models.PROTECT, related_name="language_models")
    name = models.CharField(max_length=256)
    status = choice(CatalogueStatus, default=CatalogueStatus.AVAILABLE)
    context_window = models.BigIntegerField(null=True, blank=True)
    max_output_tokens = models.BigIntegerField(null=True, blank=True)
    reasons = models.BooleanField(null=True, blank=True)
    vision = models.BooleanField(null=True, blank=True)
    takes = OrderedJSON(null=True, blank=True)
    released = models.DateField(null=True, blank=True)
    retires_on = models.DateField(null=True, blank=True)
    successor = models.CharField(max_length=MODEL_KEY_LENGTH, blank=True)
    note = models.TextField(blank=True)
    source = models.TextField(blank=True)
    checked_on = models.DateField(null=True, blank=True)

    class Meta:
        db_table = "language_model"
        constraints = [one_of("language_model", "status", CatalogueStatus)]

    def __str__(self) -> str:
        return self.name
