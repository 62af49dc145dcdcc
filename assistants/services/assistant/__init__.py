"""What can be done with an assistant, a file a verb."""

from assistants.services.assistant.create import create

__all__ = ["create"]
