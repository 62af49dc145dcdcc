"""From what a door was given to a definition that may be stored, or to everything that is wrong with it."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from pydantic import ValidationError

from assistants.caller import Caller
from assistants.named import Found, Names, kept_in, usable_by
from assistants.problems import Problem, Refused
from assistants.spec import AssistantSpec
from assistants.spec.explain import problems_of
from assistants.spec.merging import changes_of, merged
from assistants.spec.nesting import flatten
from assistants.spec.text import cleaned
from assistants.validators.language_model import model_problems
from assistants.validators.mcp_servers import address_problems, secret_problems
from assistants.validators.references import Named, missing, named_ids

Fields = Mapping[str, Any]


class Accepted(NamedTuple):
    """A definition that may be stored, and what was found of the ids that it names."""

    spec: AssistantSpec
    found: Found


class Stored(NamedTuple):
    """An assistant as it is: its definition, and what an answer shows of that, fields side by side."""

    definition: Fields
    shown: Fields


NOTHING = Stored({}, {})


def intake(raw: Fields, caller: Caller, stored: Stored | None = None) -> Accepted:
    """Judge a definition as a whole: shape, limits, rules over several fields, references.

    `raw` is what was sent: a new assistant, or a change that is merged into the `stored` one. Of a change,
    existence, activity and availability are judged only for what it adds or replaces (contract, section 6).
    Raises `Refused` with all problems at once, each at its path as it was sent.
    """
    sent, problems = cleaned(raw)
    flat = flatten(sent)
    problems += flat.problems
    before = stored or NOTHING
    changes = changes_of(before.shown, flat.fields)
    fields = merged(before.definition, changes) if stored else flat.fields
    spec, shape_problems = _read(fields)
    added = _added(named_ids(changes), before) if stored else named_ids(fields)
    usable = usable_by(caller, _names(added))
    found = kept_in(caller.organization_id, _names(named_ids(fields))) if stored else usable
    servers = before.definition.get("mcp_tools")
    judged = [
        *shape_problems,
        *missing(added, usable),
        *address_problems(changes, servers or ()),
        *secret_problems(fields, servers),
        *model_problems(spec, found, chosen_anew=not stored or "default_model_key" in changes),
    ]
    problems += map(flat.as_sent, judged)
    if problems:
        raise Refused(_first_at_each_place(problems))
    return Accepted(spec, found)


def _names(named: list[Named]) -> Names:
    return [(kind, name) for _, kind, name in named]


def _added(named: list[Named], before: Stored) -> list[Named]:
    """The ids that were not named at the same field before."""
    known = {(path[0], name) for path, _, name in named_ids(before.definition)}
    return [entry for entry in named if (entry.path[0], entry.id) not in known]


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
