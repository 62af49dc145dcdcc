"""The keys of people's second factors: sealed like every secret, but of a person and not of an organization."""

from collections.abc import Iterator
from typing import Any

from allauth.mfa.models import Authenticator
from django.db import transaction

from assistants import crypto

# allauth does not say whose key it wants sealed.
_PLACE = {"organization_id": "", "secret_id": "second_factor"}


def seal(key: str) -> str:
    """A key as it is stored."""
    return crypto.seal(key, **_PLACE)


def open_sealed(token: str) -> str:
    """The key that was sealed; raises `SecretUnreadable` where no key in force opens it."""
    return crypto.open_sealed(token, **_PLACE)


def rotate() -> Iterator[int]:
    """Seal every key under the first of ENCRYPTION_KEYS, as `services.secrets.rotate` does; yields how many it did."""
    for id_ in Authenticator.objects.order_by("id").values_list("id", flat=True):
        yield _rotate(id_)


@transaction.atomic
def _rotate(id_: int) -> int:
    kept = Authenticator.objects.select_for_update().filter(id=id_).first()
    if kept is None:
        return 0
    resealed = {name: token for name, value in _keys(kept.data) if (token := crypto.reseal(value, **_PLACE))}
    if resealed:
        kept.data |= resealed
        kept.save(update_fields=["data"])
    return len(resealed)


def _keys(data: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """What of an authenticator's data is sealed: the key of an app, or the seed of recovery codes."""
    return ((name, data[name]) for name in ("secret", "seed") if name in data)
