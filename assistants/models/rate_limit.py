from django.db import models


class RateLimit(models.Model):
    """How often an API key has asked in its current minute; one row a key, begun anew with each minute."""

    api_key = models.OneToOneField("ApiKey", models.CASCADE, primary_key=True, related_name="rate_limit")
    minute = models.BigIntegerField()
    requests = models.IntegerField()
    writes = models.IntegerField()

    class Meta:
        db_table = "rate_limit"

    def __str__(self) -> str:
        return f"{self.api_key_id}: {self.requests} in minute {self.minute}"
