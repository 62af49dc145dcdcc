"""The calls of the API that make this assistant again, and that read it."""

import shlex
from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from assistants.choices import AccessLevel
from assistants.dashboard.assistant.page import shown
from assistants.policy.rights import require_sight
from assistants.queries.assistant_page import seen
from assistants.queries.record import Record
from assistants.request_shown import curl_of, variables_of
from assistants.signed_in import MemberRequest, member_view
from assistants.spec import AssistantSpec
from assistants.spec.assistant import NEST, NESTED


@require_safe
@member_view
def calls(request: MemberRequest, assistant_id: str) -> HttpResponse:
    """The commands, with a variable of the shell for the key and for each secret."""
    found = seen(request.caller, assistant_id)
    require_sight(found.level)
    address = request.build_absolute_uri("/").rstrip("/")
    body = _body(found.record)
    context: dict[str, Any] = {
        "make": curl_of(body, address),
        "get": f'curl {shlex.quote(f"{address}/v1/assistants/{assistant_id}")} \\\n  -H "X-API-Key: $API_KEY"',
        "variables": variables_of(body),
        "without_picture": found.record["icon_data"] is not None,
        "without_lists": found.level != AccessLevel.OWNER,
        "hosts_only": found.level == AccessLevel.VIEW and bool((found.record[NEST] or {}).get("mcp_tools")),
    }
    return shown(request, found, "api", context, tab="api")


def _body(record: Record) -> Record:
    """The request: what is stored as it was sent, but for a picture, which is too long to be read."""
    body = {name: record[name] for name in (*AssistantSpec.model_fields, NEST) if name in record and name not in NESTED}
    if body["icon_data"] is not None:
        del body["icon_data"]
        if body["icon_type"] == "custom":
            del body["icon_type"]
    return body
