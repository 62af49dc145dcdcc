"""What the OpenAPI document says of the API, beside what django-ninja reads from the operations."""

from assistants.api.documentation.document import DESCRIPTION, DocumentedApi
from assistants.api.documentation.operations import CREATE, CREATED, FOUND, GET, ICON
from assistants.api.documentation.page import DOCS_PAGE, own_policy

__all__ = ["CREATE", "CREATED", "DESCRIPTION", "DOCS_PAGE", "FOUND", "GET", "ICON", "DocumentedApi", "own_policy"]
