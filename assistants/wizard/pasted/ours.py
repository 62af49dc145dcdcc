"""A body in the words of our own API: what of it the wizard can take, and why the rest stays behind."""

from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from assistants.problems import Code, Path, Problem
from assistants.services.assistant.update import READ_ONLY
from assistants.spec import AssistantSpec
from assistants.spec.assistant import ALIASES, NEST
from assistants.spec.explain import problems_of
from assistants.spec.nesting import flatten
from assistants.spec.text import cleaned
from assistants.spec.tools import SystemTool
from assistants.wizard.pasted.result import Dropped

Body = dict[str, Any]

# One look tells so many problems at most (limits.UNKNOWN_FIELDS_TOLD); what is left after a few is for intake to tell.
_LOOKS = 4
_OF_SEVERAL_FORMS = ("system_message", "response_format", "text_config", "json_schemas")


def fitting(body: Body, organization_id: str) -> tuple[Body, tuple[Dropped, ...]]:
    """The body as far as it has a shape that the wizard can show, and what was taken out of it; `body` is changed."""
    dropped = [*_read_only(body), *_organization(body, organization_id), *_secrets(body)]
    for _ in range(_LOOKS):
        misfits = list(_misfits(body))
        if not misfits:
            break
        # From the end, so that no entry of a list moves before its turn.
        told = [Dropped(_dotted(path), why) for path, why in reversed(misfits) if _taken_out(body, path)]
        dropped += reversed(told)
    dropped += _at_one_place(body)
    _fill_in_modes(body)
    return body | _in_one_form(body), tuple(dropped)


def _read_only(body: Body) -> Iterator[Dropped]:
    for name in [name for name in body if name in READ_ONLY]:
        del body[name]
        yield Dropped(name, "Every assistant gets its own; nobody can set it.")


def _organization(body: Body, organization_id: str) -> Iterator[Dropped]:
    sent = body.pop("organization_id", None)
    if sent not in (None, organization_id):
        yield Dropped("organization_id", "The assistant is made in the organization in which you are now.")


def _secrets(body: Body) -> Iterator[Dropped]:
    nest = body.get(NEST)
    for place, holder in (((), body), ((NEST,), nest)):
        servers = holder.get("mcp_tools") if isinstance(holder, dict) else None
        for number, server in enumerate(servers if isinstance(servers, list) else ()):
            if isinstance(server, dict):
                # The page knows no other type, and people leave it out.
                server["type"] = "mcp"
                yield from _secrets_of(server, (*place, "mcp_tools", number))


def _secrets_of(server: Body, place: Path) -> Iterator[Dropped]:
    if server.pop("authorization", None) is not None:
        yield Dropped(_dotted((*place, "authorization")), _SECRET)
    headers = server.pop("headers", None)
    for name in headers if isinstance(headers, dict) else ():
        yield Dropped(_dotted((*place, "headers", name)), _SECRET)


_SECRET = "Secrets are never taken from a paste; type it where the server is."  # noqa: S105 - a sentence about them


def _at_one_place(body: Body) -> Iterator[Dropped]:
    """Move what the API takes at two places to the one where it is shown."""
    for name in [name for name in ALIASES if name in body]:
        value = body.pop(name)
        nest = body[NEST] = body.get(NEST) or {}
        if nest.get(name) is not None and value is not None:
            yield Dropped(name, f"It is given in {NEST} too, and that is taken.")
        else:
            nest[name] = nest.get(name) if value is None else value


def _fill_in_modes(body: Body) -> None:
    """Say the mode of a tool that is configured without one: on the page, a tool without a mode is not configured."""
    nest = body.get(NEST)
    tools = nest.get("system_tools") if isinstance(nest, dict) else None
    for tool in tools.values() if isinstance(tools, dict) else ():
        if isinstance(tool, dict) and tool.get("mode") is None:
            tool["mode"] = SystemTool.model_fields["mode"].default.value


def _in_one_form(body: Body) -> Body:
    """The fields that the API takes in several forms, in the one in which it shows them, as far as they are sound."""
    given = {name: body[name] for name in _OF_SEVERAL_FORMS if body.get(name) is not None}
    broken = {str(problem.path[0]) for problem in _problems(given)}
    sound = AssistantSpec.sound_part(given, broken)
    return sound.model_dump(mode="json", include=given.keys() - broken)


def _misfits(body: Body) -> Iterator[tuple[Path, str]]:
    """The paths of what nobody knows, or what has not the shape of its field, in the order of the body's fields."""
    for problem in sorted(_problems(body), key=lambda problem: tuple(map(_order, problem.path))):
        # A union whose member cannot be told has no shape at all.
        is_tag = problem.path[-1:] == ("type",) and problem.code in (Code.REQUIRED, Code.INVALID_CHOICE)
        if problem.code == Code.UNKNOWN_FIELD:
            yield problem.path, problem.message.replace("; leave it out.", ".")
        elif problem.code == Code.WRONG_TYPE or is_tag:
            yield (problem.path[:-1] if is_tag else problem.path), problem.message


def _problems(body: Body) -> list[Problem]:
    sent, _ = cleaned(body)
    flat = flatten(sent)
    try:
        AssistantSpec.model_validate(flat.fields)
    except ValidationError as failure:
        return [*flat.problems, *(flat.as_sent(problem) for problem in problems_of(failure))]
    return flat.problems


def _order(step: str | int) -> tuple[int, str]:
    return (step, "") if isinstance(step, int) else (-1, step)


def _taken_out(body: Any, path: Path) -> bool:
    """Take out what stands at the path, if it is there; an entry of an object or of a list."""
    *above, last = path or ("",)
    for step in above:
        if not _holds(body, step):
            return False
        body = body[step]
    if not _holds(body, last):
        return False
    del body[last]
    return True


def _holds(value: Any, step: str | int) -> bool:
    if isinstance(value, dict):
        return step in value
    return isinstance(value, list) and isinstance(step, int) and step < len(value)


def _dotted(path: Path) -> str:
    return Problem(path, Code.UNKNOWN_FIELD, "").field
