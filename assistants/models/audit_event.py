from django.db import models

from assistants.choices import Source
from assistants.ids import Prefix
from assistants.limits import ID_LENGTH
from assistants.models.fields import OrderedJSON, choice, identifier


class AuditEvent(models.Model):
    """Who did what, when and from where. Append-only: a trigger of the database refuses changes.

    Nothing here is a foreign key, for an event outlives what it tells of.
    """

    id = identifier(Prefix.AUDIT_EVENT)
    organization_id = models.CharField(max_length=ID_LENGTH)
    assistant_id = models.CharField(max_length=ID_LENGTH, blank=True)
    # The version that came of it; null where the event tells of no assistant.
    version = models.IntegerField(null=True, blank=True)
    actor_id = models.CharField(max_length=ID_LENGTH, blank=True)
    api_key_id = models.CharField(max_length=ID_LENGTH, blank=True)
    action = models.CharField(max_length=64)
    field = models.CharField(max_length=64, blank=True)
    old_value = OrderedJSON(null=True, blank=True)
    new_value = OrderedJSON(null=True, blank=True)
    source = choice(Source)
    trace_id = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        db_table = "audit_event"
        indexes = [
            # The history of one assistant, newest first.
            models.Index(fields=["organization_id", "assistant_id", "-id"], name="audit_event_history"),
        ]

    def __str__(self) -> str:
        return f"{self.action} by {self.actor_id}"
