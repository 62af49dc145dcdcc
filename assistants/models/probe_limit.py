from django.db import models


class ProbeLimit(models.Model):
    """How many MCP servers a person has probed in the current minute; one row a person, begun anew each minute."""

    user = models.OneToOneField("User", models.CASCADE, primary_key=True, related_name="+")
    minute = models.BigIntegerField()
    probes = models.IntegerField()

    class Meta:
        db_table = "probe_limit"

    def __str__(self) -> str:
        return f"{self.user_id}: {self.probes} in minute {self.minute}"
