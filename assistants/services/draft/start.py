"""Start a draft: a new assistant's, or the edit of one that is there."""

from collections.abc import Mapping

from django.utils import timezone

from assistants import limits
from assistants.caller import Caller
from assistants.choices import AccessLevel
from assistants.models import Draft
from assistants.policy.rights import require_level
from assistants.problems import TooManyDrafts
from assistants.queries.assistants import known_to
from assistants.queries.drafts import own
from assistants.services.draft.written import Posted, name_in


def start(
    posted: Mapping[str, Posted] | None = None,
    *,
    caller: Caller,
    assistant_id: str | None = None,
    base_version: int | None = None,
) -> Draft:
    """Make a draft of the caller's, filled with `posted` by section.

    With `assistant_id`, it is an edit of that assistant, filled from its version `base_version`.
    Raises `TooManyDrafts`; of an edit `AssistantNotFound`, `Forbidden` below the level edit.
    """
    if assistant_id is not None:
        _, level = known_to(caller, assistant_id)
        require_level(level, AccessLevel.OWNER, AccessLevel.EDIT)
    if own(caller).count() >= limits.DRAFTS:
        raise TooManyDrafts
    now, filled = timezone.now(), dict(posted or {})
    return Draft.objects.create(
        organization_id=caller.organization_id,
        user_id=caller.user_id,
        assistant_id=assistant_id,
        base_version=base_version,
        name=name_in(filled),
        posted=filled,
        # What is filled in has been gone through: by whoever made it, or pasted it.
        visited=list(filled),
        created_at=now,
        updated_at=now,
    )
