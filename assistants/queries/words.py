"""The names of what assistants name, all in one statement: for pages, which show names and never ids."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import F, QuerySet, Value

from assistants.batch import Batch, Rows
from assistants.choices import CatalogueStatus
from assistants.models import (
    Automation,
    Avatar,
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
from assistants.policy.resources import kept_by
from assistants.prepared import Parameter, Prepared

_ORGANIZATION, _IDS = Parameter("organization"), Parameter("ids")

Words = Mapping[Kind, Mapping[str, str]]


def _words(kind: Kind, rows: QuerySet[Any, Any], key: str = "pk", name: str = "name") -> QuerySet[Any, Any]:
    named = rows.annotate(kind=Value(kind.value), key_=F(key), name_=F(name))
    found: QuerySet[Any, Any] = named.values_list("kind", "key_", "name_")
    return found


def _everything() -> QuerySet[Any, Any]:
    own, kept = {"organization_id": _ORGANIZATION, "pk__any_of": _IDS}, kept_by(_ORGANIZATION)
    members = Membership.objects.filter(active_in(_ORGANIZATION), user__id__any_of=_IDS)
    first, *others = [
        _words(Kind.LANGUAGE_MODEL, LanguageModel.objects.exclude(status=CatalogueStatus.RETIRED.value)),
        _words(Kind.PROVIDER, Provider.objects.all()),
        _words(Kind.DEPARTMENT, Department.objects.filter(**own)),
        _words(Kind.ROLE, Role.objects.filter(**own)),
        _words(Kind.MEMBER, members, "user__id", "user__name"),
        _words(Kind.AVATAR, Avatar.objects.filter(pk__any_of=_IDS)),
        _words(Kind.ICON, Icon.objects.filter(pk__any_of=_IDS)),
        _words(Kind.AUTOMATION, Automation.objects.filter(kept, pk__any_of=_IDS)),
        _words(Kind.PRESET_PROMPT, PresetPrompt.objects.filter(kept, pk__any_of=_IDS)),
        _words(Kind.RULE, Rule.objects.filter(kept, pk__any_of=_IDS)),
        _words(Kind.THREAD, Thread.objects.filter(kept, pk__any_of=_IDS)),
        _words(Kind.VECTOR_STORE, VectorStore.objects.filter(kept, pk__any_of=_IDS)),
    ]
    return first.union(*others, all=True)


_WORDS = Prepared(_everything)


def read_words(batch: Batch, organization_id: str, ids: Iterable[str]) -> Rows:
    """Ask for the names of those of the ids that are there; `words` reads the answer."""
    return batch.select(_WORDS, organization=organization_id, ids=list(ids))


def words(rows: Rows) -> Words:
    """The names by kind and id, with every provider, and every model that is not retired."""
    found: dict[Kind, dict[str, str]] = {kind: {} for kind in Kind}
    for kind, key, name in rows:
        found[Kind(kind)][key] = name
    return found
