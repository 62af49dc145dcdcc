from django.db import models

from assistants.ids import Prefix
from assistants.models.fields import identifier
from assistants.models.resource import Resource


class PresetPrompt(Resource):
    """A prompt that assistants offer to people in chat."""

    id = identifier(Prefix.PRESET_PROMPT)
    content = models.TextField()

    class Meta:
        db_table = "preset_prompt"
