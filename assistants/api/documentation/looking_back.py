"""Versions, their differences and the history as they are answered."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, create_model

from assistants.api.documentation.answers import (
    Answered,
    Assistant,
    Moment,
    ShownMcpTool,
    ShownToolConfigurations,
)
from assistants.choices import Source
from assistants.policy.access import GRANT_FIELDS
from assistants.queries.page import Pagination


class SecretOfThen(Answered):
    """A secret that was set; which one it was is not kept."""

    set: Literal[True]


def _like(model: type[BaseModel], without: tuple[str, ...] = (), **other: Any) -> dict[str, Any]:
    """The fields of a model, but for those of which something else is shown."""
    fields = {name: field for name, field in model.model_fields.items() if name not in without}
    return {
        name: (other.get(name, field.annotation), Field(title=field.title, description=field.description))
        for name, field in fields.items()
    }


def _optional_lists(schema: dict[str, Any]) -> None:
    # Who may do what is shown to owners alone.
    schema["required"] = [name for name in schema["required"] if name not in GRANT_FIELDS]


_McpToolOfThen = create_model(
    "McpToolOfThen",
    __base__=Answered,
    __doc__="An MCP server as it was.",
    **_like(ShownMcpTool, authorization=SecretOfThen | None, headers=dict[str, SecretOfThen]),
)
_ToolConfigurationsOfThen = create_model(
    "ToolConfigurationsOfThen",
    __base__=Answered,
    __doc__=ShownToolConfigurations.__doc__,
    **_like(ShownToolConfigurations, mcp_tools=list[_McpToolOfThen]),
)
Snapshot = create_model(
    "Snapshot",
    __config__=ConfigDict(json_schema_serialization_defaults_required=True, json_schema_extra=_optional_lists),
    __doc__="An assistant as it was, as far as you may see it today; without secrets and today's warnings.",
    **_like(
        Assistant,
        without=("user_access_level", "warnings"),
        tool_configurations=_ToolConfigurationsOfThen | None,
    ),
)


class VersionAbout(Answered):
    """What is known of a version beside what the assistant was."""

    number: int = Field(ge=1, description="Grows by one with every change.")
    created_at: Moment
    created_by: str = Field(description="Who made the change.", examples=["usr_abc123"])
    source: Source = Field(description="From where.")
    changed_fields: list[str] = Field(description="Which fields changed; none in the first version.")


class VersionAnswer(VersionAbout):
    """One version, whole."""

    snapshot: Snapshot


class VersionsPage(Answered):
    """One page of the versions."""

    versions: list[VersionAbout]
    total: int
    pagination: Pagination


class ValueDifference(Answered):
    """One value in place of another."""

    kind: Literal["value"]
    old_value: Any
    new_value: Any


class TextDifference(Answered):
    """Texts of several lines, compared line by line."""

    kind: Literal["text"]
    unified_diff: str = Field(description="As `diff -u` prints it.")


class ObjectDifference(Answered):
    """Objects, compared by key."""

    kind: Literal["object"]
    added: dict[str, Any]
    removed: dict[str, Any]
    changed: dict[str, "Difference"]


class Element(Answered):
    """An element that is there on one side alone."""

    position: int = Field(description="Its place in the list that holds it, from 0.")
    value: Any


class Move(Answered):
    """An element that is there on both sides, in another order."""

    from_: int = Field(alias="from", description="Its old place.")
    to: int = Field(description="Its new place.")
    value: Any = Field(description="The element, or the label or name that tells it apart where it has one.")


class ListDifference(Answered):
    """Lists, compared by element; MCP servers by server_label, JSON Schemas by name."""

    kind: Literal["list"]
    added: list[Element]
    removed: list[Element]
    moved: list[Move]
    changed: dict[str, "Difference"] = Field(description="What changed within an element, by its label or name.")


Difference = Annotated[
    ValueDifference | TextDifference | ObjectDifference | ListDifference, Field(discriminator="kind")
]


class FieldDifference(Answered):
    """What differs in one field."""

    field: str = Field(
        description="The members of tool_configurations stand each by itself.", examples=["instructions"]
    )
    difference: Difference


class DifferencesAnswer(Answered):
    """What differs between two versions, in the page's order of fields."""

    from_: int = Field(alias="from")
    to: int
    changes: list[FieldDifference]


class HistoryEntry(Answered):
    """One change of one field, or one event without fields."""

    id: str = Field(examples=["log_abc123"])
    version: int | None = Field(description="The version that came of it.")
    action: str = Field(description="What was done.", examples=["assistant.updated"])
    field: str | None = Field(description="The field that changed; null for an event as a whole.")
    old_value: Any
    new_value: Any
    changed_by: str = Field(description="Who did it.", examples=["usr_abc123"])
    changed_at: Moment
    source: Source = Field(description="From where.")


class HistoryPage(Answered):
    """One page of the history."""

    history: list[HistoryEntry]
    total: int
    pagination: Pagination
