"""Tools: the built-in ones, the automations, and how many calls a response may make."""

from typing import Annotated

from pydantic import Field

from assistants import limits
from assistants.choices import ImageProvider, ToolMode
from assistants.spec.bounds import Count, Range
from assistants.spec.section import Section, Strict
from assistants.spec.text import UNIQUE, Boolean, Identifier, Integer


class SystemTool(Strict):
    """A built-in tool: on, off, or left to the model."""

    mode: ToolMode = Field(ToolMode.AUTO, title="Mode")


class WebSearch(SystemTool):
    """Searches the web."""

    sources: Boolean = Field(False, title="Show sources")


class CodeInterpreter(SystemTool):
    """Runs code."""

    outputs: Boolean = Field(False, title="Show outputs")


class FileSearch(SystemTool):
    """Searches the vector stores."""

    results: Boolean = Field(False, title="Show results")


class ComputerUsePreview(SystemTool):
    """Uses a computer's screen, as a preview."""

    # The page's own spelling, and so the name of the field.
    imageUrl: Boolean = Field(False, title="Show image addresses")  # noqa: N815


class ImageGeneration(SystemTool):
    """Makes pictures."""

    provider: ImageProvider = Field(ImageProvider.OPENAI, title="Provider")


class FileRetrieval(SystemTool):
    """Reads whole files."""


class SystemTools(Strict):
    """The built-in tools; one that is left out is not configured."""

    web_search: WebSearch | None = Field(None, title="Web search")
    code_interpreter: CodeInterpreter | None = Field(None, title="Code interpreter")
    file_search: FileSearch | None = Field(None, title="File search")
    computer_use_preview: ComputerUsePreview | None = Field(None, title="Computer use (preview)")
    image_generation: ImageGeneration | None = Field(None, title="Image generation")
    file_retrieval: FileRetrieval | None = Field(None, title="File retrieval")


class Tools(Section):
    """Built-in tools and automations."""

    title = "Tools"

    system_tools: SystemTools = Field(
        SystemTools(),
        title="Built-in tools",
        description="Each tool's mode and options.",
        examples=[{"web_search": {"mode": "on", "sources": True}}],
    )
    streamline_tools: Annotated[list[Identifier], UNIQUE, Count(0, limits.AUTOMATIONS)] = Field(
        [], title="Automations", description="Streamline automations that it may run.", examples=[["auto_nightly"]]
    )
    max_tool_calls: Annotated[Integer, Range(*limits.TOOL_CALLS)] = Field(
        10, title="Maximum tool calls", description="Built-in tool calls allowed in one response."
    )
    parallel_tool_calls: Boolean = Field(
        False, title="Parallel tool calls", description="Whether several calls may run at the same time."
    )
