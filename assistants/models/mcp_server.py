from django.db import models
from django.db.models import Q

from assistants import limits
from assistants.ids import Prefix
from assistants.models.fields import OrderedJSON, identifier
from assistants.models.part import OrderedPart


class McpServer(OrderedPart):
    """An MCP server that an assistant may use; its secrets have a table of their own."""

    id = identifier(Prefix.MCP_SERVER)
    server_label = models.CharField(max_length=limits.LABEL_LENGTH)
    server_url = models.CharField(max_length=limits.URL_LENGTH, null=True, blank=True)
    connector = models.ForeignKey("Connector", models.PROTECT, null=True, blank=True, related_name="+")
    server_description = models.CharField(max_length=limits.SERVER_DESCRIPTION_LENGTH, null=True, blank=True)
    allowed_tools = OrderedJSON(null=True, blank=True)
    require_approval = OrderedJSON()

    class Meta:
        db_table = "mcp_server"
        constraints = [
            models.UniqueConstraint(fields=["assistant", "server_label"], name="mcp_server_label_unique"),
            models.CheckConstraint(
                condition=Q(server_url=None, connector__isnull=False) | Q(connector=None, server_url__isnull=False),
                name="mcp_server_one_address",
            ),
        ]

    def __str__(self) -> str:
        return self.server_label
