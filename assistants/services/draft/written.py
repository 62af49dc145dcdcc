"""The row of a draft while it is written: opened for the one save that it was filled for, and its secrets."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.utils import timezone

from assistants import crypto, limits
from assistants.caller import Caller
from assistants.ids import may_name
from assistants.models import Draft, Secret
from assistants.models.draft import KEPT
from assistants.problems import DraftChanged, DraftNotFound
from assistants.queries.drafts import own

Posted = Mapping[str, list[str]]


def opened(caller: Caller, draft_id: str, revision: int | None = None) -> Draft:
    """Lock a draft until the transaction ends.

    Raises `DraftNotFound`, and `DraftChanged` unless it is at the revision that the page was filled from.
    """
    locked = own(caller).select_for_update().filter(pk=draft_id)
    draft = locked.first() if may_name(draft_id) else None
    if draft is None:
        raise DraftNotFound(draft_id)
    if revision is not None and draft.revision != revision:
        raise DraftChanged(draft.revision)
    return draft


def write(draft: Draft, posted: Mapping[str, Posted], visited: Iterable[str]) -> None:
    """Write what is posted as the draft's next revision, and destroy the secrets that it names no more."""
    draft.posted = dict(posted)
    draft.visited = list(dict.fromkeys([*draft.visited, *visited]))
    draft.name, draft.revision, draft.updated_at = name_in(posted), draft.revision + 1, timezone.now()
    draft.save(force_update=True)
    Secret.objects.filter(draft=draft).exclude(id__in=_named(posted)).delete()


def seal(draft: Draft, text: str, now: datetime) -> str:
    """Seal a secret into the draft; returns the reference that stands for it."""
    secret = Secret(draft=draft, organization_id=draft.organization_id, position=0, updated_at=now)
    secret.sealed = crypto.seal(text, organization_id=secret.organization_id, secret_id=secret.id)
    secret.last4 = text[-4:] if len(text) >= limits.LAST4_FROM_LENGTH else None
    secret.save(force_insert=True)
    return secret.id


def name_in(posted: Mapping[str, Posted]) -> str:
    """The assistant's name as it was typed, as far as a list shows it."""
    typed = posted.get("basics", {}).get("name") or [""]
    return typed[0].replace("\0", "").strip()[: limits.NAME_LENGTH]


def _named(posted: Mapping[str, Posted]) -> set[str]:
    """The references of every section."""
    kept = (values for section in posted.values() for name, values in section.items() if name.endswith(KEPT))
    return {value for values in kept for value in values}
