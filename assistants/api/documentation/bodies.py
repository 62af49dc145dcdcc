"""The request that changes an assistant: the create's fields, none of them required, and what an answer shows."""

from typing import Annotated, Any

from pydantic import ConfigDict, Field, create_model

from assistants import limits
from assistants.api.documentation.answers import Assistant
from assistants.services.assistant.update import READ_ONLY
from assistants.spec.assistant import NEST, AssistantBody, ToolConfigurations
from assistants.spec.bounds import Count
from assistants.spec.mcp_servers import HeaderName, HeaderValue, KeptSecret, McpTool, Token
from assistants.spec.section import Strict

_SERVERS = "They replace those there are, and keep the secrets of a server with the same server_label."


def _merged(schema: dict[str, Any]) -> None:
    # What is left out keeps its value: nothing is required, and no default takes its place.
    schema.pop("required", None)
    for field in schema["properties"].values():
        field.pop("default", None)


class _Merged(Strict):
    model_config = ConfigDict(json_schema_extra=_merged)


def kept_or_new(*, authorization: str, headers: str) -> dict[str, Any]:
    """The fields of a server's secrets, where one that is stored may be meant; described so."""
    return {
        "authorization": (Token | KeptSecret | None, _about(McpTool, "authorization", authorization)),
        "headers": (
            Annotated[dict[HeaderName, HeaderValue | KeptSecret], Count(0, limits.HEADERS)] | None,
            _about(McpTool, "headers", headers),
        ),
    }


def _about(model: Any, name: str, description: str) -> Any:
    return Field(None, title=model.model_fields[name].title, description=description)


McpToolChange = create_model(
    "McpToolChange",
    __base__=McpTool,
    __doc__="One MCP server that the assistant may use; another address needs its secrets anew.",
    **kept_or_new(
        authorization="Left out, or as an answer shows it, it stays; null clears it. Write-only.",
        headers="They replace those there are; a value as an answer shows it stays. Write-only.",
    ),
)
_Servers = Annotated[list[McpToolChange], *ToolConfigurations.model_fields["mcp_tools"].metadata]

ToolConfigurationsChange = create_model(
    "ToolConfigurationsChange",
    __base__=(_Merged, ToolConfigurations),
    __doc__="Built-in tools, MCP servers and automations; what is left out stays as it is.",
    mcp_tools=(_Servers | None, _about(ToolConfigurations, "mcp_tools", _SERVERS)),
)

_IGNORED: dict[str, Any] = {
    name: (Any, _about(Assistant, name, "Ignored, so that what was answered can be sent back."))
    for name in Assistant.model_fields
    if name in READ_ONLY
}

AssistantChange = create_model(
    "AssistantChange",
    __base__=(_Merged, AssistantBody),
    __doc__="What changes of an assistant; a field that is left out stays as it is, and null sets its default.",
    tool_configurations=(
        ToolConfigurationsChange | None,
        _about(AssistantBody, NEST, "Built-in tools, MCP servers and automations."),
    ),
    mcp_tools=(_Servers | None, _about(AssistantBody, "mcp_tools", f"The same as {NEST}.mcp_tools. {_SERVERS}")),
    **_IGNORED,
)
"""The request as it is documented; it is read by intake, which merges it into what is stored."""
