"""The stored rows of assistants: all of them, or as far as a line of a list needs them."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from django.db.models import BinaryField, Case, Value, When

from assistants.batch import Batch
from assistants.models import AccessGrant, Assistant, McpServer, Reference, Secret, SystemTool
from assistants.prepared import Parameter, Prepared
from assistants.queries.record import AssistantRows

_ORGANIZATION, _IDS, _PRINCIPALS = Parameter("organization"), Parameter("ids"), Parameter("principals")


class _Select(NamedTuple):
    """A query for the rows of some assistants, and the attributes of the model for which it has columns."""

    model: Any
    attributes: Sequence[str]
    query: Prepared


def _select(model: Any, *order: str, assistant: str = "assistant__id", **condition: Any) -> _Select:
    """All columns of a model's rows; `assistant` is the path from there to the assistant's id."""
    attributes = [field.attname for field in model._meta.concrete_fields]
    condition |= {"organization_id": _ORGANIZATION, f"{assistant}__any_of": _IDS}
    rows = model.objects.filter
    return _Select(model, attributes, Prepared(lambda: rows(**condition).order_by(*order).values_list(*attributes)))


def _assistants(attributes: Sequence[str]) -> _Select:
    """These columns of the assistants; of a picture, which may have half a megabyte, only whether there is one."""
    pictured = Case(When(icon_data__isnull=False, then=Value(b"", output_field=BinaryField())))
    columns = [pictured if name == "icon_data" else name for name in attributes]
    rows = Assistant.objects.filter
    query = Prepared(lambda: rows(organization_id=_ORGANIZATION, id__any_of=_IDS).values_list(*columns))
    return _Select(Assistant, attributes, query)


_WHOLE = _select(Assistant, assistant="id")
_WITHOUT_PICTURE = _assistants(_WHOLE.attributes)
# What a line of a list shows, and what decides what it shows.
_OF_A_LINE = frozenset(
    {
        "id",
        "organization_id",
        "name",
        "description",
        "icon_type",
        "icon_id",
        "icon_data",
        "avatar_id",
        "default_model_key_id",
        "access_mode",
        "is_active",
        "is_default",
        "created_by_id",
        "created_at",
        "updated_at",
        "deleted_at",
        "version",
    }
)
# A model takes its attributes in its own order.
_LINE = _assistants([attribute for attribute in _WHOLE.attributes if attribute in _OF_A_LINE])
_GRANTS = _select(AccessGrant, "position", "field")
_OWN_GRANTS = _select(AccessGrant, principal__any_of=_PRINCIPALS)
_REFERENCES = _select(Reference, "position", "field")
_PROMPTS = _select(Reference, "position", field="preset_prompts")
_SYSTEM_TOOLS = _select(SystemTool)
_SERVERS = _select(McpServer, "position")
_SECRETS = _select(Secret, "position", assistant="mcp_server__assistant__id")


def whole_rows(organization_id: str, ids: Sequence[str], *, pictures: bool = True) -> dict[str, AssistantRows]:
    """Every row of the assistants, by id, as far as they are there; one round trip on PostgreSQL.

    Without `pictures`, an assistant's own one is empty bytes.
    """
    assistants = _WHOLE if pictures else _WITHOUT_PICTURE
    selects = (assistants, _GRANTS, _REFERENCES, _SYSTEM_TOOLS, _SERVERS, _SECRETS)
    found, grants, references, tools, servers, secrets = _read(selects, organization_id, ids)
    own_grants, own_references, own_tools, own_servers = (
        _grouped(part, "assistant_id") for part in (grants, references, tools, servers)
    )
    own_secrets = _grouped(secrets, "mcp_server_id")
    return {
        assistant.id: AssistantRows(
            assistant=assistant,
            grants=own_grants[assistant.id],
            references=own_references[assistant.id],
            system_tools=own_tools[assistant.id],
            mcp_servers=own_servers[assistant.id],
            secrets=[secret for server in own_servers[assistant.id] for secret in own_secrets[server.id]],
        )
        for assistant in found
    }


def rows_of_lines(organization_id: str, ids: Sequence[str], principals: Collection[str]) -> dict[str, AssistantRows]:
    """What lines of a list need of the assistants, by id: some columns, the prompts, and the principals' grants."""
    selects = (_LINE, _OWN_GRANTS, _PROMPTS)
    found, grants, prompts = _read(selects, organization_id, ids, principals)
    own, named = _grouped(grants, "assistant_id"), _grouped(prompts, "assistant_id")
    return {
        assistant.id: AssistantRows(assistant, own[assistant.id], named[assistant.id], (), (), ())
        for assistant in found
    }


def _read(
    selects: Sequence[_Select], organization_id: str, ids: Sequence[str], principals: Collection[str] = ()
) -> list[list[Any]]:
    batch = Batch()
    answers = [
        batch.select(query, organization=organization_id, ids=ids, principals=principals) for _, _, query in selects
    ]
    batch.send()
    return [
        [model.from_db("default", attributes, row) for row in rows]
        for (model, attributes, _), rows in zip(selects, answers, strict=True)
    ]


def _grouped(rows: list[Any], key: str) -> dict[str, list[Any]]:
    grouped = defaultdict(list)
    for row in rows:
        grouped[getattr(row, key)].append(row)
    return grouped
