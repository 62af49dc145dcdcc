from django.db import models

from assistants.ids import Prefix
from assistants.models.fields import identifier
from assistants.models.resource import Resource


class Rule(Resource):
    """A rule of behaviour that assistants follow."""

    id = identifier(Prefix.RULE)
    content = models.TextField()

    class Meta:
        db_table = "rule"
