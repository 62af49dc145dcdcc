"""What every page of the wizard is given."""

from typing import Any

from assistants.forms import Known
from assistants.wizard import steps
from assistants.wizard.aside import aside_of
from assistants.wizard.picture import shown
from assistants.wizard.seen import Seen


def context(seen: Seen, step: str, names: Known) -> dict[str, Any]:
    """The frame: the steps and how far each is, the panels beside, and where Back leads."""
    draft, listed = seen.draft, steps.steps_of(seen.draft, seen.problems_by_step, step)
    previous = steps.before(draft, step)
    return {
        "draft": draft,
        "steps": listed,
        "number": next(place for place, entry in enumerate(listed, 1) if entry.is_current),
        "title": steps.title_of(draft, step),
        "lead": steps.LEADS.get(step, ""),
        "previous": next((entry for entry in listed if entry.key == previous), None),
        "check_href": steps.href(draft, steps.CHECK),
        "aside": aside_of(seen, step, names),
        "picture": shown(draft),
    }
