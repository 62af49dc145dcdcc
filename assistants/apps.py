"""The application, and what it does when the process starts."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AssistantsConfig(AppConfig):
    """The one application of the project."""

    name = "assistants"

    def ready(self) -> None:
        """Keep the catalogue's tables in step with the files that ship."""
        # Services name models, which exist only once every application is loaded.
        from assistants.services.catalogue import load_when_migrated  # noqa: PLC0415

        post_migrate.connect(load_when_migrated, sender=self)
