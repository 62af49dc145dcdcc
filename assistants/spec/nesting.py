"""The request nests the tools in one object and may carry some at its top; the spec has them side by side."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from assistants.problems import Code, Path, Problem
from assistants.spec.assistant import ALIASES, NEST, NESTED, AssistantBody, ToolConfigurations
from assistants.spec.explain import unknown_field
from assistants.spec.section import sent_fields


class Flat(NamedTuple):
    """A request with the tools side by side, where they were sent, and what was wrong with their places."""

    fields: dict[str, Any]
    places: Mapping[str, Path]
    problems: list[Problem]

    def as_sent(self, problem: Problem) -> Problem:
        """The problem at the path as it was sent."""
        head, *rest = problem.path
        return Problem((*self.places.get(str(head), (head,)), *rest), problem.code, problem.message)


def flatten(sent: Mapping[str, Any]) -> Flat:
    """Lift the tools out of `tool_configurations`; fields that nobody knows are told here, and left out."""
    known, problems = _known(sent, (), AssistantBody)
    nest = known.pop(NEST, {})
    if nest is None:
        nest = dict.fromkeys(NESTED)
    if not isinstance(nest, dict):
        problems.append(Problem((NEST,), Code.WRONG_TYPE, "Tool configurations must be an object."))
    inner, surplus = _known(nest if isinstance(nest, dict) else {}, (NEST,), ToolConfigurations)
    problems += surplus
    for name in ALIASES:
        if known.get(name) is not None and inner.get(name) is not None:
            problems.append(Problem((name,), Code.CONFLICT, f"Give {name} here or in {NEST}, not in both."))
    given = {name: value for name, value in inner.items() if value is not None or known.get(name) is None}
    return Flat(known | given, {name: (NEST, name) for name in given}, problems)


def _known(sent: Mapping[str, Any], place: Path, model: Any) -> tuple[dict[str, Any], list[Problem]]:
    fields = sent_fields(model)
    unknown = [name for name in sent if name not in fields]
    problems = [
        Problem((*place, name), Code.UNKNOWN_FIELD, unknown_field(name, fields, len(unknown))) for name in unknown
    ]
    return {name: value for name, value in sent.items() if name in fields}, problems
