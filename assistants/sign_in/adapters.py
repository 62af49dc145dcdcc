"""What allauth asks of us: who may sign up, where a request comes from, and how its secrets are kept."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest

from assistants.models import User
from assistants.services import second_factor
from assistants.services.people import set_password


class AccountAdapter(DefaultAccountAdapter):
    """People are invited by their organization; nobody signs up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's signature
        return False

    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        assert isinstance(user, User)
        set_password(user, password)

    def get_client_ip(self, request: HttpRequest) -> str:
        # What comes through a socket of the machine has no address, and shares its limits with its like.
        return str(request.META["REMOTE_ADDR"] or "local")


class SecondFactorAdapter(DefaultMFAAdapter):
    """The keys of authenticator apps and of recovery codes are sealed, as every secret is."""

    def encrypt(self, text: str) -> str:
        return second_factor.seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return second_factor.open_sealed(encrypted_text)
