"""MCP servers, asked for their tools before an assistant depends on them."""

from django.http import HttpRequest, HttpResponse
from ninja import Router

from assistants.api import documentation as docs
from assistants.api.door import caller_of, caller_with
from assistants.api.reading import json_object
from assistants.api.rendering import json_response
from assistants.choices import Scope
from assistants.mcp_probe import ProbedTools
from assistants.services import mcp_server

router = Router(tags=["MCP servers"])


@router.post("/probe", response={200: ProbedTools}, summary="Probe MCP Server", openapi_extra=docs.PROBE)
def probe_mcp_server(request: HttpRequest) -> HttpResponse:
    """List the tools of an MCP server, as the server describes them."""
    # 429 comes before anything that the body is refused for (contract, section 3).
    probe = mcp_server.begin(caller_of(request))
    body = json_object(request)
    caller_with(request, Scope.ASSISTANTS_WRITE)
    return json_response(probe.tools(body).model_dump())
