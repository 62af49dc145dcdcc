"""The picture of an assistant, which is a document of its own and so is served apart from everything else."""

from django.http import HttpRequest, HttpResponse
from ninja import Router

from assistants.api import documentation as docs
from assistants.api.door import caller_of
from assistants.api.errors import Fault, RequestRefused
from assistants.choices import Scope
from assistants.policy.rights import require_scope
from assistants.queries.icon import icon_seen_by
from assistants.served_picture import served

router = Router(tags=["Assistants"])


@router.get("/{assistant_id}/icon", response=docs.FOUND, openapi_extra=docs.ICON, summary="Get an assistant's icon")
def get_icon(request: HttpRequest, assistant_id: str) -> HttpResponse:
    """Get the picture that an assistant shows: PNG if it is its own, SVG from a library."""
    caller = caller_of(request)
    require_scope(caller, Scope.ASSISTANTS_READ)
    picture = icon_seen_by(caller, assistant_id)
    if picture is None:
        raise RequestRefused(Fault(404, "NOT_FOUND", "This assistant has no picture; its icon_url is null."))
    return served(request, picture)
