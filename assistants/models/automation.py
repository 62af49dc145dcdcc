from assistants.ids import Prefix
from assistants.models.fields import identifier
from assistants.models.resource import Resource


class Automation(Resource):
    """A Streamline automation that assistants may run as a tool."""

    id = identifier(Prefix.AUTOMATION)

    class Meta:
        db_table = "automation"
