"""Who comes in by the browser, and who does not."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client
from pytest_django import Settings

from assistants.choices import MembershipLevel
from assistants.models import User
from assistants.services.people import set_password
from tests.factories import MembershipFactory

pytestmark = pytest.mark.django_db

PASSWORD = "umbrella-in-the-rain"
REFUSED = "The email address and/or password you specified are not correct."


@pytest.fixture
def person() -> User:
    user = MembershipFactory.create(level=MembershipLevel.OWNER).user
    set_password(user, PASSWORD)
    return user


def sign_in(client: Client, email: str, password: str = PASSWORD) -> str:
    return client.post("/accounts/login/", {"login": email, "password": password}, follow=True).content.decode()


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_a_person_signs_in_with_email_and_password_in_whatever_case_the_address_is_typed(
    client: Client, person: User
) -> None:
    sign_in(client, person.email.upper())

    assert is_signed_in(client)


def test_a_wrong_password_and_an_unknown_address_are_refused_in_the_same_words(client: Client, person: User) -> None:
    assert REFUSED in sign_in(client, person.email, "wrong")
    assert REFUSED in sign_in(client, "nobody@example.com", "wrong")
    assert not is_signed_in(client)


def test_a_deactivated_person_does_not_come_in(client: Client, person: User) -> None:
    User.objects.update(is_active=False)

    sign_in(client, person.email)

    assert not is_signed_in(client)


def test_after_five_failures_an_account_takes_no_more_guesses_for_a_while(client: Client, person: User) -> None:
    for _ in range(5):
        sign_in(client, person.email, "wrong")

    assert "Too many failed login attempts" in sign_in(client, person.email)
    assert not is_signed_in(client)


def test_nobody_signs_up(client: Client) -> None:
    assert "By invitation" in client.get("/accounts/signup/").content.decode()
    client.post("/accounts/signup/", {"email": "new@example.com", "password1": PASSWORD})

    assert not User.objects.filter(email="new@example.com").exists()


def test_nobody_changes_the_address_by_which_an_organization_knows_them(client: Client, person: User) -> None:
    client.force_login(person)

    assert "Ask an owner" in client.get("/accounts/email/").content.decode()


def test_passwords_are_hashed_with_argon2(person: User) -> None:
    assert person.password.startswith("argon2$argon2id$")


def code_of(secret: str) -> str:
    counter = next(iter(yield_hotp_counters_from_time()))
    return str(format_hotp_value(hotp_value(secret, counter)))


def test_with_an_authenticator_app_the_password_alone_does_not_open(client: Client, person: User) -> None:
    TOTP.activate(person, "JBSWY3DPEHPK3PXP")

    asked = sign_in(client, person.email)
    assert "authenticator code" in asked
    assert not is_signed_in(client)

    client.post("/accounts/2fa/authenticate/", {"code": code_of("JBSWY3DPEHPK3PXP")})
    assert is_signed_in(client)


def test_the_key_of_an_authenticator_app_is_not_in_the_database(person: User) -> None:
    TOTP.activate(person, "JBSWY3DPEHPK3PXP")

    assert "JBSWY3DPEHPK3PXP" not in str(Authenticator.objects.get().data)


def test_where_a_second_factor_is_required_owners_and_staff_set_one_up_before_anything_else(
    client: Client, person: User, settings: Settings
) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    client.force_login(person)

    answer = client.get("/", follow=True)

    assert answer.redirect_chain == [("/accounts/2fa/", 302)]
    assert "Set up a second factor to go on" in answer.content.decode()


def test_where_a_second_factor_is_required_members_and_those_who_have_one_go_on(
    client: Client, person: User, settings: Settings
) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    member = MembershipFactory.create(level=MembershipLevel.MEMBER).user
    TOTP.activate(person, "JBSWY3DPEHPK3PXP")

    for user in (member, person):
        client.force_login(user)
        assert not client.get("/").headers.get("Location", "").startswith("/accounts/2fa")
