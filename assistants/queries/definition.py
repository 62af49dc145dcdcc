"""A stored assistant as a request would say it: what an update is merged into."""

from assistants.models import SystemTool
from assistants.queries.record import AssistantRows, Record
from assistants.spec import AssistantSpec
from assistants.spec.assistant import NEST, NESTED
from assistants.spec.tools import SystemTools

# Shown for what was left out; the definition says what was given.
DERIVED = ("icon_type", "output_mode")


def definition_of(rows: AssistantRows, record: Record) -> Record:
    """The fields of the spec, side by side, as they are stored; `record` is what `record_of` makes of the rows.

    Secrets stand as `{"set": true}`, which keeps them.
    """
    fields = {name: record[name] for name in AssistantSpec.model_fields if name not in NESTED}
    fields |= {name: getattr(rows.assistant, name) for name in DERIVED}
    tools = record[NEST] or {"mcp_tools": [], "streamline_tools": []}
    return fields | {
        "system_tools": {tool.tool: _options(tool) for tool in rows.system_tools},
        "mcp_tools": tools["mcp_tools"],
        "streamline_tools": tools["streamline_tools"],
    }


def _options(tool: SystemTool) -> Record:
    return {"mode": tool.mode, **tool.options}


def shown_side_by_side(answer: Record) -> Record:
    """What an answer shows of the spec's fields, with the tools out of their nest."""
    tools = answer[NEST] or {
        "system_tools": dict.fromkeys(SystemTools.model_fields),
        "mcp_tools": [],
        "streamline_tools": [],
    }
    return {name: answer[name] for name in AssistantSpec.model_fields if name not in NESTED} | tools
