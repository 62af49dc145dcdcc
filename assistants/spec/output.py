"""Output: in which form the assistant answers, and what is checked and kept."""

from pydantic import Field

from assistants.choices import OutputMode, SafetyLevel, Verbosity
from assistants.problems import Code
from assistants.spec.response_format import JsonSchemas, ResponseFormat
from assistants.spec.section import Complaints, Section, Strict, rule
from assistants.spec.text import Boolean


class TextConfig(Strict):
    """How texts are formatted and how long they run."""

    format: ResponseFormat | None = Field(None, title="Format")
    verbosity: Verbosity | None = Field(None, title="Verbosity")


def mode_of(format_type: str | None) -> OutputMode:
    """The output mode that the type of a response format implies (contract, section 1, output_mode)."""
    return OutputMode.TEXT if format_type in (None, "text") else OutputMode.JSON


class Output(Section):
    """Text or JSON, streaming, storage, moderation and safety."""

    title = "Output"

    output_mode: OutputMode | None = Field(
        None, title="Output mode", description="text or json; left out, it follows the response format."
    )
    response_format: ResponseFormat | None = Field(
        None,
        title="Response format",
        description="Structured output: text, json_object or json_schema.",
        examples=[{"type": "json_schema", "json_schema": {"name": "answer", "schema": {"type": "object"}}}],
    )
    json_schemas: JsonSchemas = Field(
        [],
        title="JSON schemas",
        description="Schemas against which structured output is validated.",
        examples=[[{"name": "answer", "schema": {"type": "object"}}]],
    )
    text_config: TextConfig | None = Field(
        None,
        title="Text configuration",
        description="Format and verbosity of text responses.",
        examples=[{"verbosity": "low"}],
    )
    streaming: Boolean = Field(True, title="Streaming", description="Answers arrive as they are written.")
    store_responses: Boolean = Field(True, title="Store responses", description="Answers can be read later by API.")
    moderation_enabled: Boolean = Field(True, title="Moderation", description="Content is moderated.")
    safety_level: SafetyLevel = Field(
        SafetyLevel.MEDIUM, title="Safety level", description="How strictly responses are filtered."
    )

    @rule("output_mode", "response_format")
    def mode_agrees_with_format(self) -> Complaints:
        if self.output_mode and self.response_format and self.output_mode != mode_of(self.response_format.type):
            message = f"This format does not give the output mode “{self.output_mode}”; change one of the two."
            yield ("response_format",), Code.CONFLICT, message

    @rule("response_format", "text_config")
    def one_format(self) -> Complaints:
        inner = self.text_config and self.text_config.format
        if inner and self.response_format and inner != self.response_format:
            yield ("text_config", "format"), Code.CONFLICT, "This format and response_format must be equal."
