"""What the OpenAPI document says of the API, beside what django-ninja reads from the operations."""

from assistants.api.documentation.access import PEOPLE, PERSON, PREVIEW
from assistants.api.documentation.document import DESCRIPTION, DocumentedApi
from assistants.api.documentation.operations import (
    CREATE,
    CREATED,
    DELETE,
    DUPLICATE,
    FOUND,
    GET,
    GONE,
    ICON,
    RESTORE,
    TRANSFER,
    UPDATE,
)
from assistants.api.documentation.page import DOCS_PAGE, own_policy

__all__ = [
    "CREATE",
    "CREATED",
    "DELETE",
    "DESCRIPTION",
    "DOCS_PAGE",
    "DUPLICATE",
    "FOUND",
    "GET",
    "GONE",
    "ICON",
    "PEOPLE",
    "PERSON",
    "PREVIEW",
    "RESTORE",
    "TRANSFER",
    "UPDATE",
    "DocumentedApi",
    "own_policy",
]
