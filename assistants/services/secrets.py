"""Secrets under new keys, while requests run (security.md, "Secrets")."""

from collections.abc import Iterator

from django.db import transaction

from assistants import crypto
from assistants.models import Secret

_BATCH = 500


def rotate() -> Iterator[int]:
    """Seal every secret under the first key, a batch at a time; yields how many of each batch it sealed anew.

    What is under that key already is left alone, so a run that was cut short is finished by the next one.
    Raises `SecretUnreadable` for a secret that no key opens; the batches before it stay rotated.
    """
    after = ""
    while ids := list(Secret.objects.filter(id__gt=after).order_by("id").values_list("id", flat=True)[:_BATCH]):
        yield _rotate(ids)
        after = ids[-1]


@transaction.atomic
def _rotate(ids: list[str]) -> int:
    sealed_anew = []
    for secret in Secret.objects.select_for_update().filter(id__in=ids):
        place = {"organization_id": secret.organization_id, "secret_id": secret.id}
        if (token := crypto.reseal(secret.sealed, **place)) is not None:
            secret.sealed = token
            sealed_anew.append(secret)
    Secret.objects.bulk_update(sealed_anew, ["sealed"])
    return len(sealed_anew)
