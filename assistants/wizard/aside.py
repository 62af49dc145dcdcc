"""Beside every step: the assistant as people will see it, and the request that the wizard makes."""

from collections.abc import Collection
from dataclasses import dataclass

from assistants.forms import FORMS, Known
from assistants.named import Kind
from assistants.request_shown import Line, Variable, lines_of, variables_of
from assistants.wizard.seen import Seen

_STARTERS = 4


@dataclass(frozen=True, slots=True)
class Aside:
    """What the two panels show."""

    name: str
    description: str
    model: str
    starters: list[str]
    lines: list[Line]
    variables: list[Variable]
    has_refused: bool


def aside_of(seen: Seen, step: str, names: Known) -> Aside:
    """The panels beside a step, whose own lines of the request are marked."""
    now: Collection[str] = FORMS[step].section.model_fields if step in FORMS else ()
    # What nobody has gone through yet is not called wrong.
    told = [problem for key, found in seen.problems_by_step.items() if key in seen.draft.visited for problem in found]
    prompts: list[str] = seen.body.get("preset_prompts") or []
    lines = lines_of(seen.body, now=now, refused=[problem.path for problem in told])
    return Aside(
        name=seen.draft.name,
        description=str(seen.body.get("description") or ""),
        model=names.chosen_model,
        starters=[names.label(Kind.PRESET_PROMPT, prompt) for prompt in prompts[:_STARTERS]],
        lines=lines,
        variables=variables_of(seen.body),
        has_refused=any(line.bad for line in lines),
    )
