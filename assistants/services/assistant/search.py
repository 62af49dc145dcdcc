"""The row by which an assistant is found."""

from assistants.models import Assistant, AssistantSearch
from assistants.spec.text import search_key


def search_row(assistant: Assistant) -> AssistantSearch:
    """What a search looks at, of an assistant as it is: no key holds a line end, so no match spans two of them."""
    texts = (assistant.name, assistant.description or "")
    return AssistantSearch(
        assistant_id=assistant.id,
        organization_id=assistant.organization_id,
        name_key=assistant.name_key,
        is_active=assistant.is_active,
        deleted_at=assistant.deleted_at,
        text="\n".join(map(search_key, texts)),
    )
