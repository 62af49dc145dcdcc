"""A draft as a page sees it: what its sections say together, and what is wrong with that."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistants.caller import Caller
from assistants.forms import Posted, Whole, body_of, by_section
from assistants.models import Draft
from assistants.models.draft import KEPT
from assistants.problems import Problem
from assistants.queries.drafts import Secrets, draft_of, secrets_of
from assistants.services.draft import Judgement, judge
from assistants.wizard.steps import keys_of

_NONE = Secrets({}, {})


@dataclass(frozen=True, slots=True)
class Seen:
    """A draft with the request that it makes, judged as a whole."""

    draft: Draft
    secrets: Secrets
    whole: Whole
    judgement: Judgement

    @property
    def body(self) -> Mapping[str, Any]:
        """The request."""
        return self.whole.body

    @property
    def problems(self) -> list[Problem]:
        """Everything that is wrong: what could not be read comes first, and is not judged once more."""
        unreadable = {problem.path for problem in self.whole.problems}
        judged = (problem for problem in self.judgement.problems if problem.path not in unreadable)
        return [*self.whole.problems, *judged]

    @property
    def problems_by_step(self) -> Mapping[str, Sequence[Problem]]:
        """The problems of each step; of what belongs to none, under the first one."""
        found = by_section(self.problems)
        stray = found.pop("", [])
        if stray:
            first = keys_of(self.draft)[0]
            found[first] = [*stray, *found.get(first, [])]
        return found

    def posted(self, step: str) -> Posted:
        """What was typed into a section."""
        posted: Posted = self.draft.posted.get(step, {})
        return posted


def look(caller: Caller, draft_id: str) -> Seen:
    """A draft of the caller's, judged; raises `DraftNotFound`, and of an edit what `judge` raises."""
    return seen(caller, draft_of(caller, draft_id))


def seen(caller: Caller, draft: Draft) -> Seen:
    """A draft that was read already, judged."""
    holds_secrets = any(name.endswith(KEPT) for posted in draft.posted.values() for name in posted)
    secrets = secrets_of(draft) if holds_secrets else _NONE
    whole = body_of(draft.posted, secrets.opened)
    body = {"organization_id": draft.organization_id, **whole.body}
    judgement = judge(body, caller=caller, assistant_id=draft.assistant_id)
    return Seen(draft, secrets, Whole(body, whole.places, whole.problems), judgement)
