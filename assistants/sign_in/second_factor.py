"""Who must use a second factor, where the settings ask for one (security.md, "The web")."""

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from assistants.choices import MembershipLevel
from assistants.models import Membership, User

GetResponse = Callable[[HttpRequest], HttpResponse]

_ASKED = "Set up a second factor to go on: an authenticator app or a passkey. Owners and staff need one here."


def second_factor_required(get_response: GetResponse) -> GetResponse:
    """Lead people who must use a second factor, and have none, to where they set one up."""

    def serve(request: HttpRequest) -> HttpResponse:
        if settings.SECOND_FACTOR_REQUIRED and _is_a_page(request) and _lacks_one(request.user):
            messages.warning(request, _ASKED)
            return redirect("mfa_index")
        return get_response(request)

    return serve


def _is_a_page(request: HttpRequest) -> bool:
    # The API knows people by their keys; and this is where the second factor itself is set up, or the session ended.
    return not request.path.startswith(("/v1/", "/healthz", "/readyz", reverse("account_login").rsplit("/", 2)[0]))


def _lacks_one(user: object) -> bool:
    return isinstance(user, User) and _must_have_one(user) and not is_mfa_enabled(user)


def _must_have_one(user: User) -> bool:
    return user.is_staff or Membership.objects.filter(user=user, level=MembershipLevel.OWNER, is_active=True).exists()
