"""Which of the ids that a definition names exist, and what is known of them; one query for each kind of id."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from assistants.batch import Batch, Rows
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
from assistants.policy.resources import kept_by, usable_by


class Kind(StrEnum):
    """The kinds of id that a definition may name, in the words of a message."""

    AUTOMATION = "automation"
    AVATAR = "avatar"
    CONNECTOR = "connector"
    DEPARTMENT = "department"
    ICON = "icon"
    LANGUAGE_MODEL = "model"
    MEMBER = "active member"
    PRESET_PROMPT = "preset prompt"
    PROVIDER = "provider"
    ROLE = "role"
    RULE = "rule"
    THREAD = "thread"
    VECTOR_STORE = "vector store"


# The fields that name one id, and those that name several.
ONE: Mapping[str, Kind] = {
    "default_model_key": Kind.LANGUAGE_MODEL,
    "instructions_thread_id": Kind.THREAD,
    "avatar_id": Kind.AVATAR,
    "icon_id": Kind.ICON,
}
MANY: Mapping[str, Kind] = {
    "allowed_model_providers": Kind.PROVIDER,
    "vector_store_ids": Kind.VECTOR_STORE,
    "rule_ids": Kind.RULE,
    "preset_prompts": Kind.PRESET_PROMPT,
    "streamline_tools": Kind.AUTOMATION,
    "access_departments": Kind.DEPARTMENT,
    "access_users": Kind.MEMBER,
    "editable_by_users": Kind.MEMBER,
    "editable_by_roles": Kind.ROLE,
    "visible_to_roles": Kind.ROLE,
    "visible_in_chat_to_users": Kind.MEMBER,
}


class ModelFacts(NamedTuple):
    """What the catalogue knows of a model; None is unknown."""

    key: str
    provider_id: str
    status: str
    context_window: int | None
    max_output_tokens: int | None
    reasons: bool | None
    takes: list[str] | None
    retires_on: date | None
    successor: str


class ConnectorFacts(NamedTuple):
    """What the catalogue knows of a connector."""

    id: str
    status: str


@dataclass(frozen=True)
class Found:
    """The named ids that exist and that the caller may use."""

    ids: Mapping[Kind, frozenset[str]]
    models: Mapping[str, ModelFacts]
    connectors: Mapping[str, ConnectorFacts]

    def has(self, kind: Kind, name: str) -> bool:
        return name in self.ids.get(kind, ())


class Reach(NamedTuple):
    """How far a look-up reaches: one organization, and of what it keeps, what `usable` lets through."""

    organization_id: str
    usable: Q


def reach_of(caller: Caller) -> Reach:
    """What the caller may name in a request."""
    return Reach(caller.organization_id, usable_by(caller))


def reach_of_organization(organization_id: str) -> Reach:
    """What may stand in an assistant that is stored, whoever looks at it."""
    return Reach(organization_id, kept_by(organization_id))


Lookup = Callable[[Reach, set[str]], QuerySet[Any, Any]]


def _resource(model: Any) -> Lookup:
    return lambda reach, ids: model.objects.filter(reach.usable, pk__in=ids).values_list("pk")


def _own(model: Any) -> Lookup:
    return lambda reach, ids: model.objects.filter(organization_id=reach.organization_id, pk__in=ids).values_list("pk")


def _library(model: Any) -> Lookup:
    return lambda _reach, ids: model.objects.filter(pk__in=ids).values_list("pk")


def _members(reach: Reach, ids: set[str]) -> QuerySet[Any, Any]:
    active = Q(organization_id=reach.organization_id, is_active=True, user__is_active=True)
    return Membership.objects.filter(active, user_id__in=ids).values_list("user_id")


def _models(_reach: Reach, ids: set[str]) -> QuerySet[Any, Any]:
    return LanguageModel.objects.filter(pk__in=ids).values_list(*ModelFacts._fields)


def _connectors(_reach: Reach, ids: set[str]) -> QuerySet[Any, Any]:
    usable = Q(pk__in=ids) & ~Q(status=CatalogueStatus.RETIRED)
    return Connector.objects.filter(usable).values_list(*ConnectorFacts._fields)


_LOOKUPS: Mapping[Kind, Lookup] = {
    Kind.AUTOMATION: _resource(Automation),
    Kind.AVATAR: _library(Avatar),
    Kind.CONNECTOR: _connectors,
    Kind.DEPARTMENT: _own(Department),
    Kind.ICON: _library(Icon),
    Kind.LANGUAGE_MODEL: _models,
    Kind.MEMBER: _members,
    Kind.PRESET_PROMPT: _resource(PresetPrompt),
    Kind.PROVIDER: _library(Provider),
    Kind.ROLE: _own(Role),
    Kind.RULE: _resource(Rule),
    Kind.THREAD: _resource(Thread),
    Kind.VECTOR_STORE: _resource(VectorStore),
}


def find(reach: Reach, named: Iterable[tuple[Kind, str]]) -> Found:
    """Look up every named id, in one round trip on PostgreSQL."""
    wanted: dict[Kind, set[str]] = {}
    for kind, name in named:
        wanted.setdefault(kind, set()).add(name)
    batch = Batch()
    answers: dict[Kind, Rows] = {kind: batch.select(_LOOKUPS[kind](reach, names)) for kind, names in wanted.items()}
    batch.send()
    return Found(
        ids={kind: frozenset(row[0] for row in rows) for kind, rows in answers.items()},
        models={row[0]: ModelFacts(*row) for row in answers.get(Kind.LANGUAGE_MODEL, ())},
        connectors={row[0]: ConnectorFacts(*row) for row in answers.get(Kind.CONNECTOR, ())},
    )


def stored_ids(record: Mapping[str, Any]) -> Iterator[tuple[str, Kind, str]]:
    """Every id that a shown assistant names: where, what it should name, and the id."""
    tools = record["tool_configurations"] or {"streamline_tools": [], "mcp_tools": []}
    for field, kind in ONE.items():
        if record[field] is not None:
            yield field, kind, record[field]
    for field, kind in MANY.items():
        inner = field == "streamline_tools"
        where = f"tool_configurations.{field}" if inner else field
        for place, name in enumerate(tools[field] if inner else record[field]):
            yield f"{where}.{place}", kind, name
    for place, server in enumerate(tools["mcp_tools"]):
        if server["connector_id"] is not None:
            yield f"tool_configurations.mcp_tools.{place}.connector_id", Kind.CONNECTOR, server["connector_id"]
