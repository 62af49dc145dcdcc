from django.db import models

from assistants.limits import ID_LENGTH
from assistants.models.part import OrderedPart


class Reference(OrderedPart):
    """A vector store, rule, preset prompt or automation that an assistant uses.

    `field` is the page's field that names it. There is no foreign key: what is removed later stays named,
    with the warning `stale_reference` (contract, section 5).
    """

    field = models.CharField(max_length=32)
    target_id = models.CharField(max_length=ID_LENGTH)

    class Meta:
        db_table = "assistant_reference"
        constraints = [
            models.UniqueConstraint(fields=["assistant", "field", "target_id"], name="assistant_reference_unique"),
        ]
        indexes = [
            # The assistants that use a vector store: a filter of the list.
            models.Index(fields=["organization", "field", "target_id"], name="assistant_reference_target"),
        ]

    def __str__(self) -> str:
        return f"{self.assistant_id} uses {self.target_id}"
