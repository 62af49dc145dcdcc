"""Two fillings of one section, put together field by field."""

from collections.abc import Collection, Iterable, Iterator

from assistants.forms import Posted
from assistants.forms.posted import EMPTY
from assistants.models.draft import KEPT


def merged(mine: Posted, other: Posted, mine_at: Collection[str]) -> dict[str, list[str]]:
    """The other filling, with mine at the fields of the spec that are named."""
    kept = {name: values for name, values in other.items() if field_of(name) not in mine_at}
    return kept | {name: values for name, values in mine.items() if field_of(name) in mine_at}


def differing(mine: Posted, other: Posted, fields: Iterable[str]) -> Iterator[str]:
    """The fields at which two fillings say something else, in the order of `fields`."""
    for field in fields:
        if _said(mine, field) != _said(other, field):
            yield field


def words(posted: Posted, field: str) -> str:
    """What was typed at a field, to be read beside another filling; never what a page does not show."""
    lines = [", ".join(values) for name, values in _said(posted, field).items() if not name.endswith(KEPT)]
    return "\n".join(lines)


def field_of(name: str) -> str:
    """The field of the spec to which an input belongs."""
    return name.partition(".")[0]


def _said(posted: Posted, field: str) -> dict[str, list[str]]:
    """What is typed at a field; an empty input says the same as none."""
    found = {name: [value for value in values if value] for name, values in posted.items() if field_of(name) == field}
    return {name: values for name, values in sorted(found.items()) if values and not name.endswith(EMPTY)}
