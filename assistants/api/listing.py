"""A list: the operation that answers one page of it to whoever may read what an organization keeps."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router
from pydantic import BaseModel, create_model

from assistants.api.door import caller_of
from assistants.api.query import parameters_of, query_of
from assistants.api.rendering import json_response
from assistants.caller import Caller
from assistants.choices import Scope
from assistants.policy.rights import require_scope
from assistants.queries.page import Page, Pagination
from assistants.queries.record import Record


def add_list(router: Router, read: Callable[[Caller, Page], Record], row: Any) -> None:
    """Serve `read`, whose entries are like `row`, at the address of its name: `vector_stores`, /vector-stores."""
    plural = read.__name__

    @router.get(
        f"/{plural.replace('_', '-')}",
        response={200: _documented(plural, row)},
        operation_id=f"list_{plural}",
        summary=f"List {plural.replace('_', ' ')}",
        description=read.__doc__,
        openapi_extra={"parameters": parameters_of(Page)},
    )
    def answer(request: HttpRequest) -> HttpResponse:
        caller = caller_of(request)
        require_scope(caller, Scope.ORGANIZATION_READ)
        return json_response(read(caller, query_of(request, Page)))


def _documented(plural: str, row: Any) -> type[BaseModel]:
    fields: dict[str, Any] = {plural: list[row], "total": int, "pagination": Pagination}
    return create_model(f"{plural.title().replace('_', '')}Page", **fields)
