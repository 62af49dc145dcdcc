"""What the product itself offers to every organization: providers and models, connectors, and the picture libraries."""

from datetime import date
from typing import Annotated

from pydantic import BeforeValidator, Field

from assistants.caller import Caller
from assistants.choices import CatalogueStatus
from assistants.models import Avatar, Connector, Icon, LanguageModel, Provider
from assistants.queries.page import Page, Row, page_of
from assistants.queries.record import Record


class ProviderRow(Row):
    """A company that serves models."""

    id: str = Field(examples=["openai"])
    name: str = Field(examples=["OpenAI"])
    homepage: str


class LanguageModelRow(Row):
    """A model that an assistant may name; what is null is unknown."""

    key: str = Field(examples=["gpt-4o"])
    name: str = Field(examples=["GPT-4o"])
    provider: str = Field(validation_alias="provider_id", examples=["openai"])
    status: CatalogueStatus
    context_window: int | None = Field(description="Tokens of input and output together.")
    max_output_tokens: int | None
    reasons: bool | None = Field(description="Whether it thinks before it answers.")
    vision: bool | None = Field(description="Whether it takes images.")
    takes: list[str] | None = Field(description="The parameters that it is known to act on.")
    released: date | None
    retires_on: date | None
    successor: Annotated[str | None, BeforeValidator(lambda key: key or None)]


class ConnectorRow(Row):
    """A service that stands in for the address of an MCP server."""

    id: str = Field(examples=["connector_gmail"])
    name: str = Field(examples=["Gmail"])
    service: str
    status: CatalogueStatus


class PictureRow(Row):
    """An entry of the avatar or the icon library."""

    id: str = Field(examples=["avt_fox"])
    name: str = Field(examples=["Fox"])
    svg: str = Field(description="The drawing, as SVG.")


def providers(_caller: Caller, page: Page) -> Record:
    """The companies whose models an assistant may use."""
    return page_of("providers", ProviderRow, Provider.objects.all(), page)


def models(_caller: Caller, page: Page) -> Record:
    """The models that an assistant may name, so not the retired ones."""
    usable = LanguageModel.objects.exclude(status=CatalogueStatus.RETIRED)
    return page_of("models", LanguageModelRow, usable, page)


def connectors(_caller: Caller, page: Page) -> Record:
    """The services that may stand in for the address of an MCP server, so not the retired ones."""
    usable = Connector.objects.exclude(status=CatalogueStatus.RETIRED)
    return page_of("connectors", ConnectorRow, usable, page)


def avatars(_caller: Caller, page: Page) -> Record:
    """The avatar library."""
    return page_of("avatars", PictureRow, Avatar.objects.all(), page)


def icons(_caller: Caller, page: Page) -> Record:
    """The icon library."""
    return page_of("icons", PictureRow, Icon.objects.all(), page)
