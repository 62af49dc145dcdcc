"""A body as a person types it into the wizard's forms, and what those make of it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from assistants.caller import Caller
from assistants.forms import FORMS, Known, Posted, SectionForm, body_of, by_section
from assistants.models.draft import KEPT
from assistants.problems import Path, Problem
from assistants.services.draft import judge
from assistants.spec.assistant import NEST
from assistants.spec.nesting import flatten

Body = Mapping[str, Any]

# Objects with keys of people's own.
PAIRS = ("metadata", "logit_bias", "headers")


class Typed(NamedTuple):
    """What is typed into each section, and the secrets among it by the names of their inputs."""

    sections: dict[str, Posted]
    secrets: dict[str, str]


def typed(body: Body) -> Typed:
    """Type the fields of a body, each where it belongs."""
    fields = flatten(body).fields
    sections: dict[str, Posted] = {step: form.posted_from(fields) for step, form in FORMS.items()}
    secrets = dict(_secrets(fields.get("mcp_tools")))
    sections["mcp-servers"] = {**sections["mcp-servers"], **{name + KEPT: [name] for name in secrets}}
    return Typed(sections, secrets)


def judged(given: Typed, caller: Caller) -> list[Problem]:
    """What the wizard finds wrong: what could not be read, and what the request would be refused for."""
    whole = body_of(given.sections, given.secrets)
    unreadable = {problem.path for problem in whole.problems}
    judgement = judge({"organization_id": caller.organization_id, **whole.body}, caller=caller)
    return [*whole.problems, *(problem for problem in judgement.problems if problem.path not in unreadable)]


def told(given: Typed, problems: list[Problem]) -> Iterator[tuple[Problem, SectionForm, str]]:
    """Each problem with the form that tells it, and the name of the input at which it does."""
    for step, found in by_section(problems).items():
        form = FORMS[step](given.sections[step], known=Known(), problems=found)
        yield from ((problem, form, form.place(_flat(problem))) for problem in found)


def can_be_typed(body: Body) -> bool:
    """Whether the inputs can hold a body: they give back everything that was typed.

    A box to tick holds no text, a choice or a list of ids none that is empty, no input null, and a row in which nothing
    was typed is no entry; which fields there are, where the tools stand and of what type an entry is, is not for people
    to type. That every definition without fault can be typed is a law of its own (tests/forms/test_laws.py).
    """
    sent, given = flatten(body), typed(body)
    got = flatten(body_of(given.sections, given.secrets).body).fields
    return not sent.problems and all(
        value is None or _came_back(value, got.get(name), name)
        for name, value in sent.fields.items()
        if name != "organization_id"
    )


def field_of(problem: Problem) -> str:
    """The field, wherever the tools stand: the forms nest them, a program may or may not."""
    return replace(problem, path=_flat(problem)).field


def _flat(problem: Problem) -> Path:
    return problem.path[1:] if problem.path[0] == NEST else problem.path


def _came_back(sent: Any, got: Any, name: str = "") -> bool:
    """Whether a value came back, of the member `name` of an object."""
    match sent:
        case dict():
            if not isinstance(got, dict) or (name in PAIRS and None in sent.values()):
                return False
            filled_in = [other for other in got if sent.get(other) is None and not _is_nothing(other, got[other])]
            given = [other for other in sent if sent[other] is not None]
            return not filled_in and all(_came_back(sent[other], got.get(other), other) for other in given)
        case list():
            same = isinstance(got, list) and len(got) == len(sent)
            return same and all(_came_back(one, other) for one, other in zip(sent, got, strict=True))
    return type(got) is type(sent) and bool(got == sent)


def _is_nothing(name: str, got: Any) -> bool:
    """Whether a member that was not typed is left out; the form fills in a type, and an object that has to be there."""
    return name != "type" and not (isinstance(got, dict) and got)


def _secrets(servers: Any) -> Iterator[tuple[str, str]]:
    """The secrets of MCP servers by the names of their inputs."""
    for place, server in enumerate(servers if isinstance(servers, list) else ()):
        sent = server if isinstance(server, dict) else {}
        headers = sent["headers"] if isinstance(sent.get("headers"), dict) else {}
        found = {"authorization": sent.get("authorization")}
        found |= {f"headers.{row}.value": value for row, value in enumerate(headers.values())}
        yield from (
            (f"mcp_tools.{place}.{name}", value) for name, value in found.items() if isinstance(value, str) and value
        )
