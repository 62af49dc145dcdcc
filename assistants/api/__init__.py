"""The JSON API: the doors for programs, under /v1."""

from assistants.api import access, assistants, catalogue, errors, icon, mcp, organization, versions
from assistants.api.documentation import DESCRIPTION, DOCS_PAGE, DocumentedApi, own_policy
from assistants.api.door import ApiKeyAuth
from assistants.api.rendering import Renderer

api = DocumentedApi(
    title="Atelier",
    version="1",
    description=DESCRIPTION,
    urls_namespace="v1",
    auth=ApiKeyAuth(),
    renderer=Renderer(),
    docs=DOCS_PAGE,
    docs_decorator=own_policy,
)
api.add_router("/assistants", assistants.router)
api.add_router("/assistants", icon.router)
api.add_router("/assistants", access.router)
api.add_router("/assistants", versions.router)
api.add_router("/mcp", mcp.router)
api.add_router("", catalogue.router)
api.add_router("", organization.router)
errors.install(api)
