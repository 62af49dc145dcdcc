"""`manage.py housekeeping`: remove what has expired; run it daily (contract, section 7)."""

from typing import Any

from django.core.management.base import BaseCommand

from assistants.services.housekeeping import remove_expired


class Command(BaseCommand):
    help = "Remove expired idempotency records, the secrets of assistants deleted 30 days ago, and forgotten drafts."

    def handle(self, *args: Any, **options: Any) -> None:
        for kind, count in remove_expired().items():
            self.stderr.write(f"{count} {kind.replace('_', ' ')} removed")
