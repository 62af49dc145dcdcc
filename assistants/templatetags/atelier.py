"""The components of the pages, as template tags: what is not one of a tag's arguments is an error of the template.

They are loaded in every template (settings.TEMPLATES); the larger ones are in templates/components/. What stands in
every row of a list is written here: a template of its own costs ten times as much.
An icon is named by a literal (`icon="search"`, or the first argument of `icon`): the sprite holds those alone.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any, NamedTuple
from zlib import crc32

from django import template
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from assistants.choices import AccessLevel, Theme

register = template.Library()

_TINTS = 6
_LEVELS = {
    AccessLevel.OWNER: "Owner",
    AccessLevel.EDIT: "Edit",
    AccessLevel.VIEW: "View",
    AccessLevel.CHAT: "Chat only",
    None: "No access",
}


@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    """A picture of the sprite, in the size and colour of the text; it repeats what words say, so it has none."""
    return format_html(
        '<svg class="bi bi-{1}" aria-hidden="true"><use href="{0}#{1}"/></svg>', static("icons.svg"), name
    )


@register.simple_tag(takes_context=True)
def theme(context: template.Context) -> Theme:
    """The theme that the person has chosen; without a choice, as their system does."""
    request = context.get("request")
    chosen = request.COOKIES.get("theme") if request else None
    return Theme(chosen) if chosen in list(Theme) else Theme.AUTO


@register.simple_tag
def glyph(*, name: str, of: str, src: str | None = None, svg: str | None = None, size: str = "") -> SafeString:
    """An assistant's picture, or else the first letter of its name; size s, l or none.

    `src` is the address of a picture of its own colours. `svg` is a drawing of the icon library that ships with the
    product, which tests hold to shapes alone: it takes the tint that `of`, the assistant's id, decides.
    """
    if src:
        return format_html('<img class="glyph {}" src="{}" alt="" loading="lazy">', size, src)
    shown = mark_safe(svg) if svg else name[:1].upper()  # noqa: S308 - of the library
    tint = crc32(of.encode()) % _TINTS + 1
    return format_html('<span class="glyph t{} {}" aria-hidden="true">{}</span>', tint, size, shown)


@register.inclusion_tag("components/monogram.html")
def monogram(*, name: str, is_person: bool = False, size: str = "") -> dict[str, Any]:
    """The initials of a person, or the first two letters of an organization; size s or none."""
    words = name.split()
    initials = words[0][:1] + words[-1][:1] if is_person and len(words) > 1 else name[:2]
    return {"initials": initials, "is_person": is_person, "size": size}


@register.simple_tag
def tag(text: str, *, kind: str = "") -> SafeString:
    """A status in a word; kind warn, danger, ok or none."""
    return format_html('<span class="tag {}">{}</span>', kind, text)


@register.simple_tag
def level(value: str | None) -> SafeString:
    """A level of access, None for no access."""
    found = None if value is None else AccessLevel(value)
    return format_html('<span class="level {}">{}</span>', found or "none", _LEVELS[found])


@register.simple_tag
def warnline(text: str) -> SafeString:
    """One warning in a line: legal, and worth a look."""
    return format_html('<span class="warnline">{}<span>{}</span></span>', icon("exclamation-triangle-fill"), text)


@register.simple_tag
def okline(text: str) -> SafeString:
    """One thing that was tested and is well, in a line."""
    return format_html('<span class="okline">{}<span>{}</span></span>', icon("check-circle-fill"), text)


@register.simple_tag
def marks(tools: Iterable[Any]) -> SafeString:
    """The tools of an assistant as pictures, each with `words`, `icon` and a `number` that may be None."""
    shown = (
        (mark.words if mark.number is None else f"{mark.words}: {mark.number}", icon(mark.icon), mark.number)
        for mark in tools
    )
    items = format_html_join(
        "",
        '<li title="{}">{}<span class="visually-hidden">{}</span>{}</li>',
        ((words, picture, words, "" if number is None else _silent(number)) for words, picture, number in shown),
    )
    return format_html('<ul class="marks">{}</ul>', items)


def _silent(number: int) -> SafeString:
    return format_html('<span aria-hidden="true">{}</span>', number)


@register.simple_tag
def options(choices: Iterable[tuple[str, str, bool]]) -> SafeString:
    """The options of a select: of each its value, its words, and whether it is chosen."""
    marked = ((value, mark_safe(" selected") if is_chosen else "", words) for value, words, is_chosen in choices)
    return format_html_join("", '<option value="{}"{}>{}</option>', marked)


@register.simple_tag
def checks(name: str, choices: Iterable[tuple[str, str, bool]]) -> SafeString:
    """Check boxes of one name: of each its value, its words, and whether it is checked."""
    marked = (
        {"name": name, "value": value, "words": words, "checked": mark_safe(" checked") if is_checked else ""}
        for value, words, is_checked in choices
    )
    return format_html_join(
        "",
        '<div class="form-check"><input class="form-check-input" type="checkbox" name="{name}" value="{value}"'
        ' id="{name}-{value}"{checked}><label class="form-check-label" for="{name}-{value}">{words}</label></div>',
        marked,
    )


@register.simple_block_tag(takes_context=False)
def note(content: str, *, icon: str = "info-circle", kind: str = "", role: str = "") -> SafeString:
    """A notice around its content: neutral, or of kind warn or ok; the role `status` or `alert` reads it aloud."""
    return _rendered("note", content=content, icon=icon, kind=kind, role=role)


@register.simple_block_tag(takes_context=False)
def menu(content: str, *, label: str, icon: str, side: str = "", css: str = "") -> SafeString:
    """A button that opens a panel with the content, without a script; side `end` opens it to the left."""
    return _rendered("menu", content=content, label=label, icon=icon, side=side, css=css)


@register.inclusion_tag("components/nav_row.html")
def nav_row(text: str, *, href: str, icon: str, is_current: bool = False, count: int | None = None) -> dict[str, Any]:
    """A line of a navigation, with the number of what is there if that is known."""
    return {"text": text, "href": href, "icon": icon, "is_current": is_current, "count": count}


@register.inclusion_tag("components/pager.html")
def pager(*, pages: Any, asked: Any, sizes: Sequence[tuple[int, str]] = ()) -> dict[str, Any]:
    """Where the shown page of a list stands, and the ways to the others.

    `pages` has `number`, `last`, `numbers`, `total`, `first_entry`, `last_entry`; `asked.to(page=…)` is the address of
    a page; `sizes` are other numbers of entries with their addresses.
    """
    return {
        "pages": pages,
        "sizes": sizes if pages.total > min([pages.size, *(size for size, _ in sizes)]) else (),
        "numbers": [(number, asked.to(page=number) if number else "") for number in pages.numbers],
        "previous": asked.to(page=pages.number - 1) if pages.number > 1 else "",
        "next": asked.to(page=pages.number + 1) if pages.number < pages.last else "",
    }


class Entry(NamedTuple):
    """A line of the navigation: its words, the name of its page, and its picture."""

    text: str
    page: str
    icon: str


# The pages of an organization, in groups; each is at /o/<organization>/…
_NAVIGATION: Mapping[str, Sequence[Entry]] = {
    "Build": [
        Entry("Assistants", "dashboard:assistants", icon="robot"),
        Entry("Drafts", "wizard:drafts", icon="pencil"),
    ],
}


@register.inclusion_tag("components/navigation.html", takes_context=True)
def navigation(context: template.Context) -> dict[str, Any]:
    """The pages of the organization in which the request is; the one that it is on, or is below, is marked."""
    request = context["request"]
    groups = []
    for title, entries in _NAVIGATION.items():
        rows = [(entry, reverse(entry.page, args=[request.organization.id])) for entry in entries]
        groups.append((title, [(entry, href, request.path.startswith(href)) for entry, href in rows]))
    return {"groups": groups}


@register.simple_tag
def moment(value: datetime) -> SafeString:
    """A time in words, in UTC; base.js says it in the reader's own time zone."""
    exact, words = f"{date_format(value, 'j M Y, H:i')} UTC", _words(value, timezone.now())
    return format_html('<time datetime="{}" title="{}">{}</time>', value.isoformat(), exact, words)


def _words(value: datetime, now: datetime) -> str:
    if value.date() == now.date():
        return date_format(value, r"\T\o\d\a\y, H:i")
    if value.date() == now.date() - timedelta(days=1):
        return "Yesterday"
    return date_format(value, "j M" if value.year == now.year else "j M Y")


def _rendered(component: str, **context: Any) -> SafeString:
    return render_to_string(f"components/{component}.html", context)
