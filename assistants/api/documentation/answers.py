"""The assistant as it is answered: the spec's fields under its own words, always all of them, and the system's."""

from collections.abc import Container
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, RootModel, create_model

from assistants.choices import AccessLevel, OutputMode, WarningCode
from assistants.policy.access import GRANT_FIELDS
from assistants.queries.cut import CHAT_FIELDS
from assistants.spec import AssistantSpec
from assistants.spec.assistant import NESTED
from assistants.spec.mcp_servers import McpTool
from assistants.spec.messages import Message
from assistants.spec.output import TextConfig
from assistants.spec.response_format import JsonObjectFormat, JsonSchemaFormat, NamedSchema, TextFormat
from assistants.spec.tools import SystemTools

Moment = Annotated[int, Field(description="Unix seconds, UTC.", examples=[1731318600])]


class Answered(BaseModel):
    """Every field is there, whatever its value."""

    model_config = ConfigDict(json_schema_serialization_defaults_required=True)


class StoredSecret(Answered):
    """A secret that was given: it is never shown again."""

    set: Literal[True]
    last4: str | None = Field(description="Its last four characters, if it is long enough; else null.")
    updated_at: Moment


class Warning(Answered):  # noqa: A001 - the contract's own word
    """Something that is legal, and still worth a look."""

    code: WarningCode = Field(description="What it is, from a closed list.")
    field: str = Field(description="The field's path, dotted.", examples=["default_model_key"])
    message: str = Field(description="What it is, in words for a person.")


def _fields(model: type[BaseModel], names: list[str], **shown: Any) -> dict[str, Any]:
    """The model's own fields, and those of which something else is `shown` than is sent."""
    return {name: _as_shown(model, name, shown[name]) if name in shown else _as_sent(model, name) for name in names}


def _as_sent(model: type[BaseModel], name: str) -> Any:
    field = model.model_fields[name]
    return field.annotation, field


def _as_shown(model: type[BaseModel], name: str, annotation: Any) -> Any:
    field = model.model_fields[name]
    return annotation, Field(title=field.title, description=field.description)


ShownFormat = Annotated[TextFormat | JsonObjectFormat | JsonSchemaFormat, Field(discriminator="type")]

ShownTextConfig = create_model(
    "ShownTextConfig",
    __base__=Answered,
    __doc__=TextConfig.__doc__,
    **_fields(TextConfig, list(TextConfig.model_fields), format=ShownFormat | None),
)
ShownMcpTool = create_model(
    "ShownMcpTool",
    __base__=Answered,
    __doc__=McpTool.__doc__,
    **_fields(
        McpTool,
        list(McpTool.model_fields),
        authorization=StoredSecret | None,
        headers=dict[str, StoredSecret],
    ),
)
ShownToolConfigurations = create_model(
    "ShownToolConfigurations",
    __base__=Answered,
    __doc__="Built-in tools, MCP servers and automations.",
    **_fields(AssistantSpec, list(NESTED), system_tools=SystemTools, mcp_tools=list[ShownMcpTool]),
)


def _level(levels: Any) -> dict[str, Any]:
    return {"user_access_level": (levels, Field(title="Your access level", description="What you may do with it."))}


Assistant = create_model(
    "Assistant",
    __base__=Answered,
    __doc__="An assistant, with every field of its definition, as its owners see it.",
    id=(str, Field(title="Id", examples=["asst_abc123"])),
    **_fields(
        AssistantSpec,
        [name for name in AssistantSpec.model_fields if name not in NESTED],
        system_message=list[Message],
        output_mode=OutputMode,
        response_format=ShownFormat | None,
        json_schemas=list[NamedSchema],
        text_config=ShownTextConfig | None,
    ),
    tool_configurations=(
        ShownToolConfigurations | None,
        Field(title="Tool configurations", description="Null where there is no tool, server or automation."),
    ),
    icon_url=(str | None, Field(title="Icon address", description="Where the picture that is shown can be fetched.")),
    created_by=(str, Field(title="Created by", description="The user who made it.", examples=["usr_abc123"])),
    created_at=(Moment, Field(title="Created at")),
    updated_at=(Moment, Field(title="Updated at")),
    deleted_at=(Moment | None, Field(title="Deleted at")),
    version=(int, Field(ge=1, title="Version", description="Grows by one with every change.")),
    **_level(Literal[AccessLevel.OWNER]),
    warnings=(list[Warning], Field(title="Warnings", description="What is legal, and still worth a look.")),
)
"""What `POST /v1/assistants` answers (contract, section 2)."""


def _fields_but(hidden: Container[str], **other: Any) -> dict[str, Any]:
    """The assistant's fields without those that are hidden, and `other` in their place."""
    fields = Assistant.model_fields
    return {name: (fields[name].annotation, fields[name]) for name in fields if name not in hidden} | other


SharedAssistant = create_model(
    "SharedAssistant",
    __base__=Answered,
    __doc__=(
        "An assistant as those see it who may edit or view it: without the six lists of who has access. Below edit, "
        "a server_url shows scheme and host alone, and a secret no last characters."
    ),
    **_fields_but(GRANT_FIELDS, **_level(Literal[AccessLevel.EDIT, AccessLevel.VIEW])),
)
AssistantInChat = create_model(
    "AssistantInChat",
    __base__=Answered,
    __doc__="An assistant as those see it who may only chat with it.",
    **_fields_but(Assistant.model_fields.keys() - set(CHAT_FIELDS), **_level(Literal[AccessLevel.CHAT])),
)


class SeenAssistant(
    RootModel[
        Annotated[
            Assistant | SharedAssistant | AssistantInChat,
            Field(discriminator="user_access_level"),
        ]
    ]
):
    """An assistant as far as you may see it; `user_access_level` tells how far that is."""


class UnseenAssistant(Answered):
    """What an assistant is to those who gave it away and see it no more."""

    model_config = ConfigDict(extra="forbid")

    id: str = Field(title="Id", examples=["asst_abc123"])
