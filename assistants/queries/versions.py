"""The versions of an assistant, and what differs between two of them, as far as a caller sees the assistant today."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q, QuerySet

from assistants.caller import Caller
from assistants.choices import AccessLevel
from assistants.models import AuditEvent, Version
from assistants.policy.access import GRANT_FIELDS
from assistants.policy.rights import require_level
from assistants.problems import VersionNotFound
from assistants.queries.assistants import known_to
from assistants.queries.cut import cut
from assistants.queries.differences import differences
from assistants.queries.page import Window, paged
from assistants.queries.record import Record
from assistants.queries.snapshot import shown, told


def level_to_look_back(caller: Caller, assistant_id: str) -> AccessLevel:
    """The caller's level at an assistant, which allows to see what it was.

    Raises `AssistantNotFound`, `Forbidden` below the level view.
    """
    _, level = known_to(caller, assistant_id)
    require_level(level, AccessLevel.OWNER, AccessLevel.EDIT, AccessLevel.VIEW)
    return level


def versions(caller: Caller, assistant_id: str, window: Window) -> Record:
    """The versions of an assistant, the newest first, without their snapshots."""
    level = level_to_look_back(caller, assistant_id)
    own = _versions(caller, assistant_id)
    rows = list(own.order_by("-number").values(*_ABOUT)[window.offset : window.offset + window.limit])
    return paged("versions", _described(caller, assistant_id, rows, level), own.count(), window)


def version(caller: Caller, assistant_id: str, number: int) -> Record:
    """One version with its snapshot, cut to the caller's level of today; raises `VersionNotFound`."""
    level = level_to_look_back(caller, assistant_id)
    row = _versions(caller, assistant_id).filter(number=number).values(*_ABOUT, "snapshot").first()
    if row is None:
        raise VersionNotFound(number)
    snapshot = row.pop("snapshot")
    [described] = _described(caller, assistant_id, [row], level)
    return described | {"snapshot": cut(shown(snapshot), level)}


def differences_between(caller: Caller, assistant_id: str, old: int, new: int) -> Record:
    """What differs between two versions as the caller sees them today, in whatever order; raises `VersionNotFound`."""
    level = level_to_look_back(caller, assistant_id)
    # One by one: in a list, SQLite takes no number beyond 64 bits.
    wanted = Q(number=old) | Q(number=new)
    found = dict(_versions(caller, assistant_id).filter(wanted).values_list("number", "snapshot"))
    for number in (old, new):
        if number not in found:
            raise VersionNotFound(number)
    before, after = (told(cut(shown(found[number]), level)) for number in (old, new))
    return {"from": old, "to": new, "changes": differences(before, after)}


_ABOUT = ("number", "created_at", "created_by_id", "source")


def _versions(caller: Caller, assistant_id: str) -> QuerySet[Version]:
    return Version.objects.filter(organization_id=caller.organization_id, assistant_id=assistant_id)


def _described(caller: Caller, assistant_id: str, rows: Sequence[dict[str, Any]], level: AccessLevel) -> list[Record]:
    changes = AuditEvent.objects.filter(
        organization_id=caller.organization_id,
        assistant_id=assistant_id,
        version__in=[row["number"] for row in rows],
    ).exclude(field="")
    if level != AccessLevel.OWNER:
        changes = changes.exclude(field__in=GRANT_FIELDS)
    fields = list(changes.order_by("id").values_list("version", "field"))
    return [
        {
            "number": row["number"],
            "created_at": int(row["created_at"].timestamp()),
            "created_by": row["created_by_id"],
            "source": row["source"],
            "changed_fields": list(dict.fromkeys(field for version, field in fields if version == row["number"])),
        }
        for row in rows
    ]
