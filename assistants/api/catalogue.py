"""The catalogue: what the product itself offers to the assistants of every organization."""

from ninja import Router

from assistants.api.listing import add_list
from assistants.queries import catalogue

router = Router(tags=["Catalogue"])

add_list(router, catalogue.models, catalogue.LanguageModelRow)
add_list(router, catalogue.providers, catalogue.ProviderRow)
add_list(router, catalogue.avatars, catalogue.PictureRow)
add_list(router, catalogue.icons, catalogue.PictureRow)
add_list(router, catalogue.connectors, catalogue.ConnectorRow)
