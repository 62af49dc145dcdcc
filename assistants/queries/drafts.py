"""A person's own drafts; nobody else's can be reached."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from django.db.models import QuerySet

from assistants import crypto
from assistants.caller import Caller
from assistants.ids import may_name
from assistants.models import Draft, Secret
from assistants.problems import DraftNotFound


class DraftRow(NamedTuple):
    """What a list tells of a draft; `assistant_id` is the one that it changes, if it is an edit."""

    id: str
    name: str
    assistant_id: str | None
    visited: list[str]
    updated_at: datetime


class DraftSecret(NamedTuple):
    """What is shown of a secret that waits in a draft."""

    last4: str | None
    updated_at: datetime


def own(caller: Caller) -> QuerySet[Draft]:
    """The caller's drafts in their organization: where every look at a draft starts."""
    return Draft.objects.filter(organization_id=caller.organization_id, user_id=caller.user_id)


def drafts_of(caller: Caller) -> list[DraftRow]:
    """The caller's drafts, the last touched first."""
    rows = own(caller).order_by("-updated_at", "-id").values_list(*DraftRow._fields)
    return [DraftRow(*row) for row in rows]


def draft_of(caller: Caller, draft_id: str) -> Draft:
    """One draft of the caller's; raises `DraftNotFound` for another person's as for one that never was."""
    found = own(caller).filter(pk=draft_id).first() if may_name(draft_id) else None
    if found is None:
        raise DraftNotFound(draft_id)
    return found


def edit_of(caller: Caller, assistant_id: str) -> Draft | None:
    """The caller's unfinished edit of an assistant, the last touched, if there is one."""
    edits = own(caller).filter(assistant_id=assistant_id).order_by("-updated_at")
    return edits.first() if may_name(assistant_id) else None


class Secrets(NamedTuple):
    """The secrets of a draft by their references: what is shown of each, and what it is, to be judged and stored."""

    shown: Mapping[str, DraftSecret]
    opened: Mapping[str, str]


def secrets_of(draft: Draft) -> Secrets:
    """The secrets that wait in a draft; raises `crypto.SecretUnreadable` where no key opens one."""
    rows = list(Secret.objects.filter(draft=draft))
    return Secrets(
        shown={row.id: DraftSecret(row.last4, row.updated_at) for row in rows},
        opened={
            row.id: crypto.open_sealed(row.sealed, organization_id=row.organization_id, secret_id=row.id)
            for row in rows
        },
    )
