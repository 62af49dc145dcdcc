"""The picture that a draft shows: the chosen one of the library, or what was uploaded."""

from hashlib import sha256
from typing import NamedTuple

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from assistants.choices import IconType
from assistants.images import IconRefused, icon_png
from assistants.models import Draft
from assistants.queries.drafts import draft_of
from assistants.queries.icon import Picture, library_drawing
from assistants.queries.record import shown_icon_type
from assistants.served_picture import served
from assistants.signed_in import MemberRequest, member_view
from assistants.spec.basics import ICON_FIELDS


class Chosen(NamedTuple):
    """Which picture: its type, and what was chosen or sent of that."""

    kind: IconType
    value: str


class Shown(NamedTuple):
    """How a page shows it: the address of a picture, or a drawing that takes the tint; neither, where there is none."""

    src: str | None = None
    svg: str | None = None


def shown(draft: Draft) -> Shown:
    """The picture of a draft for its pages; one statement, where an icon is drawn."""
    chosen = _chosen(draft)
    if chosen is None:
        return Shown()
    if chosen.kind == IconType.ICON:
        return Shown(svg=library_drawing(*chosen))
    # Another picture has another address: a page that is there already shows it at once.
    mark = sha256(chosen.value.encode()).hexdigest()[:12]
    return Shown(src=f"{reverse('wizard:picture', args=[draft.organization_id, draft.id])}?of={mark}")


@require_safe
@member_view
def picture(request: MemberRequest, draft_id: str) -> HttpResponse:
    """The picture itself; of an upload that is none, that there is nothing."""
    chosen = _chosen(draft_of(request.caller, draft_id))
    found = _read(chosen) if chosen else None
    if found is None:
        raise Http404
    return served(request, found)


def _read(chosen: Chosen) -> Picture | None:
    if chosen.kind == IconType.CUSTOM:
        try:
            return Picture(icon_png(chosen.value), "image/png")
        except IconRefused:
            return None
    drawing = library_drawing(*chosen)
    return Picture(drawing.encode(), "image/svg+xml") if drawing else None


def _chosen(draft: Draft) -> Chosen | None:
    typed = draft.posted.get("basics", {})
    fields = {name: (typed.get(name) or [""])[-1] or None for name in ("icon_type", *ICON_FIELDS.values())}
    kind = shown_icon_type(fields)
    if kind not in list(IconType):
        return None
    value = fields[ICON_FIELDS[IconType(kind)]]
    return Chosen(IconType(kind), value) if value else None
