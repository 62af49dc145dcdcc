"""What the document says of the probe of MCP servers."""

from typing import Any

from pydantic import create_model

from assistants import limits
from assistants.api.documentation.bodies import kept_or_new
from assistants.api.documentation.faults import reference
from assistants.services import mcp_server

McpProbe = create_model(
    "McpProbe",
    __base__=mcp_server.McpProbe,
    __doc__=mcp_server.McpProbe.__doc__,
    **kept_or_new(
        authorization="With assistant_id: left out, or as an answer shows it, the stored one is used. Write-only.",
        headers="With assistant_id: left out, the stored ones are used, and so is a value as an answer shows it. "
        "Write-only.",
    ),
)
"""The request as it is documented; the service reads it, with what is stored merged in."""

PROBES: dict[str, Any] = {
    "by URL": {
        "summary": "A server, and what it is told",
        "value": {
            "server_url": "https://mcp.example.com/v1",
            "authorization": "example-token",
            "headers": {"X-Tenant": "acme"},
        },
    },
    "of an assistant": {
        "summary": "A server of an assistant, with its stored secrets",
        "value": {
            "assistant_id": "asst_abc123",
            "server_label": "crm",
            "server_url": "https://mcp.example.com/v1",
        },
    },
}
PROBE_ANSWER: dict[str, Any] = {
    "tools": [
        {
            "name": "search_contacts",
            "title": "Search contacts",
            "description": "Finds people by name, company or e-mail address.",
            "read_only": True,
            "destructive": False,
        },
        {
            "name": "delete_contact",
            "title": None,
            "description": "Deletes a person for good.",
            "read_only": False,
            "destructive": True,
        },
    ],
    "has_more": False,
}

PROBE: dict[str, Any] = {
    "description": (
        f"Asks an MCP server for its tools, at most {limits.PROBE_TOOLS}, with the hints that it gives of them; "
        "nothing is stored or enabled. Hints prove nothing: they are the server's own words. Whether a server "
        f"refuses, does not answer within {limits.PROBE_SECONDS:.0f} seconds, is no MCP server or may not be asked "
        "from here, is answered alike: with the code unreachable at server_url. The tools of a connector cannot be "
        "listed. A stored secret is used only at the address that it was stored for: another one needs it anew, or "
        f"null. You may probe {limits.PROBES_PER_MINUTE} times a minute. The key needs the scope assistants:write, and "
        "you the access level edit of the assistant, if one is named."
    ),
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {"schema": {"$ref": "#/components/schemas/McpProbe"}, "examples": PROBES},
        },
    },
    "responses": {
        200: {
            "description": "The tools, in the server's order.",
            "content": {"application/json": {"example": PROBE_ANSWER}},
        },
        404: reference(404),
    },
}
