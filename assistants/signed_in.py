"""The way in for people: who is signed in, acting in the organization that the address names."""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django_htmx.http import HttpResponseClientRedirect
from django_htmx.middleware import HtmxDetails

from assistants.batch import Batch
from assistants.caller import Belonging, Caller, read_member, signed_in
from assistants.choices import Source
from assistants.ids import may_name
from assistants.models import User
from assistants.problems import AssistantNotFound, DraftNotFound, Forbidden

P = ParamSpec("P")

# Keeps the organization that was used last, for the next visit; it opens nothing by itself.
LAST_ORGANIZATION = "organization"
_YEAR = 365 * 24 * 60 * 60


class MemberRequest(HttpRequest):
    """A request of a member: who acts, in which organization, and which others the person belongs to."""

    user: User
    htmx: HtmxDetails
    caller: Caller
    organization: Belonging
    organizations: Sequence[Belonging]


View = Callable[Concatenate[MemberRequest, P], HttpResponse]


def member_view(view: View[P]) -> Callable[..., HttpResponse]:
    """A view for the active members of the organization that the URL names as `organization_id`.

    It gets a `MemberRequest` and the rest of the URL's arguments. Whoever is not signed in is sent to the sign-in and
    back; to others the organization does not exist: 404, as for an assistant that they may not know of (contract,
    section 4). `Forbidden` becomes a 403 that says why. No cache may store what it answers, unless that says
    itself how.
    """

    @wraps(view)
    def serve(request: HttpRequest, organization_id: str, **rest: object) -> HttpResponse:
        if not request.user.is_authenticated:
            return _to_sign_in(request)
        member = _let_in(request, organization_id)
        try:
            response = view(member, **rest)  # type: ignore[call-arg, arg-type]  # the URL's arguments, by name
        except (AssistantNotFound, DraftNotFound) as unknown:
            raise Http404 from unknown
        except Forbidden as refusal:
            raise PermissionDenied(refusal.message) from refusal
        response.setdefault("Cache-Control", "no-store")
        if request.COOKIES.get(LAST_ORGANIZATION) != organization_id:
            response.set_cookie(
                LAST_ORGANIZATION,
                organization_id,
                max_age=_YEAR,
                httponly=True,
                samesite="Lax",
                secure=settings.SESSION_COOKIE_SECURE,
            )
        return response

    return serve


def _let_in(request: HttpRequest, organization_id: str) -> MemberRequest:
    if not may_name(organization_id):
        raise Http404
    batch = Batch()
    rows = read_member(batch, organization_id, cast("User", request.user).id)
    batch.send()
    found = signed_in(rows, Source.WIZARD, getattr(request, "trace_id", ""))
    if found is None:
        raise Http404
    member = cast("MemberRequest", request)
    member.caller, member.organizations = found
    member.organization = next(found for found in member.organizations if found.id == organization_id)
    return member


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    htmx = cast("MemberRequest", request).htmx
    if htmx:
        # The answer to a part of a page would be put into that part: the whole page has to go.
        return HttpResponseClientRedirect(redirect_to_login(htmx.current_url_abs_path or "/").url)
    return redirect_to_login(request.get_full_path())
