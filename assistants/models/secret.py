from django.db import models

from assistants.ids import Prefix
from assistants.models.fields import identifier


class Secret(models.Model):
    """A write-only value of an MCP server, sealed and bound to this row (crypto.py says how)."""

    id = identifier(Prefix.SECRET)
    organization = models.ForeignKey("Organization", models.PROTECT, related_name="+", db_index=False)
    mcp_server = models.ForeignKey("McpServer", models.CASCADE, related_name="secrets", db_index=False)
    # The header whose value it is; empty for `authorization`.
    header = models.CharField(max_length=256, blank=True)
    position = models.IntegerField()
    sealed = models.TextField()
    last4 = models.CharField(max_length=4, null=True, blank=True)
    updated_at = models.DateTimeField()

    class Meta:
        db_table = "secret"
        constraints = [models.UniqueConstraint(fields=["mcp_server", "header"], name="secret_place_unique")]

    def __str__(self) -> str:
        return f"{self.header or 'authorization'} of {self.mcp_server_id}"
