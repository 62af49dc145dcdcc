"""MCP servers: remote tools, what of them is allowed, and what is asked about first."""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, GetJsonSchemaHandler, SecretStr
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from assistants import limits
from assistants.choices import Approval
from assistants.problems import Code
from assistants.spec.bounds import Count, Length, Pattern
from assistants.spec.explain import TAG, wrong
from assistants.spec.section import Complaints, Section, Strict, rule
from assistants.spec.shown import one_given, some_given
from assistants.spec.text import NFC, Boolean, Identifier, Integer, Text
from assistants.spec.unions import chosen_by, member
from assistants.spec.whole import distinct, distinct_without_case

# Set by the connection itself, or by the MCP session that runs on it.
_RESERVED_HEADERS = frozenset(
    (
        "host",
        "content-length",
        "transfer-encoding",
        "connection",
        "proxy-connection",
        "proxy-authorization",
        "keep-alive",
        "te",
        "trailer",
        "upgrade",
        "expect",
        "mcp-session-id",
    )
)

Label = Annotated[
    Text, Pattern(rf"[A-Za-z0-9_-]{{1,{limits.LABEL_LENGTH}}}", f"1 to {limits.LABEL_LENGTH} letters, digits, _ and -")
]
Url = Annotated[Text, Length(1, limits.URL_LENGTH)]
ToolName = Annotated[Text, Length(1, limits.TOOL_NAME_LENGTH)]
ToolNames = Annotated[list[ToolName], Count(1, limits.TOOL_NAMES)]


class Characters(Pattern):
    """Metadata for `Annotated`: what a secret consists of, and how long it may be."""

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return super().__get_pydantic_json_schema__(schema, handler) | {"maxLength": limits.SECRET_LENGTH}

    def _check(self, secret: SecretStr) -> SecretStr:
        value = secret.get_secret_value()
        if len(value) > limits.SECRET_LENGTH:
            raise wrong(Code.TOO_LONG, f"must have at most {limits.SECRET_LENGTH:,} characters.")
        if not self.matches(value):
            raise wrong(Code.INVALID_CHARACTER if value else Code.TOO_SHORT, f"must be {self.meaning}.")
        return secret


Token = Annotated[SecretStr, Field(strict=True), Characters(r"[!-~]+", "visible ASCII characters, without blanks")]


def _free(name: str) -> str:
    if name.lower() in _RESERVED_HEADERS:
        raise wrong(Code.NOT_ALLOWED, f"The header {name} is set by the connection itself.")
    return name


HeaderName = Annotated[
    Text, Pattern(r"[!#$%&'*+.^_`|~0-9A-Za-z-]{1,256}", "a header name (RFC 9110)"), AfterValidator(_free)
]
HeaderValue = Annotated[
    SecretStr, Field(strict=True), Characters(r"[\t -~]*", "visible ASCII characters, blanks and tabs")
]


class NewSecretShown:
    """Metadata for `Annotated`: a request is documented with new secrets alone, for only a change keeps one."""

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        assert schema["type"] == "tagged-union"
        tag = TAG + "new"
        new: Any = {**schema, "choices": {tag: schema["choices"][tag]}}
        shown: JsonSchemaValue
        [shown] = handler(new)["oneOf"]
        return shown


class KeptSecret(Strict):
    """A secret that stays as it is stored: what an answer shows in its place may be sent back."""

    set: Literal[True] = Field(title="Set")
    last4: Text | None = Field(None, title="Last four characters")
    updated_at: Integer | None = Field(None, title="Set at")


def _secret_layout(value: Any) -> str:
    return "kept" if isinstance(value, dict | KeptSecret) else "new"


_KEPT_OR_NEW = chosen_by(_secret_layout, ("kept", "new"), "text")
Authorization = Annotated[
    Annotated[Token, member("new")] | Annotated[KeptSecret, member("kept")], _KEPT_OR_NEW, NewSecretShown()
]
Header = Annotated[
    Annotated[HeaderValue, member("new")] | Annotated[KeptSecret, member("kept")], _KEPT_OR_NEW, NewSecretShown()
]


