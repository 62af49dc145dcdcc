from django.db import models
from django.db.models import Q

from assistants.choices import AccessLevel
from assistants.limits import ID_LENGTH
from assistants.models.constraints import one_of
from assistants.models.fields import choice
from assistants.models.part import OrderedPart


class AccessGrant(OrderedPart):
    """Gives a principal (a user, a role, a department, or `*` for all members) a level of access.

    `field` is the page's field that gave it: one of the six lists, `access_mode`, or `created_by`. PostgreSQL counts
    for how many assistants the same are named (the migration 0009_audience.py).
    """

    principal = models.CharField(max_length=ID_LENGTH)
    level = choice(AccessLevel)
    field = models.CharField(max_length=32)
    # Whether it counts, which the assistant's state and the level decide (policy/access.py).
    # The database's default is for the release before this column, which writes beside this one while it is rolled out.
    in_force = models.BooleanField(db_default=True)
    # The assistant's own, which lists ask for by default; the database's default is for the release before it again.
    is_active = models.BooleanField(db_default=True)
    # The assistant's sort key, so that a list by name is read off this table's index alone.
    name_key = models.TextField()

    class Meta:
        db_table = "access_grant"
        constraints = [
            # The grants of one assistant; who is named twice in a list is granted once.
            models.UniqueConstraint(fields=["assistant", "field", "principal"], name="access_grant_unique"),
            one_of("access_grant", "level", AccessLevel),
        ]
        indexes = [
            # The list by name for a member: principal by principal, in the order of names.
            models.Index(
                fields=["organization", "principal", "is_active", "name_key", "assistant"],
                condition=Q(in_force=True),
                name="access_grant_by_name",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.principal} may {self.level} {self.assistant_id}"
