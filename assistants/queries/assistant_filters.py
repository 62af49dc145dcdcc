"""What the dashboard's list is asked for: the API's query, and what else narrows it there."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q

from assistants.choices import AccessMode, ToolMode
from assistants.models import McpServer, Reference, SystemTool
from assistants.queries.assistant_query import AssistantQuery

# The tools that are no built-in ones, by the field of the page that holds them.
MCP, AUTOMATION = "mcp_tools", "streamline_tools"


class AssistantFilters(AssistantQuery):
    """A query in which a filter may have several values, of which an assistant has one.

    `tools` are names of built-in tools, `mcp_tools` and `streamline_tools`; `created_by` is a person's id;
    `retires_before` wants those whose model is retired by then.
    """

    access_modes: tuple[AccessMode, ...] = ()
    model_keys: tuple[str, ...] = ()
    providers: tuple[str, ...] = ()
    tools: tuple[str, ...] = ()
    created_by: str | None = None
    retires_before: date | None = None

    @property
    def field_filters(self) -> dict[str, Any]:
        own = ("access_modes", "model_keys", "providers", "tools", "created_by", "retires_before")
        return super().field_filters | {name: getattr(self, name) for name in own if getattr(self, name)}


def uses_one_of(tools: tuple[str, ...], organization_id: str) -> Q:
    """Whether an assistant, which the condition's rows are or belong to, uses one of the tools."""
    own: Mapping[str, Any] = {"organization_id": organization_id, "assistant_id": OuterRef("pk")}
    built_in = SystemTool.objects.filter(tool__in=tools, **own).exclude(mode=ToolMode.OFF.value)
    found = Q(Exists(built_in))
    if MCP in tools:
        found |= Q(Exists(McpServer.objects.filter(**own)))
    if AUTOMATION in tools:
        found |= Q(Exists(Reference.objects.filter(field=AUTOMATION, **own)))
    return found
