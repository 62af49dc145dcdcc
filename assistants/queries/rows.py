"""The stored rows of assistants: all of them, or as far as a line of a list needs them."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from django.db.models import BinaryField, Case, Value, When

from assistants.batch import Batch
from assistants.models import AccessGrant, Assistant, McpServer, Reference, Secret, SystemTool
from assistants.prepared import Parameter, Prepared
from assistants.queries.record import AssistantRows

_ORGANIZATION, _IDS, _PRINCIPALS = Parameter("organization"), Parameter("ids"), Parameter("principals")


class Select(NamedTuple):
    """A query for the rows of some assistants, and what its columns are: the model's attributes, then `more`."""

    model: Any
    attributes: Sequence[str]
    query: Prepared
    more: Sequence[str] = ()


def select(
    model: Any,
    *order: str,
    assistant: str = "assistant__id",
    more: Mapping[str, Any] = MappingProxyType({}),
    **condition: Any,
) -> Select:
    """All columns of a model's rows, then `more`; `assistant` is the path from there to the assistant's id."""
    attributes = [field.attname for field in model._meta.concrete_fields]
    condition |= {"organization_id": _ORGANIZATION, f"{assistant}__any_of": _IDS}
    rows = model.objects.filter
    query = Prepared(lambda: rows(**condition).order_by(*order).values_list(*attributes, *more.values()))
    return Select(model, attributes, query, tuple(more))


def assistants_with(attributes: Sequence[str], **more: Any) -> Select:
    """These columns of the assistants, and expressions as further attributes.

    Of a picture, which may have half a megabyte, only whether there is one.
    """
    pictured = Case(When(icon_data__isnull=False, then=Value(b"", output_field=BinaryField())))
    columns = [pictured if name == "icon_data" else name for name in attributes]
    rows = Assistant.objects.filter
    query = Prepared(lambda: rows(organization_id=_ORGANIZATION, id__any_of=_IDS).values_list(*columns, *more.values()))
    return Select(Assistant, attributes, query, tuple(more))


_WHOLE = select(Assistant, assistant="id")
_WITHOUT_PICTURE = assistants_with(_WHOLE.attributes)
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
_LINE = assistants_with([attribute for attribute in _WHOLE.attributes if attribute in _OF_A_LINE])
_GRANTS = select(AccessGrant, "position", "field")
_OWN_GRANTS = select(AccessGrant, principal__any_of=_PRINCIPALS)
_REFERENCES = select(Reference, "position", "field")
_PROMPTS = select(Reference, "position", field="preset_prompts")
_SYSTEM_TOOLS = select(SystemTool)
_SERVERS = select(McpServer, "position")
_SECRETS = select(Secret, "position", assistant="mcp_server__assistant__id")


def whole_rows(organization_id: str, ids: Sequence[str], *, pictures: bool = True) -> dict[str, AssistantRows]:
    """Every row of the assistants, by id, as far as they are there; one round trip on PostgreSQL.

    Without `pictures`, an assistant's own one is empty bytes.
    """
    assistants = _WHOLE if pictures else _WITHOUT_PICTURE
    selects = (assistants, _GRANTS, _REFERENCES, _SYSTEM_TOOLS, _SERVERS, _SECRETS)
    found, grants, references, tools, servers, secrets = read(selects, organization_id, ids)
    own_grants, own_references, own_tools, own_servers = (
        grouped(part, "assistant_id") for part in (grants, references, tools, servers)
    )
    own_secrets = grouped(secrets, "mcp_server_id")
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
    found, grants, prompts = read(selects, organization_id, ids, principals)
    own, named = grouped(grants, "assistant_id"), grouped(prompts, "assistant_id")
    return {
        assistant.id: AssistantRows(assistant, own[assistant.id], named[assistant.id], (), (), ())
        for assistant in found
    }


def read(
    selects: Sequence[Select], organization_id: str, ids: Sequence[str], principals: Collection[str] = ()
) -> list[list[Any]]:
    """The rows of each query, as the models' own, in one round trip on PostgreSQL."""
    batch = Batch()
    answers = [
        batch.select(wanted.query, organization=organization_id, ids=ids, principals=principals) for wanted in selects
    ]
    batch.send()
    return [[_row(select, values) for values in rows] for select, rows in zip(selects, answers, strict=True)]


def _row(select: Select, values: Sequence[Any]) -> Any:
    width = len(select.attributes)
    row = select.model.from_db("default", select.attributes, values[:width])
    for name, value in zip(select.more, values[width:], strict=True):
        setattr(row, name, value)
    return row


def grouped(rows: list[Any], key: str) -> dict[str, list[Any]]:
    """The rows by the value of one of their attributes."""
    groups = defaultdict(list)
    for row in rows:
        groups[getattr(row, key)].append(row)
    return groups
