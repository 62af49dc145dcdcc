"""The pages of sign-in, each in our frame."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client

from assistants.models import User
from assistants.services.people import set_password
from tests.factories import MembershipFactory

pytestmark = pytest.mark.django_db

PASSWORD = "umbrella-in-the-rain"
OUR_FRAME = '<a class="brand" href="/">'


@pytest.fixture
def person(client: Client) -> User:
    user = MembershipFactory.create().user
    set_password(user, PASSWORD)
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    return user


def shown(client: Client, path: str) -> str:
    """A page, for which the password may be asked once more."""
    page = client.get(f"/accounts/{path}")
    if page.status_code == 302:
        page = client.post(page.headers["Location"], {"password": PASSWORD}, follow=True)
    assert page.status_code == 200
    assert page.request["PATH_INFO"] == f"/accounts/{path}"
    return str(page.content.decode())


@pytest.mark.parametrize("path", ["login/", "signup/", "inactive/", "password/reset/", "password/reset/done/"])
def test_whoever_is_not_signed_in_sees_the_page_in_our_frame(client: Client, path: str) -> None:
    assert OUR_FRAME in shown(client, path)


@pytest.mark.parametrize(
    "path",
    [
        "logout/",
        "password/change/",
        "reauthenticate/",
        "2fa/",
        "2fa/totp/activate/",
        "2fa/webauthn/",
        "2fa/webauthn/add/",
    ],
)
def test_a_person_sees_the_page_of_their_account_in_our_frame(client: Client, person: User, path: str) -> None:
    assert OUR_FRAME in shown(client, path)


@pytest.mark.parametrize("path", ["totp/deactivate/", "recovery-codes/", "recovery-codes/generate/"])
def test_a_person_with_a_second_factor_sees_its_pages_in_our_frame(client: Client, person: User, path: str) -> None:
    TOTP.activate(person, "JBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(person)
    assert Authenticator.objects.count() == 2

    assert OUR_FRAME in shown(client, f"2fa/{path}")


def test_a_password_is_changed_by_whoever_knows_the_old_one(client: Client, person: User) -> None:
    new = "a-hat-in-the-rain"
    client.post(
        "/accounts/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new}, follow=True
    )

    person.refresh_from_db()
    assert person.check_password(new)
