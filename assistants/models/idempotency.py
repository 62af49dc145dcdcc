from django.db import models

from assistants.limits import IDEMPOTENCY_KEY_LENGTH
from assistants.models.fields import OrderedJSON


class IdempotencyRecord(models.Model):
    """The answer to a request that carried an Idempotency-Key, kept for a day so that a retry gets the same.

    It is written in the transaction of the change itself, and holds no secret.
    """

    organization = models.ForeignKey("Organization", models.CASCADE, related_name="+", db_index=False)
    user = models.ForeignKey("User", models.CASCADE, related_name="+", db_index=False)
    route = models.CharField(max_length=64)
    key = models.CharField(max_length=IDEMPOTENCY_KEY_LENGTH)
    fingerprint = models.CharField(max_length=64)
    answer = OrderedJSON()
    expires_at = models.DateTimeField()

    class Meta:
        db_table = "idempotency_record"
        constraints = [
            # Decides which of several equal requests is carried out.
            models.UniqueConstraint(fields=["organization", "user", "route", "key"], name="idempotency_key_unique"),
        ]
        indexes = [
            # What housekeeping removes.
            models.Index(fields=["expires_at"], name="idempotency_expiry"),
        ]

    def __str__(self) -> str:
        return f"{self.route} {self.key}"
