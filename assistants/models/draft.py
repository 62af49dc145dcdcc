from django.db import models
from django.db.models import Q

from assistants.ids import Prefix
from assistants.limits import NAME_LENGTH
from assistants.models.fields import OrderedJSON, identifier

# What a form posts lists several values under one name; `<name>` + this holds what stands for a value that the
# page does not show: a secret's reference.
KEPT = ".kept"


class Draft(models.Model):
    """A wizard that is not finished yet, private to its maker: what was typed, as it was typed, section by section.

    An edit's draft is bound to the version of the assistant that it was filled from. Secrets are rows of their own.
    """

    id = identifier(Prefix.DRAFT)
    organization = models.ForeignKey("Organization", models.CASCADE, related_name="+", db_index=False)
    user = models.ForeignKey("User", models.CASCADE, related_name="+", db_index=False)
    assistant = models.ForeignKey("Assistant", models.CASCADE, null=True, blank=True, related_name="+")
    base_version = models.IntegerField(null=True, blank=True)
    # As it was typed; beside what was posted, so that a list of drafts need not read all of that.
    name = models.CharField(max_length=NAME_LENGTH, blank=True)
    posted = OrderedJSON(default=dict)
    visited = OrderedJSON(default=list)
    # Grows by one per save: a page that was filled from another one is a second tab's.
    revision = models.IntegerField(default=1)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        db_table = "draft"
        constraints = [
            models.CheckConstraint(
                condition=Q(assistant=None, base_version=None) | Q(assistant__isnull=False, base_version__gte=1),
                name="draft_edit_has_a_version",
            ),
        ]
        indexes = [
            # A person's own drafts, the last touched first.
            models.Index(fields=["organization", "user", "-updated_at"], name="draft_by_maker"),
            # What housekeeping removes.
            models.Index(fields=["updated_at"], name="draft_untouched"),
        ]

    def __str__(self) -> str:
        return f"{self.name or self.id} of {self.user_id}"
