from django.db import models

from assistants.choices import ToolMode
from assistants.models.constraints import one_of
from assistants.models.fields import OrderedJSON, choice
from assistants.models.part import Part


class SystemTool(Part):
    """A built-in tool that an assistant has configured."""

    tool = models.CharField(max_length=32)
    mode = choice(ToolMode, default=ToolMode.AUTO)
    options = OrderedJSON(default=dict, blank=True)

    class Meta:
        db_table = "system_tool"
        constraints = [
            models.UniqueConstraint(fields=["assistant", "tool"], name="system_tool_unique"),
            one_of("system_tool", "mode", ToolMode),
        ]

    def __str__(self) -> str:
        return f"{self.tool}: {self.mode}"
