"""What can be done with an assistant, a file a verb."""

from assistants.services.assistant.answer import Answer
from assistants.services.assistant.create import create
from assistants.services.assistant.delete import delete
from assistants.services.assistant.duplicate import duplicate
from assistants.services.assistant.preview import preview
from assistants.services.assistant.restore import restore
from assistants.services.assistant.restore_version import restore_version
from assistants.services.assistant.transfer import transfer
from assistants.services.assistant.update import update

__all__ = [
    "Answer",
    "create",
    "delete",
    "duplicate",
    "preview",
    "restore",
    "restore_version",
    "transfer",
    "update",
]
