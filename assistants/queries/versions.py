"""The versions of an assistant, and what differs between two of them, as far as a caller sees the assistant today."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from assistants.caller import Caller
from assistants.choices import AccessLevel
from assistants.models import AuditEvent, Version
from assistants.policy.access import GRANT_FIELDS
from assistants.policy.rights import require_sight
from assistants.problems import VersionNotFound
from assistants.queries.assistants import known_to
from assistants.queries.cut import cut
from assistants.queries.differences import differences
from assistants.queries.page import Window, paged
from assistants.queries.record import Record
from assistants.queries.snapshot import shown, told


class Past(NamedTuple):
    """An assistant on which the caller may look back, at their level of today."""

    caller: Caller
    assistant_id: str
    level: AccessLevel


def past(caller: Caller, assistant_id: str) -> Past:
    """The way to what an assistant was; raises `AssistantNotFound`, `Forbidden` below the level view."""
    _, level = known_to(caller, assistant_id)
    return past_at(level, caller, assistant_id)


def past_at(level: AccessLevel, caller: Caller, assistant_id: str) -> Past:
    """The same for whose level is known already; raises `Forbidden` below the level view."""
    require_sight(level)
    return Past(caller, assistant_id, level)


def versions(of: Past, window: Window) -> Record:
    """The versions of an assistant, the newest first, without their snapshots."""
    own = _versions(of)
    rows = list(own.order_by("-number").values(*_ABOUT)[window.offset : window.offset + window.limit])
    return paged("versions", _described(of, rows), own.count(), window)


def version(of: Past, number: int) -> Record:
    """One version with its snapshot, cut to the caller's level of today; raises `VersionNotFound`."""
    row = _versions(of).filter(number=number).values(*_ABOUT, "snapshot").first()
    if row is None:
        raise VersionNotFound(number)
    snapshot = row.pop("snapshot")
    [described] = _described(of, [row])
    return described | {"snapshot": cut(shown(snapshot), of.level)}


def differences_between(of: Past, old: int, new: int) -> Record:
    """What differs between two versions as the caller sees them today, in whatever order; raises `VersionNotFound`."""
    # One by one: in a list, SQLite takes no number beyond 64 bits.
    wanted = Q(number=old) | Q(number=new)
    found = dict(_versions(of).filter(wanted).values_list("number", "snapshot"))
    for number in (old, new):
        if number not in found:
            raise VersionNotFound(number)
    before, after = (told(cut(shown(found[number]), of.level)) for number in (old, new))
    return {"from": old, "to": new, "changes": differences(before, after)}


_ABOUT = ("number", "created_at", "created_by_id", "source")


def _versions(of: Past) -> QuerySet[Version]:
    return Version.objects.filter(organization_id=of.caller.organization_id, assistant_id=of.assistant_id)


def _described(of: Past, rows: Sequence[dict[str, Any]]) -> list[Record]:
    changes = AuditEvent.objects.filter(
        organization_id=of.caller.organization_id,
        assistant_id=of.assistant_id,
        version__in=[row["number"] for row in rows],
    ).exclude(field="")
    if of.level != AccessLevel.OWNER:
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
