"""The whole definition of an assistant: its sections, in the order in which people go through them."""

from typing import Annotated, Any

from pydantic import Field, create_model

from assistants.spec.access import Access
from assistants.spec.basics import Basics
from assistants.spec.knowledge import Knowledge
from assistants.spec.language_model import LanguageModel
from assistants.spec.mcp_servers import McpServers
from assistants.spec.output import Output
from assistants.spec.section import Section, Strict
from assistants.spec.tools import Tools

SECTIONS: tuple[type[Section], ...] = (Basics, LanguageModel, Knowledge, Tools, McpServers, Access, Output)

# Fields of the spec that the request nests in one object, in the object's order.
NESTED = ("system_tools", "mcp_tools", "streamline_tools")
# Of these, the ones that the request may also carry at its top.
ALIASES = ("mcp_tools", "streamline_tools")
NEST = "tool_configurations"


# Pydantic collects the fields of the last base first: the bases stand in reverse, the fields come in order.
class AssistantSpec(Output, Access, McpServers, Tools, Knowledge, LanguageModel, Basics):
    """What an assistant is: every field of the page, checked by itself and against the others."""

    title = "Assistant"


def section_of(field: str) -> type[Section]:
    """The section to which a field of the spec belongs."""
    return next(section for section in SECTIONS if field in section.model_fields)


def _as_sent(*names: str) -> dict[str, Any]:
    return {name: (AssistantSpec.model_fields[name].annotation, AssistantSpec.model_fields[name]) for name in names}


def _alias(name: str) -> Any:
    field = AssistantSpec.model_fields[name]
    description = f"The same as {NEST}.{name}: given here or there, never in both."
    return Annotated[field.annotation, *field.metadata] | None, Field(None, title=field.title, description=description)


ToolConfigurations = create_model(
    "ToolConfigurations",
    __base__=Strict,
    __doc__="Built-in tools, MCP servers and automations.",
    **_as_sent(*NESTED),
)
"""The object in which a request nests the tools."""

AssistantBody = create_model(
    "AssistantBody",
    __base__=Strict,
    __doc__="The request of the page: every field of the spec, with the tools nested as the page nests them.",
    **_as_sent(*(name for name in AssistantSpec.model_fields if name not in NESTED)),
    tool_configurations=(
        ToolConfigurations | None,
        Field(None, title="Tool configurations", description="Built-in tools, MCP servers and automations."),
    ),
    **{name: _alias(name) for name in ALIASES},
)
"""The request as it is documented; it is read by intake, which says all problems at the paths as sent."""
