"""The application, and what it does when the process starts."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.module_loading import import_string


class AssistantsConfig(AppConfig):
    """The one application of the project."""

    name = "assistants"

    def ready(self) -> None:
        """Keep the catalogue's tables in step with the files that ship."""
        # By its name: services import models, which exist only once every application is loaded.
        load = import_string("assistants.services.catalogue.load_when_migrated")
        post_migrate.connect(load, sender=self)
