"""The JSON API: the doors for programs, under /v1."""

from ninja import NinjaAPI

from assistants.api import assistants, errors
from assistants.api.door import ApiKeyAuth
from assistants.api.rendering import Renderer

api = NinjaAPI(title="Atelier", version="1", urls_namespace="v1", auth=ApiKeyAuth(), renderer=Renderer(), docs_url=None)
api.add_router("/assistants", assistants.router)
errors.install(api)
