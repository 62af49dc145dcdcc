"""`migrate`, which first makes the keys that a new installation lacks (contract, section 7)."""

from typing import Any

from django.core.management import call_command
from django.core.management.commands import migrate
from django.db import connection

from config.settings import env


class Command(migrate.Command):
    help = "Makes the key files that are missing, then brings the database up to date."

    def execute(self, *args: Any, **options: Any) -> str | None:
        # Before Django's own checks, which look for the database in the directory that this makes.
        for path in env.make_keys():
            self.stderr.write(f"Made {path.name} in {path.parent}; keep a copy of it apart from the database.")
        return super().execute(*args, **options)

    def handle(self, *args: Any, **options: Any) -> None:
        if connection.vendor == "postgresql":
            # A request ends after five seconds; an index of a large table may take longer.
            with connection.cursor() as cursor:
                cursor.execute("SET statement_timeout = 0")
        super().handle(*args, **options)
        call_command("createcachetable", verbosity=0)
