"""What a version keeps of an assistant, how that is shown, and how it is told field by field."""

from base64 import b64decode
from hashlib import sha256

from assistants.models import Assistant
from assistants.queries.definition import DERIVED
from assistants.queries.record import Record, mode_of_stored, shown_icon_type
from assistants.spec import AssistantSpec
from assistants.spec.assistant import NEST, NESTED

_NOTHING: Record = {"system_tools": {}, "mcp_tools": [], "streamline_tools": []}


def snapshot_of(record: Record, assistant: Assistant) -> Record:
    """Everything of a record, as it was given: what is derived stands as null, so that it can be derived again.

    Of secrets it says only that they were set.
    """
    snapshot = record | {name: getattr(assistant, name) for name in DERIVED}
    if not record[NEST]:
        return snapshot
    servers = [
        server
        | {
            "authorization": server["authorization"] and {"set": True},
            "headers": {name: {"set": True} for name in server["headers"]},
        }
        for server in record[NEST]["mcp_tools"]
    ]
    return snapshot | {NEST: record[NEST] | {"mcp_tools": servers}}


def shown(snapshot: Record) -> Record:
    """A snapshot as the assistant was shown then, what is derived included."""
    return snapshot | {
        "icon_type": shown_icon_type(snapshot),
        "output_mode": snapshot["output_mode"] or mode_of_stored(snapshot["response_format"]),
    }


def told(snapshot: Record) -> Record:
    """A snapshot, or a part of one, field by field: in the page's order, each member of `tool_configurations` alone.

    What only counts versions and moments is left out, and a picture stands as its size in bytes and its digest.
    """
    nested, fields = tools_of(snapshot), Record()
    for name in AssistantSpec.model_fields:
        if name in NESTED:
            fields[f"{NEST}.{name}"] = nested[name]
        elif name in snapshot:
            fields[name] = snapshot[name]
    fields["icon_data"] = _picture(snapshot["icon_data"])
    return fields | {name: snapshot[name] for name in ("created_by", "deleted_at")}


def tools_of(snapshot: Record) -> Record:
    """The members of `tool_configurations`, empty where it is null; of the system tools, those that are set up."""
    tools = snapshot[NEST] or _NOTHING
    configured = {name: tool for name, tool in tools["system_tools"].items() if tool is not None}
    return {**tools, "system_tools": configured}


def _picture(icon_data: str | None) -> Record | None:
    if icon_data is None:
        return None
    content = b64decode(icon_data)
    return {"bytes": len(content), "sha256": sha256(content).hexdigest()}
