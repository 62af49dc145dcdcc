"""An assistant's own page: its configuration in words, section by section, as far as the caller sees it."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from django.http import HttpResponse
from django.views.decorators.http import require_safe
from pydantic_core import to_jsonable_python

from assistants.choices import AccessLevel
from assistants.dashboard.assistant.naming import Names, Value, in_a_sentence, label_of, names_for
from assistants.dashboard.assistant.page import shown
from assistants.named import Kind
from assistants.queries.assistant_page import seen
from assistants.queries.record import Record
from assistants.signed_in import MemberRequest, member_view
from assistants.spec import SECTIONS, AssistantSpec
from assistants.spec.mcp_servers import McpServers
from assistants.spec.tools import Tools


class Answer(NamedTuple):
    """A field with what it holds."""

    label: str
    field: str
    value: Value


class Answers(NamedTuple):
    """A section: what was chosen, and in a sentence what is at its default."""

    title: str
    slug: str
    chosen: Sequence[Answer]
    rest: str


@require_safe
@member_view
def assistant(request: MemberRequest, assistant_id: str) -> HttpResponse:
    """The configuration; below the level view what chat shows."""
    found = seen(request.caller, assistant_id)
    record = found.record
    names = names_for(request.caller, record.items(), [record["created_by"]] if "created_by" in record else ())
    if found.level == AccessLevel.CHAT:
        prompts = [names.of(Kind.PRESET_PROMPT, prompt) for prompt in record["preset_prompts"]]
        return shown(request, found, "chat", {"prompts": prompts})
    context: dict[str, Any] = {"sections": list(_sections(record, names)), "owner": names.person(record["created_by"])}
    context["warnings"] = [(label_of(warning["field"]), warning["message"]) for warning in record["warnings"]]
    return shown(request, found, "configuration", context, tab="configuration")


# Said elsewhere on the page, or on another tab, or of no interest to who is within the organization.
_LEFT_OUT = {"name", "organization_id", *Tools.model_fields, *McpServers.model_fields}
# Said even at their defaults: what somebody who looks at an assistant wants to know first.
_ALWAYS = {
    "description",
    "is_active",
    "default_model_key",
    "instructions",
    "access_mode",
    "output_mode",
    "moderation_enabled",
}


def _sections(record: Record, names: Names) -> Iterator[Answers]:
    for section in SECTIONS:
        fields = [name for name in section.model_fields if name in record and name not in _LEFT_OUT]
        if fields:
            answers = {name: Answer(label_of(name), name, names.value(name, record[name])) for name in fields}
            said = [name for name in fields if name in _ALWAYS or record[name] != _default(name)]
            chosen, rest = [answers[name] for name in said], [answers[name] for name in fields if name not in said]
            yield Answers(section.title, section.__name__.lower(), chosen, _rest(rest))


def _default(field: str) -> Any:
    return to_jsonable_python(AssistantSpec.model_fields[field].default)


def _rest(answers: Sequence[Answer]) -> str:
    if not answers:
        return ""
    said = (f"{in_a_sentence(answer.label)} {answer.value.text.lower()}" for answer in answers)
    return f"{len(answers)} at {'its default' if len(answers) == 1 else 'their defaults'}: {', '.join(said)}"
