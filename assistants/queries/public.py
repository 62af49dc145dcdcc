"""What anyone may see, signed in or not: the chat view of an assistant that has a public page (contract, section 4)."""

from typing import NamedTuple

from django.db.models import Q

from assistants.ids import may_name
from assistants.models import Assistant, PresetPrompt
from assistants.problems import AssistantNotFound
from assistants.queries.icon import Picture, drawing_of, picture_of
from assistants.queries.record import icon_type_of

_PUBLIC = Q(public_enabled=True, is_active=True, deleted_at=None)


class PublicAssistant(NamedTuple):
    """What the public page tells of an assistant; of its prompts, those that are open to everyone."""

    id: str
    name: str
    description: str
    organization: str
    has_picture: bool
    drawing: str
    prompts: list[str]


def public_assistant(assistant_id: str) -> PublicAssistant:
    """An assistant with a public page; raises `AssistantNotFound` for every other one, as for one that never was."""
    found = _found(assistant_id, "organization", "icon")
    prompts = PresetPrompt.objects.filter(
        organization_id=found.organization_id,
        is_active=True,
        is_restricted=False,
        id__in=found.references.filter(field="preset_prompts").values("target_id"),
    )
    return PublicAssistant(
        id=found.id,
        name=found.name,
        description=found.description or "",
        organization=found.organization.name,
        has_picture=icon_type_of(found) is not None,
        drawing=drawing_of(found),
        prompts=list(prompts.order_by("name", "id").values_list("name", flat=True)),
    )


def public_picture(assistant_id: str) -> Picture | None:
    """The picture of such an assistant, if it shows one; raises `AssistantNotFound`."""
    return picture_of(_found(assistant_id, "avatar", "icon"))


def _found(assistant_id: str, *related: str) -> Assistant:
    public = Assistant.objects.filter(_PUBLIC, id=assistant_id).select_related(*related)
    row = public.first() if may_name(assistant_id) else None
    if row is None:
        raise AssistantNotFound(assistant_id)
    return row
