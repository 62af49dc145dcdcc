"""Seals secrets, each bound to its place (security.md, "Secrets").

The keys are read from `settings.ENCRYPTION_KEYS` at each call: the first one seals, all of them open.
"""

import json

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

_FORM = 1


class SecretUnreadable(Exception):
    """A sealed secret does not open here: its key is gone, it was altered, or it belongs to another place."""


def seal(value: str, *, organization_id: str, secret_id: str) -> str:
    """A secret as it is stored: under the first key, and only good for this organization and this row."""
    place = {"v": _FORM, "organization": organization_id, "id": secret_id}
    plaintext = json.dumps({**place, "value": value})
    return _keys()[0].encrypt(plaintext.encode()).decode("ascii")


def open_sealed(token: str, *, organization_id: str, secret_id: str) -> str:
    """The secret that `seal` was given.

    Raises SecretUnreadable, which tells neither the secret nor why, unless a key in force opens the token
    and the token was sealed for this very place.
    """
    return _open(MultiFernet(_keys()), token, organization_id, secret_id)


def reseal(token: str, *, organization_id: str, secret_id: str) -> str | None:
    """The same secret under the first key, or None where it is under it already: a rotation may be repeated.

    Raises SecretUnreadable as `open_sealed` does.
    """
    keys = _keys()
    value = _open(MultiFernet(keys), token, organization_id, secret_id)
    try:
        keys[0].decrypt(token)
    except InvalidToken:
        return seal(value, organization_id=organization_id, secret_id=secret_id)
    return None


def _keys() -> list[Fernet]:
    return [Fernet(key) for key in settings.ENCRYPTION_KEYS]


def _open(keys: MultiFernet, token: str, organization_id: str, secret_id: str) -> str:
    place = {"v": _FORM, "organization": organization_id, "id": secret_id}
    try:
        content = json.loads(keys.decrypt(token.encode("ascii")))
    except (InvalidToken, ValueError):
        raise SecretUnreadable from None
    match content:
        case {"value": str(value), **rest} if rest == place:
            return value
    raise SecretUnreadable
