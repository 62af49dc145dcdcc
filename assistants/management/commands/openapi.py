"""`manage.py openapi`: the API's document, as it is committed in static/openapi.json."""

from django.core.management.base import CommandParser
from ninja.management.commands import export_openapi_schema


class Command(export_openapi_schema.Command):
    """django-ninja's command, for the one API that there is."""

    help = "Print the OpenAPI document of the API."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.set_defaults(api="assistants.api.api", output=None, indent=2, sort_keys=False, ensure_ascii=False)
