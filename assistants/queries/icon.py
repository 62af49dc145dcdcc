"""An assistant's picture, as far as a caller may see it."""

from dataclasses import dataclass

from assistants.caller import Caller
from assistants.choices import IconType
from assistants.ids import may_name
from assistants.models import Assistant, Avatar, Icon
from assistants.policy.access import visible_to
from assistants.problems import AssistantNotFound
from assistants.queries.record import icon_type_of


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture's bytes, and their media type."""

    content: bytes
    media_type: str


def icon_seen_by(caller: Caller, assistant_id: str) -> Picture | None:
    """The picture that the assistant shows, if it shows one; every level of access suffices.

    Raises `AssistantNotFound` where the caller may not know of the assistant.
    """
    seen = Assistant.objects.filter(visible_to(caller), id=assistant_id).select_related("avatar", "icon")
    assistant = seen.first() if may_name(assistant_id) else None
    if assistant is None:
        raise AssistantNotFound(assistant_id)
    return picture_of(assistant)


def drawing_of(assistant: Assistant) -> str:
    """The SVG of the library's icon, where an assistant shows one; a page draws it in the assistant's tint."""
    return assistant.icon.svg if icon_type_of(assistant) == IconType.ICON and assistant.icon else ""


def library_drawing(kind: IconType, id_: str) -> str | None:
    """The SVG of an avatar or icon of the library; None where there is no such picture."""
    library: type[Avatar | Icon] = Avatar if kind == IconType.AVATAR else Icon
    return library.objects.filter(pk=id_).values_list("svg", flat=True).first() if may_name(id_) else None


def picture_of(assistant: Assistant) -> Picture | None:
    """The picture that an assistant shows, if it shows one."""
    match icon_type_of(assistant):
        case IconType.CUSTOM if assistant.icon_data is not None:
            return Picture(bytes(assistant.icon_data), "image/png")
        case IconType.AVATAR if assistant.avatar:
            return Picture(assistant.avatar.svg.encode(), "image/svg+xml")
        case IconType.ICON if assistant.icon:
            return Picture(assistant.icon.svg.encode(), "image/svg+xml")
    return None
