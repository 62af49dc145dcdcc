"""`manage.py demo`: something to try on a machine that has nothing yet."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser

from assistants.choices import MembershipLevel
from assistants.models import Organization, User
from assistants.services.people import first_password

_KEY_MADE = "The demo organization {organization}, with an API key that is shown only now: {key}"
_KEY_KNOWN = (
    "The demo organization {organization}. Its API key was shown when it was made; "
    "manage.py create_api_key makes another."
)
_SIGN_IN = "\nSign in as {email} with the password {password}, which is shown only now."
_CURL = """\
curl {address}/v1/assistants \\
  -H "X-API-Key: {key}" \\
  -H "Content-Type: application/json" \\
  -d '{{
    "name": "My Assistant",
    "organization_id": "{organization}"
  }}'"""


class Command(BaseCommand):
    help = "Provision the demo organization where it is missing, and print how to sign in and how to call the API."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--address", required=True, help="where the API is served, as in http://127.0.0.1:8000")

    def handle(self, *args: Any, address: str, **options: Any) -> None:
        file = Path(apps.get_app_config("assistants").path, "data", "demo.json")
        organization = json.loads(file.read_text())["organization"]["id"]
        key = None if Organization.objects.filter(id=organization).exists() else _provision(file)
        told = _KEY_MADE if key else _KEY_KNOWN
        owner = User.objects.filter(
            memberships__organization_id=organization, memberships__level=MembershipLevel.OWNER
        ).first()
        if owner and (password := first_password(owner)):
            told += _SIGN_IN.format(email=owner.email, password=password)
        call = _CURL.format(address=address, key=key or "$FREDDY_API_KEY", organization=organization)
        self.stdout.write(f"Atelier: {address}\n{told.format(organization=organization, key=key)}\n\n{call}\n")


def _provision(file: Path) -> str:
    """Provision the file; the answer is the API key that this made."""
    printed = StringIO()
    call_command("provision", str(file), stdout=printed)
    key: str = json.loads(printed.getvalue())["api_keys"][0]["key"]
    return key
