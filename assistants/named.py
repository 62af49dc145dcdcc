"""Which of the ids that a definition names exist, and what is known of them; one query for each kind of id."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from django.db.models import Q

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
from assistants.policy.members import active_in
from assistants.policy.resources import kept_by, open_to
from assistants.prepared import Parameter, Prepared


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


_ORGANIZATION, _IDS, _PRINCIPALS = Parameter("organization"), Parameter("ids"), Parameter("principals")


def _in_the_organization(model: Any) -> Prepared:
    return Prepared(lambda: model.objects.filter(organization_id=_ORGANIZATION, pk__any_of=_IDS).values_list("pk"))


def _in_the_library(model: Any) -> Prepared:
    return Prepared(lambda: model.objects.filter(pk__any_of=_IDS).values_list("pk"))


_LOOKUPS: Mapping[Kind, Prepared] = {
    Kind.AVATAR: _in_the_library(Avatar),
    Kind.CONNECTOR: Prepared(
        lambda: Connector.objects.filter(~Q(status=CatalogueStatus.RETIRED.value), pk__any_of=_IDS).values_list(
            *ConnectorFacts._fields
        )
    ),
    Kind.DEPARTMENT: _in_the_organization(Department),
    Kind.ICON: _in_the_library(Icon),
    Kind.LANGUAGE_MODEL: Prepared(
        lambda: LanguageModel.objects.filter(pk__any_of=_IDS).values_list(*ModelFacts._fields)
    ),
    Kind.MEMBER: Prepared(
        lambda: Membership.objects.filter(active_in(_ORGANIZATION), user__id__any_of=_IDS).values_list("user_id")
    ),
    Kind.PROVIDER: _in_the_library(Provider),
    Kind.ROLE: _in_the_organization(Role),
}


def _kept(model: Any) -> Prepared:
    return Prepared(lambda: model.objects.filter(kept_by(_ORGANIZATION), pk__any_of=_IDS).values_list("pk"))


def _open(model: Any) -> Prepared:
    return Prepared(
        lambda: model.objects.filter(open_to(_ORGANIZATION, _PRINCIPALS), pk__any_of=_IDS).values_list("pk")
    )


_RESOURCES = {
    Kind.AUTOMATION: Automation,
    Kind.PRESET_PROMPT: PresetPrompt,
    Kind.RULE: Rule,
    Kind.THREAD: Thread,
    Kind.VECTOR_STORE: VectorStore,
}
_KEPT: Mapping[Kind, Prepared] = {**_LOOKUPS, **{kind: _kept(model) for kind, model in _RESOURCES.items()}}
_USABLE: Mapping[Kind, Prepared] = {**_LOOKUPS, **{kind: _open(model) for kind, model in _RESOURCES.items()}}

Names = Iterable[tuple[Kind, str]]


def usable_by(caller: Caller, names: Names) -> Found:
    """Which of the names exist and are the caller's to use."""
    if caller.is_manager:
        return kept_in(caller.organization_id, names)
    return _find(_USABLE, caller.organization_id, names, caller.principals)


def kept_in(organization_id: str, names: Names) -> Found:
    """Which of the names exist in the organization, whoever may use them."""
    return _find(_KEPT, organization_id, names)


def _find(
    lookups: Mapping[Kind, Prepared], organization_id: str, names: Names, principals: Iterable[str] = ()
) -> Found:
    wanted: dict[Kind, set[str]] = {}
    for kind, name in names:
        wanted.setdefault(kind, set()).add(name)
    batch = Batch()
    answers = {
        kind: batch.select(lookups[kind], organization=organization_id, ids=ids, principals=principals)
        for kind, ids in wanted.items()
    }
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
