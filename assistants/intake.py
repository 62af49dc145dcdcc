"""From what a door was given to a definition that may be stored, or to everything that is wrong with it."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from pydantic import ValidationError

from assistants.caller import Caller
from assistants.named import Found, usable_by
from assistants.problems import Problem, Refused
from assistants.spec import AssistantSpec
from assistants.spec.explain import problems_of
from assistants.spec.nesting import flatten
from assistants.spec.text import cleaned
from assistants.validators.language_model import model_problems
from assistants.validators.mcp_servers import address_problems
from assistants.validators.references import missing, named_ids


class Accepted(NamedTuple):
    """A definition that may be stored, and what was found of the ids that it names."""

    spec: AssistantSpec
    found: Found


def intake(raw: Mapping[str, Any], caller: Caller) -> Accepted:
    """Judge a new assistant's definition as a whole: shape, limits, rules over several fields, references.

    Raises `Refused` with all problems at once, each at its path as it was sent.
    """
    sent, problems = cleaned(raw)
    flat = flatten(sent)
    problems += flat.problems
    spec, shape_problems = _read(flat.fields)
    named = named_ids(flat.fields)
    found = usable_by(caller, ((kind, name) for _, kind, name in named))
    judged = [*shape_problems, *missing(named, found), *address_problems(flat.fields), *model_problems(spec, found)]
    problems += map(flat.as_sent, judged)
    if problems:
        raise Refused(_first_at_each_place(problems))
    return Accepted(spec, found)


def _read(fields: dict[str, Any]) -> tuple[AssistantSpec, list[Problem]]:
    """The spec, without the fields in error if there are any."""
    try:
        return AssistantSpec.model_validate(fields), []
    except ValidationError as failure:
        problems = list(problems_of(failure))
        given = {name: value for name, value in fields.items() if value is not None}
        return AssistantSpec.sound_part(given, broken={str(problem.path[0]) for problem in problems}), problems


def _first_at_each_place(problems: list[Problem]) -> list[Problem]:
    """One problem for each path and code: a value that is refused for its characters may fail a pattern too."""
    return list({(problem.path, problem.code): problem for problem in reversed(problems)}.values())[::-1]
