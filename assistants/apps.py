from django.apps import AppConfig


class AssistantsConfig(AppConfig):
    """The one application of the project."""

    name = "assistants"
