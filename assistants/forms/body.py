"""The whole request that the sections of a draft make."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from assistants.forms.posted import Posted
from assistants.forms.sections import FORMS
from assistants.problems import Path, Problem
from assistants.spec.assistant import NEST, NESTED


class Whole(NamedTuple):
    """A request, where each path of it was typed (the section, and the name), and what could not be read."""

    body: dict[str, Any]
    places: Mapping[Path, tuple[str, str]]
    problems: list[Problem]


def body_of(posted: Mapping[str, Posted], secrets: Mapping[str, str] | None = None) -> Whole:
    """The request of the sections that `posted` holds, with the tools in their nest.

    `secrets` are the plaintexts by their references; one that is not there stays as it is stored, `{"set": true}`.
    """
    fields: dict[str, Any] = {}
    places: dict[Path, tuple[str, str]] = {}
    problems: list[Problem] = []
    for section, form in FORMS.items():
        if section in posted:
            read = form.read(posted[section], secrets or {})
            fields |= read.fields
            places |= {_nested(path): (section, name) for path, name in read.places.items()}
            problems += (Problem(_nested(found.path), found.code, found.message) for found in read.problems)
    nest = {name: fields.pop(name) for name in NESTED if name in fields}
    return Whole(fields | ({NEST: nest} if nest else {}), places, problems)


def by_section(problems: Iterable[Problem]) -> dict[str, list[Problem]]:
    """The problems of a request by the section to which each belongs; those of no section under the empty name."""
    found: dict[str, list[Problem]] = {}
    for problem in problems:
        found.setdefault(_section(problem.path), []).append(problem)
    return found


def _section(path: Path) -> str:
    heads = path[1:] if path[:1] == (NEST,) else path
    names = (section for section, form in FORMS.items() if heads and heads[0] in form.controls)
    return next(names, "")


def _nested(path: Path) -> Path:
    return (NEST, *path) if path[0] in NESTED else path
