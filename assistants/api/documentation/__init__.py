"""What the OpenAPI document says of the API, beside what django-ninja reads from the operations."""

from assistants.api.documentation.access import PEOPLE, PERSON, PREVIEW
from assistants.api.documentation.assistant_list import LIST
from assistants.api.documentation.changes import DELETE, DUPLICATE, RESTORE, TRANSFER, UPDATE
from assistants.api.documentation.document import DESCRIPTION, DocumentedApi
from assistants.api.documentation.operations import CREATE, CREATED, FOUND, GET, GONE, ICON
from assistants.api.documentation.page import DOCS_PAGE, own_policy
from assistants.api.documentation.probe import PROBE
from assistants.api.documentation.versions import DIFFERENCES, HISTORY, RESTORE_VERSION, VERSION, VERSIONS

__all__ = [
    "CREATE",
    "CREATED",
    "DELETE",
    "DESCRIPTION",
    "DIFFERENCES",
    "DOCS_PAGE",
    "DUPLICATE",
    "FOUND",
    "GET",
    "GONE",
    "HISTORY",
    "ICON",
    "LIST",
    "PEOPLE",
    "PERSON",
    "PREVIEW",
    "PROBE",
    "RESTORE",
    "RESTORE_VERSION",
    "TRANSFER",
    "UPDATE",
    "VERSION",
    "VERSIONS",
    "DocumentedApi",
    "own_policy",
]
