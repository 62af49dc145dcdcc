"""Column types that more than one model needs."""

from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Any

import orjson
from django.db import models

from assistants.ids import Prefix, new_id
from assistants.limits import ID_LENGTH

# Django's fields take no type arguments at run time.
if TYPE_CHECKING:
    Json = models.TextField[Any, Any]
    Text = models.CharField[str, str]
else:
    Json, Text = models.TextField, models.CharField


class OrderedJSON(Json):
    """JSON kept as text: `jsonb` would lose the order of keys, which a JSON Schema's reader may rely on."""

    _pyi_private_set_type: Any
    _pyi_private_get_type: Any

    def from_db_value(self, value: str | None, _expression: Any, _connection: Any) -> Any:
        return None if value is None else orjson.loads(value)

    def get_prep_value(self, value: Any) -> str | None:
        return None if value is None else orjson.dumps(value).decode()


def identifier(prefix: Prefix) -> Text:
    """A primary key of ours; an id that comes from outside is valid as it is (contract, section 4)."""
    return models.CharField(primary_key=True, max_length=ID_LENGTH, default=partial(new_id, prefix), editable=False)


def choice(choices: type[StrEnum], *, default: StrEnum | None = None, **options: Any) -> Text:
    """One of a closed list, stored as its text."""
    if default is not None:
        options["default"] = default.value
    return models.CharField(max_length=16, choices=[(item.value, item.value) for item in choices], **options)
