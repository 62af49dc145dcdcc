"""What the names in a form mean, in one round trip: what is chosen, by its ids, and what there is to choose from.

Of what an organization keeps for some, a caller is told only the names that they may use (security.md, "Access").
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Q

from assistants.batch import Batch
from assistants.caller import Caller
from assistants.choices import CatalogueStatus
from assistants.models import (
    Automation,
    Avatar,
    Connector,
    Department,
    Icon,
    LanguageModel,
    Membership,
    PresetPrompt,
    Provider,
    Role,
    Rule,
    Thread,
    VectorStore,
)
from assistants.named import Kind
from assistants.policy.members import active_in
from assistants.policy.resources import kept_by, open_to
from assistants.prepared import Parameter, Prepared
from assistants.queries import organization
from assistants.queries.entries import DepartmentEntry, Entry, ModelEntry
from assistants.queries.page import Page
from assistants.queries.record import Record


@dataclass(frozen=True)
class Meanings:
    """By kind and id: what was asked for, and what was offered."""

    entries: Mapping[Kind, Mapping[str, Entry]] = field(default_factory=dict)

    def of(self, kind: Kind) -> Mapping[str, Entry]:
        return self.entries.get(kind, {})


_ORGANIZATION, _IDS, _PRINCIPALS = Parameter("organization"), Parameter("ids"), Parameter("principals")
_RETIRED = Q(status=CatalogueStatus.RETIRED.value)
_ACTIVE = Q(memberships__is_active=True, memberships__user__is_active=True)
_SHELVES: Mapping[Kind, Any] = {
    Kind.AUTOMATION: Automation,
    Kind.PRESET_PROMPT: PresetPrompt,
    Kind.RULE: Rule,
    Kind.THREAD: Thread,
    Kind.VECTOR_STORE: VectorStore,
}


def _pictures(model: Any) -> Prepared:
    return Prepared(lambda: model.objects.order_by("name", "id").values_list("id", "name", "svg"))


def _on_shelf(model: Any, audience: Callable[[], Q]) -> Prepared:
    return Prepared(lambda: model.objects.filter(audience(), pk__any_of=_IDS).values_list("id", "name"))


def _shelves(audience: Callable[[], Q]) -> Mapping[Kind, Prepared]:
    return {kind: _on_shelf(model, audience) for kind, model in _SHELVES.items()}


_ALL_USABLE = _shelves(lambda: kept_by(_ORGANIZATION))
_OPEN = _shelves(lambda: open_to(_ORGANIZATION, _PRINCIPALS))
_LOOKUPS: Mapping[Kind, Prepared] = {
    Kind.AVATAR: _pictures(Avatar),
    Kind.ICON: _pictures(Icon),
    Kind.CONNECTOR: Prepared(
        lambda: (
            Connector.objects.filter(~_RETIRED | Q(pk__any_of=_IDS)).order_by("name", "id").values_list("id", "name")
        )
    ),
    Kind.DEPARTMENT: Prepared(
        lambda: (
            Department.objects.filter(organization_id=_ORGANIZATION)
            .order_by("name", "id")
            .values_list("id", "name", "parent_id")
        )
    ),
    Kind.LANGUAGE_MODEL: Prepared(
        lambda: (
            LanguageModel.objects.filter(~_RETIRED | Q(pk__any_of=_IDS))
            .order_by("provider__name", "key")
            .values_list(
                *("key", "provider__name", "context_window", "max_output_tokens", "reasons", "vision", "takes"),
                *("retires_on", "successor"),
            )
        )
    ),
    Kind.MEMBER: Prepared(
        lambda: Membership.objects.filter(active_in(_ORGANIZATION), user__id__any_of=_IDS).values_list(
            "user_id", "user__name"
        )
    ),
    Kind.PROVIDER: Prepared(lambda: Provider.objects.order_by("name", "id").values_list("id", "name")),
    Kind.ROLE: Prepared(
        lambda: (
            Role.objects.filter(organization_id=_ORGANIZATION, pk__any_of=_IDS)
            .annotate(people=Count("memberships", filter=_ACTIVE))
            .values_list("id", "name", "people")
        )
    ),
}
_PLACES = Prepared(
    lambda: Membership.objects.filter(active_in(_ORGANIZATION), departments__isnull=False).values_list(
        "departments", "user_id"
    )
)


def meanings(caller: Caller, ids: Mapping[Kind, Collection[str]]) -> Meanings:
    """What the ids mean; of a kind that has few (models, pictures, departments …), everything there is besides."""
    shelves = _ALL_USABLE if caller.is_manager else _OPEN
    batch, given = Batch(), {"organization": caller.organization_id, "principals": caller.principals}
    rows = {
        kind: batch.select(_LOOKUPS.get(kind) or shelves[kind], ids=sorted(wanted), **given)
        for kind, wanted in ids.items()
    }
    places = batch.select(_PLACES, **given) if Kind.DEPARTMENT in ids else ()
    batch.send()
    found = {kind: [_READERS.get(kind, _entry)(*row) for row in answered] for kind, answered in rows.items()}
    if Kind.DEPARTMENT in found:
        found[Kind.DEPARTMENT] = _with_people(found[Kind.DEPARTMENT], places)
    return Meanings({kind: {entry.id: entry for entry in entries} for kind, entries in found.items()})


def search(caller: Caller, kind: Kind, text: str, limit: int = 20) -> tuple[Entry, ...]:
    """What of a kind has a name or an id that holds the text, by name."""
    listed, plural = _SEARCHES[kind]
    page = listed(caller, Page(search=text[:100].replace("\0", ""), limit=limit))
    return tuple(Entry(row["id"], row["name"], row.get("email", "")) for row in page[plural])


_SEARCHES: Mapping[Kind, tuple[Callable[[Caller, Page], Record], str]] = {
    Kind.AUTOMATION: (organization.automations, "automations"),
    Kind.MEMBER: (organization.users, "users"),
    Kind.PRESET_PROMPT: (organization.preset_prompts, "preset_prompts"),
    Kind.ROLE: (organization.roles, "roles"),
    Kind.RULE: (organization.rules, "rules"),
    Kind.THREAD: (organization.threads, "threads"),
    Kind.VECTOR_STORE: (organization.vector_stores, "vector_stores"),
}


def _entry(id_: str, label: str) -> Entry:
    return Entry(id_, label)


def _picture(id_: str, label: str, svg: str) -> Entry:
    return Entry(id_, label, svg=svg)


def _role(id_: str, label: str, people: int) -> Entry:
    return Entry(id_, label, _people(people))


def _department(id_: str, label: str, parent: str | None) -> Entry:
    return DepartmentEntry(id_, label, parent=parent)


def _model(key: str, provider: str, *facts: Any) -> Entry:
    window, most, reasons, vision, takes, retires_on, successor = facts
    sentences = [
        f"{window:,} tokens of context{f', {most:,} of output' if most else ''}." if window else "",
        {True: "Reads images.", False: "Does not read images."}.get(vision, ""),
        {True: "Reasons.", False: "Does not reason."}.get(reasons, ""),
    ]
    return ModelEntry(
        key,
        f"{key} ({provider})",
        " ".join(filter(None, sentences)),
        provider,
        context_window=window,
        max_output_tokens=most,
        reasons=reasons,
        vision=vision,
        takes=None if takes is None else tuple(takes),
        retires_on=retires_on,
        successor=successor,
    )


_READERS: Mapping[Kind, Callable[..., Entry]] = {
    Kind.AVATAR: _picture,
    Kind.DEPARTMENT: _department,
    Kind.ICON: _picture,
    Kind.LANGUAGE_MODEL: _model,
    Kind.ROLE: _role,
}


def _with_people(departments: list[Entry], places: Iterable[tuple[Any, ...]]) -> list[Entry]:
    """The departments with the number of people in each and below it."""
    parents = {entry.id: entry.parent for entry in departments if isinstance(entry, DepartmentEntry)}
    people: dict[str, set[str]] = {id_: set() for id_ in parents}
    for department, user in places:
        above: str | None = department
        while above in people and user not in people[above]:
            people[above].add(user)
            above = parents[above]
    return [
        DepartmentEntry(id_, label, _people(len(people[id_])), parent=parents[id_])
        for id_, label in ((entry.id, entry.label) for entry in departments)
    ]


def _people(number: int) -> str:
    return "1 person" if number == 1 else f"{number:,} people"
