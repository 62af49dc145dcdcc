"""An assistant opened for a change: locked, read whole, and judged for the caller's right to change it."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from assistants.caller import Caller
from assistants.choices import AccessLevel
from assistants.ids import may_name
from assistants.models import Version
from assistants.policy import rights
from assistants.problems import VersionConflict
from assistants.queries.assistants import known_to, load
from assistants.queries.record import AssistantRows, Record, record_of
from assistants.services.locks import lock_assistants

ANY_VERSION = "*"


class Opened(NamedTuple):
    """An assistant's rows, what is stored in them under its shown names, and the caller's level."""

    rows: AssistantRows
    record: Record
    level: AccessLevel


def opened(caller: Caller, assistant_id: str, *, deleted: bool = False) -> Opened:
    """Lock an assistant until the transaction ends, and read it; one that is deleted, where that is asked for.

    Raises `AssistantNotFound` where the caller may not know of it.
    """
    if may_name(assistant_id):
        lock_assistants(caller.organization_id, [assistant_id])
    rows, level = known_to(caller, assistant_id, deleted=deleted)
    return Opened(rows, record_of(rows), level)


def opened_all(organization_id: str, assistant_ids: Iterable[str]) -> Iterator[AssistantRows]:
    """Lock several assistants until the transaction ends, deleted ones too, and read them one after the other."""
    for assistant_id in lock_assistants(organization_id, assistant_ids):
        rows = load(organization_id, assistant_id) or load(organization_id, assistant_id, deleted=True)
        assert rows is not None, "it is locked"
        yield rows


def require_level(assistant: Opened, *levels: AccessLevel) -> None:
    """Raises `Forbidden` unless the caller's level is one of those."""
    rights.require_level(assistant.level, *levels)


def require_version(assistant: Opened, if_match: Sequence[str] | None) -> None:
    """Raises `VersionConflict` unless one of the versions that the request was made for is the current one."""
    row = assistant.rows.assistant
    if if_match is None or ANY_VERSION in if_match or str(row.version) in if_match:
        return
    last = Version.objects.filter(assistant=row, number=row.version).values_list("created_by_id", flat=True).first()
    raise VersionConflict(row.version, last or row.created_by_id)
