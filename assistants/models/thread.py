from assistants.ids import Prefix
from assistants.models.fields import identifier
from assistants.models.resource import Resource


class Thread(Resource):
    """A conversation that may hold additional instructions."""

    id = identifier(Prefix.THREAD)

    class Meta:
        db_table = "thread"
