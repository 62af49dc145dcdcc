"""What the document says of the list of assistants."""

from typing import Any

from pydantic import Field, create_model

from assistants.api.documentation.answers import Answered, Assistant
from assistants.api.documentation.examples import answer
from assistants.api.query import parameters_of
from assistants.choices import AccessMode
from assistants.queries.assistant_items import SUMMARY
from assistants.queries.assistant_list import KeysetPagination
from assistants.queries.assistant_query import AssistantQuery
from assistants.queries.cut import CHAT_FIELDS


def _listed() -> dict[str, Any]:
    """The assistant's fields, of which only those are always there that the level chat shows."""
    return {
        name: (field.annotation, field if name in CHAT_FIELDS else Field(None, title=field.title))
        for name, field in Assistant.model_fields.items()
    }


ListedAssistant = create_model(
    "ListedAssistant",
    __doc__="An assistant with the fields that were asked for, as far as you may see them.",
    **_listed(),
)


class AppliedFilters(Answered):
    """Every filter with its value; null does not filter."""

    search: str | None
    access_mode: AccessMode | None
    is_active: bool | None
    model_key: str | None
    provider: str | None
    vector_store_id: str | None
    include_inactive: bool
    include_deleted: bool


class AssistantPage(Answered):
    """A page of the assistants that you may see."""

    assistants: list[ListedAssistant]
    total: int = Field(description="How many assistants match, on all pages together.")
    organization_id: str
    pagination: KeysetPagination
    filters_applied: AppliedFilters


def _example() -> dict[str, Any]:
    whole = answer()
    query = AssistantQuery.model_validate({"organization_id": whole["organization_id"]})
    pagination = {"total": 1, "limit": query.limit, "offset": query.offset, "has_more": False, "next_after": None}
    return {
        "assistants": [{field: whole[field] for field in SUMMARY}],
        "total": 1,
        "organization_id": query.organization_id,
        "pagination": pagination,
        "filters_applied": query.filters_applied,
    }


LIST: dict[str, Any] = {
    "description": (
        "Lists the assistants at which your level is not none, each with what your level shows of it; at the level "
        "chat that is the fields that are always there. A filter on a field that your level hides never matches. "
        "`is_active=false` implies `include_inactive`. To read a long list, pass `next_after` of each page as `after` "
        "of the next, with everything else the same. The key needs the scope assistants:read."
    ),
    "parameters": parameters_of(AssistantQuery),
    "responses": {
        200: {
            "description": "One page of the list.",
            "content": {
                "application/json": {
                    "schema": {"$ref": "#/components/schemas/AssistantPage"},
                    "examples": {"summary": {"summary": "The only assistant, in summary", "value": _example()}},
                }
            },
        }
    },
}
