from assistants.ids import Prefix
from assistants.models.fields import identifier
from assistants.models.resource import Resource


class VectorStore(Resource):
    """Documents that assistants search."""

    id = identifier(Prefix.VECTOR_STORE)

    class Meta:
        db_table = "vector_store"
