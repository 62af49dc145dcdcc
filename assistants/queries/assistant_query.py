"""What a list of assistants is asked for (contract, section 6, "GET /v1/assistants")."""

from typing import Annotated, Any

from pydantic import Field

from assistants import limits
from assistants.choices import AccessMode, FieldSet, SortBy, SortOrder
from assistants.problems import Code
from assistants.spec.bounds import Length, Range
from assistants.spec.language_model import ModelKey, ProviderId
from assistants.spec.section import Complaints, Strict, rule
from assistants.spec.text import Boolean, Identifier, Integer, Text, search_key

# Each narrows the list by a field that the level chat does not show, so that nothing at that level matches.
FIELD_FILTERS = ("access_mode", "is_active", "model_key", "provider", "vector_store_id")
FILTERS = ("search", *FIELD_FILTERS, "include_inactive", "include_deleted")


class AssistantQuery(Strict):
    """Which assistants are wanted, in which order, which part of them, and how much of each."""

    organization_id: Identifier = Field(
        title="Organization", description="Your own organization.", examples=["org_abc123"]
    )
    limit: Annotated[Integer, Range(*limits.PAGE)] = Field(
        limits.PAGE_DEFAULT, title="Limit", description="How many assistants to answer at most."
    )
    offset: Annotated[Integer, Range(0, limits.INTEGER_MAX)] = Field(
        0, title="Offset", description="How many assistants to pass over first; for deep pages, use `after`."
    )
    after: Identifier | None = Field(
        None,
        title="After",
        description="Only what comes after this assistant in the order of the list: `next_after` of the page before.",
    )
    search: Annotated[Text, Length(0, limits.SEARCH_LENGTH)] = Field(
        "",
        title="Search",
        description="Only assistants whose name or description contains this text, whatever its case and accents.",
        examples=["claims"],
    )
    access_mode: AccessMode | None = Field(
        None, title="Visibility", description="Only assistants with this visibility.", examples=["organization"]
    )
    is_active: Boolean | None = Field(
        None, title="Active", description="Only active assistants, or only inactive ones.", examples=[True]
    )
    include_inactive: Boolean = Field(
        False, title="Include inactive", description="Inactive assistants too, as far as you may edit them."
    )
    include_deleted: Boolean = Field(
        False, title="Include deleted", description="Deleted assistants too, as far as you are their owner."
    )
    model_key: ModelKey | None = Field(
        None, title="Model", description="Only assistants with this default model.", examples=["gpt-4o"]
    )
    provider: ProviderId | None = Field(
        None,
        title="Provider",
        description="Only assistants whose model is of this provider.",
        examples=["openai"],
    )
    vector_store_id: Identifier | None = Field(
        None, title="Vector store", description="Only assistants that use this vector store.", examples=["vs_handbook"]
    )
    sort_by: SortBy = Field(SortBy.NAME, title="Sort by", description="The order of the list.")
    sort_order: SortOrder = Field(SortOrder.ASC, title="Sort order", description="Whether the order rises or falls.")
    fields: FieldSet = Field(
        FieldSet.SUMMARY,
        title="Fields",
        description="How much of each assistant to answer; `full` is the whole object. Never more than you may see.",
    )

    @rule("offset", "after")
    def one_way_to_a_page(self) -> Complaints:
        if self.offset and self.after is not None:
            yield ("after",), Code.CONFLICT, "A page has an offset, or comes after an assistant, not both."

    @property
    def sought(self) -> str:
        """The key of what is searched for; an empty one is no search."""
        return search_key(self.search)

    @property
    def field_filters(self) -> dict[str, Any]:
        """The filters by a field of the assistant that were given."""
        values = {name: getattr(self, name) for name in FIELD_FILTERS}
        return {name: value for name, value in values.items() if value is not None}

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but activity decides what is on the list."""
        return bool(self.sought or self.include_deleted or self.field_filters)

    @property
    def activities(self) -> list[bool]:
        """Whether active or inactive assistants are wanted, or both."""
        if self.is_active is not None:
            return [self.is_active]
        return [True, False] if self.include_inactive else [True]

    @property
    def filters_applied(self) -> dict[str, Any]:
        """Every filter with its value, null where it does not filter."""
        applied = {name: getattr(self, name) for name in FILTERS}
        return applied | {"search": self.search or None, "include_inactive": False in self.activities}
