"""`manage.py provision FILE`: make or update an organization from JSON (contract, section 7)."""

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from assistants.problems import Refused
from assistants.services.provisioning import provision


class Command(BaseCommand):
    help = "Make or update an organization from a JSON file, or from standard input (-)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="the file, or - for standard input")

    def handle(self, *args: Any, file: str, **options: Any) -> None:
        try:
            raw = json.loads(sys.stdin.read() if file == "-" else Path(file).read_text("utf-8"))
        except (OSError, ValueError) as error:
            raise CommandError(f"{file} cannot be read: {error}") from error
        if not isinstance(raw, dict):
            raise CommandError(f"{file} must hold one JSON object.")
        try:
            made = provision(raw)
        except Refused as refusal:
            lines = [f"{problem.field}: {problem.message}" for problem in refusal.problems]
            raise CommandError("Nothing was changed:\n  " + "\n  ".join(lines)) from None
        self.stdout.write(json.dumps(made))
