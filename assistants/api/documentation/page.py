"""The page that shows the document: Swagger UI, served from here alone."""

from collections.abc import Callable
from typing import Any

from csp.constants import UNSAFE_INLINE
from csp.decorators import csp_update
from ninja.openapi.docs import Swagger

# Without null, the page would send the document to a validator on another host.
DOCS_PAGE = Swagger(settings={"validatorUrl": None, "defaultModelsExpandDepth": 0, "docExpansion": "list"})

# Swagger UI writes style attributes.
own_policy: Callable[[Any], Any] = csp_update({"style-src": [UNSAFE_INLINE]})
