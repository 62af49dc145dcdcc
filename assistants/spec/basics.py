"""Basics: what the assistant is called, how it looks, and whether it is in use."""

from base64 import b64encode
from typing import Annotated

from pydantic import AfterValidator, Field

from assistants import images, limits
from assistants.choices import IconType
from assistants.problems import Code
from assistants.spec.bounds import Count, Length
from assistants.spec.explain import wrong
from assistants.spec.section import Complaints, Section, rule
from assistants.spec.text import NFC, Boolean, Identifier, Name, Text

MetadataKey = Annotated[Text, Length(1, limits.METADATA_KEY_LENGTH)]
MetadataValue = Annotated[Text, Length(0, limits.METADATA_VALUE_LENGTH)]

ICON_FIELDS = {IconType.AVATAR: "avatar_id", IconType.ICON: "icon_id", IconType.CUSTOM: "icon_data"}


def _picture(sent: str) -> str:
    try:
        return b64encode(images.icon_png(sent)).decode()
    except images.IconRefused as refusal:
        raise wrong(refusal.code, refusal.message) from None


class Basics(Section):
    """Name, description, icon, metadata and status."""

    title = "Basics"

    name: Name = Field(title="Name", description="Unique within the organization.", examples=["Claims assistant"])
    organization_id: Identifier = Field(
        title="Organization", description="The organization that owns the assistant.", examples=["org_abc123"]
    )
    description: Annotated[Text, Length(0, limits.DESCRIPTION_LENGTH), NFC] | None = Field(
        None,
        title="Description",
        description="What the assistant is for, in a sentence or two.",
        examples=["Answers questions about open claims."],
    )
    icon_type: IconType | None = Field(
        None,
        title="Icon type",
        description="Which picture is shown; left out, it follows from the one that is given alone.",
        examples=["avatar"],
    )
    icon_id: Identifier | None = Field(
        None, title="Icon", description="An entry of the icon library.", examples=["icon_chat"]
    )
    icon_data: Annotated[Text, AfterValidator(_picture)] | None = Field(
        None,
        title="Custom icon",
        description="A PNG, JPEG or WebP picture in base64, at most 1 MiB and 2,048 by 2,048 pixels.",
        json_schema_extra={"contentEncoding": "base64"},
    )
    avatar_id: Identifier | None = Field(
        None, title="Avatar", description="An entry of the avatar library.", examples=["avt_fox"]
    )
    metadata: Annotated[dict[MetadataKey, MetadataValue], Count(0, limits.METADATA_PAIRS)] = Field(
        {}, title="Metadata", description="Your own key-value pairs.", examples=[{"team": "claims"}]
    )
    is_active: Boolean = Field(True, title="Active", description="Whether the assistant is available for use.")
    is_default: Boolean = Field(
        False,
        title="Default assistant",
        description="The organization's default; setting it clears the one before. Owners and admins only.",
    )

    @rule("icon_type", "avatar_id", "icon_id", "icon_data")
    def picture_of_the_type(self) -> Complaints:
        if self.icon_type and getattr(self, partner := ICON_FIELDS[self.icon_type]) is None:
            yield (partner,), Code.REQUIRED, f"An icon of the type “{self.icon_type}” needs this field."
