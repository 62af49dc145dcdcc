"""`manage.py create_api_key`: make a key for a member, and print it once (contract, section 7)."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import IntegrityError

from assistants.choices import Scope
from assistants.models import Membership
from assistants.services import api_key


class Command(BaseCommand):
    help = "Make an API key for a member of an organization; the key alone goes to standard output."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--member", required=True, help="the user's id")
        parser.add_argument("--organization", required=True, help="the organization's id")
        parser.add_argument("--name", required=True, help="what the key is for")
        parser.add_argument("--scope", required=True, nargs="+", choices=[scope.value for scope in Scope])

    def handle(self, *args: Any, **options: Any) -> None:
        membership = Membership.objects.filter(
            user_id=options["member"], organization_id=options["organization"]
        ).first()
        if membership is None:
            raise CommandError(f"There is no member {options['member']} in {options['organization']}.")
        try:
            key = api_key.issue(membership, options["name"], [Scope(scope) for scope in options["scope"]])
        except IntegrityError:
            raise CommandError(f"This member has a key named {options['name']} already.") from None
        self.stdout.write(key)
