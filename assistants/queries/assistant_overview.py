"""Assistants as the dashboard lists them: cut to the caller's level, with warnings and the names of all they name.

What these cost the database is the same for one assistant and for a page of them: five statements, and one for names.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, OuterRef, Subquery

from assistants.batch import Batch
from assistants.caller import Caller
from assistants.choices import CatalogueStatus
from assistants.models import AccessGrant, Assistant, McpServer, Reference, SystemTool, Version
from assistants.named import ConnectorFacts, Found, Kind, ModelFacts, stored_ids
from assistants.policy.access import access_of
from assistants.queries.cut import cut
from assistants.queries.record import AssistantRows, Record, answer_of, record_of
from assistants.queries.rows import assistants_with, grouped, read, select
from assistants.queries.words import Words, read_words, words

_FACTS = [f"model_{fact}" for fact in ModelFacts._fields]
_ASSISTANTS = assistants_with(
    [field.attname for field in Assistant._meta.concrete_fields],
    changed_by=Subquery(
        Version.objects.filter(assistant_id=OuterRef("pk"), number=OuterRef("version")).values("created_by__name")[:1]
    ),
    made_by=F("created_by__name"),
    icon_svg=F("icon__svg"),
    **{f"model_{fact}": F(f"default_model_key__{fact}") for fact in ModelFacts._fields},
)
_GRANTS = select(AccessGrant, "position", "field")
_REFERENCES = select(Reference, "position", "field")
_TOOLS = select(SystemTool)
_SERVERS = select(McpServer, "position", more={"connector_status": F("connector__status")})


@dataclass(frozen=True, slots=True)
class Overview:
    """An assistant as its caller may see it, and what the page says beside it.

    The record lacks what the level hides; of the servers' secrets it has nothing.
    """

    record: Record
    changed_by: str
    made_by: str
    icon_svg: str | None
    model: ModelFacts


def overviews(caller: Caller, ids: Sequence[str]) -> tuple[list[Overview], Words]:
    """The assistants in the order of the ids, without those that the caller has ceased to see; and every name."""
    selects = (_ASSISTANTS, _GRANTS, _REFERENCES, _TOOLS, _SERVERS)
    found, *parts = read(selects, caller.organization_id, ids)
    grants, references, tools, servers = (grouped(part, "assistant_id") for part in parts)
    rows = {
        row.id: AssistantRows(row, grants[row.id], references[row.id], tools[row.id], servers[row.id], ())
        for row in found
    }
    records = {id_: record_of(rows[id_]) for id_ in ids if id_ in rows}
    names = _names(caller, records.values())
    facts = {row.id: ModelFacts(*(getattr(row, name) for name in _FACTS)) for row in found}
    known = _found(names, facts.values(), parts[-1])
    shown = []
    for id_, record in records.items():
        row: Any = rows[id_].assistant  # with the columns that were added
        level = access_of(caller, rows[id_].grants, is_deleted=row.deleted_at is not None).level
        if level:
            seen = cut(answer_of(record, known, level), level)
            shown.append(Overview(seen, row.changed_by, row.made_by, row.icon_svg, facts[id_]))
    return shown, names


def _names(caller: Caller, records: Iterable[Record]) -> Words:
    batch = Batch()
    ids = {name for record in records for _, _, name in stored_ids(record)}
    rows = read_words(batch, caller.organization_id, ids)
    batch.send()
    return words(rows)


def _found(names: Words, models: Iterable[ModelFacts], servers: Iterable[McpServer]) -> Found:
    """What is there of all that the assistants name, as their warnings ask for it."""
    by_key = {facts.key: facts for facts in models}
    status = {server.connector_id: getattr(server, "connector_status", None) for server in servers}
    connectors = {
        id_: ConnectorFacts(id_, is_so)
        for id_, is_so in status.items()
        if id_ is not None and is_so is not None and is_so != CatalogueStatus.RETIRED
    }
    ids = {kind: frozenset(named) for kind, named in names.items()}
    ids |= {Kind.LANGUAGE_MODEL: frozenset(by_key), Kind.CONNECTOR: frozenset(connectors)}
    return Found(ids=ids, models=by_key, connectors=connectors)
