from django.db import models
from django.db.models import Q

from assistants.ids import Prefix
from assistants.models.fields import identifier


class Secret(models.Model):
    """A write-only value of an MCP server or of a draft, sealed and bound to this row (crypto.py says how)."""

    id = identifier(Prefix.SECRET)
    organization = models.ForeignKey("Organization", models.PROTECT, related_name="+", db_index=False)
    mcp_server = models.ForeignKey("McpServer", models.CASCADE, null=True, related_name="secrets", db_index=False)
    # Where it waits until the wizard is finished.
    draft = models.ForeignKey("Draft", models.CASCADE, null=True, related_name="secrets")
    # The header whose value it is; empty for `authorization`.
    header = models.CharField(max_length=256, blank=True)
    position = models.IntegerField()
    sealed = models.TextField()
    last4 = models.CharField(max_length=4, null=True, blank=True)
    updated_at = models.DateTimeField()

    class Meta:
        db_table = "secret"
        constraints = [
            models.UniqueConstraint(fields=["mcp_server", "header"], name="secret_place_unique"),
            models.CheckConstraint(
                condition=Q(mcp_server=None, draft__isnull=False) | Q(draft=None, mcp_server__isnull=False),
                name="secret_one_place",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.header or 'authorization'} of {self.mcp_server_id or self.draft_id}"
