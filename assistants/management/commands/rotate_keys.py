"""`manage.py rotate_keys`: seal the secrets under the first of ENCRYPTION_KEYS (contract, section 7)."""

from itertools import chain
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from assistants.crypto import SecretUnreadable
from assistants.services import second_factor, secrets


class Command(BaseCommand):
    help = "Put the new key first in ENCRYPTION_KEYS, restart, run this, then drop the old key."

    def handle(self, *args: Any, **options: Any) -> None:
        total = 0
        try:
            for count in chain(secrets.rotate(), second_factor.rotate()):
                total += count
        except SecretUnreadable:
            raise CommandError(
                f"{total} secrets were sealed anew, then one was found that no key opens; "
                "add the key that it was sealed under to ENCRYPTION_KEYS."
            ) from None
        self.stderr.write(f"{total} secrets sealed under the first key")