class ToolFilter(Strict):
    """Which of a server's tools are meant."""

    model_config = some_given(read_only="boolean", tool_names="array")

    read_only: Boolean | None = Field(
        None, title="Read only", description="Tools that the server marks with readOnlyHint, or those that it does not."
    )
    tool_names: ToolNames | None = Field(None, title="Tool names")

    @rule("read_only", "tool_names")
    def at_least_one_member(self) -> Complaints:
        if self.read_only is None and self.tool_names is None:
            yield (), Code.REQUIRED, "A filter needs read_only, tool_names or both."


class ApprovalFilters(Strict):
    """Which tools always ask before they run, and which never do."""

    model_config = some_given(always="object", never="object")

    always: ToolFilter | None = Field(None, title="Always ask")
    never: ToolFilter | None = Field(None, title="Never ask")

    @rule("always", "never")
    def no_contradiction(self) -> Complaints:
        if self.always is None and self.never is None:
            yield (), Code.REQUIRED, "Say which tools always or never ask."
        always = set(self.always.tool_names or ()) if self.always else set()
        never = set(self.never.tool_names or ()) if self.never else set()
        for name in sorted(always & never):
            yield (), Code.CONFLICT, f"The tool “{name}” stands under both always and never."


def _layout(value: Any) -> str:
    if isinstance(value, str):
        return "setting"
    return "names" if isinstance(value, list) else "filter" if isinstance(value, (dict, Strict)) else ""


AllowedTools = Annotated[
    Annotated[ToolNames, member("names")] | Annotated[ToolFilter, member("filter")],
    chosen_by(_layout, ("names", "filter"), "an array of names or a filter"),
]
RequireApproval = Annotated[
    Annotated[Approval, member("setting")] | Annotated[ApprovalFilters, member("filter")],
    chosen_by(_layout, ("setting", "filter"), "always, never or an object of filters"),
]


class McpConnection(Strict):
    """Where an MCP server is, and what it is told to let a request in."""

    model_config = one_given(server_url="string", connector_id="string")

    server_url: Url | None = Field(None, title="Server URL", examples=["https://mcp.example.com/v1"])
    connector_id: Identifier | None = Field(None, title="Connector", examples=["connector_gmail"])
    authorization: Authorization | None = Field(
        None, title="Authorization", description="OAuth bearer token. Write-only: it is never shown again."
    )
    headers: Annotated[dict[HeaderName, Header], distinct_without_case("header"), Count(0, limits.HEADERS)] = Field(
        {}, title="Headers", description="Custom HTTP headers. Their values are write-only."
    )

    @rule("server_url", "connector_id")
    def one_address(self) -> Complaints:
        if self.server_url is None and self.connector_id is None:
            yield ("server_url",), Code.REQUIRED, "Give a server URL or a connector."
        if self.server_url is not None and self.connector_id is not None:
            yield ("connector_id",), Code.CONFLICT, "Give a server URL or a connector, not both."

    @rule("headers", "authorization")
    def one_authorization(self) -> Complaints:
        for name in self.headers:
            if name.lower() == "authorization" and self.authorization is not None:
                yield ("headers", name), Code.CONFLICT, "Give authorization or this header, not both."


class McpTool(McpConnection):
    """One MCP server that the assistant may use."""

    server_label: Label = Field(title="Label", description="Names the server in tool calls.", examples=["crm"])
    type: Literal["mcp"] = Field(title="Type")
    server_description: Annotated[Text, Length(0, limits.SERVER_DESCRIPTION_LENGTH), NFC] | None = Field(
        None, title="Description"
    )
    allowed_tools: AllowedTools | None = Field(
        None, title="Allowed tools", description="Names or a filter; left out, all tools."
    )
    require_approval: RequireApproval = Field(
        Approval.ALWAYS, title="Approval", description="Which tools ask before they run."
    )


class McpServers(Section):
    """The MCP servers."""

    title = "MCP servers"

    mcp_tools: Annotated[list[McpTool], distinct("server_label"), Count(0, limits.MCP_SERVERS)] = Field(
        [],
        title="MCP servers",
        description="Remote tools through the Model Context Protocol.",
        examples=[[{"server_label": "crm", "type": "mcp", "server_url": "https://mcp.example.com/v1"}]],
    )
