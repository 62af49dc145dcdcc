from django.db import models

from assistants.choices import AccessLevel
from assistants.limits import ID_LENGTH
from assistants.models.constraints import one_of
from assistants.models.fields import choice
from assistants.models.part import OrderedPart


class AccessGrant(OrderedPart):
    """Gives a principal (a user, a role, a department, or `*` for all members) a level of access.

    `field` is the page's field that gave it: one of the six lists, `access_mode`, or `created_by`.
    """

    principal = models.CharField(max_length=ID_LENGTH)
    level = choice(AccessLevel)
    field = models.CharField(max_length=32)
    # The assistant's sort key, so that a list by name is read off this table's index alone.
    name_key = models.TextField()

    class Meta:
        db_table = "access_grant"
        constraints = [
            # The list by name for a member: principal by principal, in the order of names.
            models.UniqueConstraint(
                fields=["organization", "principal", "name_key", "assistant", "field"], name="access_grant_unique"
            ),
            one_of("access_grant", "level", AccessLevel),
        ]
        indexes = [
            # The grants of one assistant.
            models.Index(fields=["assistant"], name="access_grant_assistant"),
        ]

    def __str__(self) -> str:
        return f"{self.principal} may {self.level} {self.assistant_id}"
