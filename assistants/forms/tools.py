"""Tools: the built-in ones, the automations, and how many calls a response may make."""

from typing import get_args

from assistants.choices import ImageProvider, ToolMode
from assistants.forms import layout
from assistants.forms.control import Control
from assistants.forms.derive import Words, controls_of
from assistants.forms.groups import Group
from assistants.forms.layout import Fold, Folds
from assistants.forms.section import SectionForm
from assistants.forms.switches import Choice
from assistants.spec.section import sent_fields
from assistants.spec.tools import SystemTools, Tools

_OPTIONS: dict[str, Control] = {
    "provider": Choice(values_of=ImageProvider, words=(("openai", "OpenAI"), ("clipdrop", "Clipdrop"))),
}


def _tool(name: str) -> Group:
    """A built-in tool: none until it has a mode, and its options."""
    [model] = [kind for kind in get_args(SystemTools.model_fields[name].annotation) if kind is not type(None)]
    own = {option: control for option, control in _OPTIONS.items() if option in sent_fields(model)}
    mode = Choice(values_of=ToolMode, is_optional=True, unset="Not configured", css="")
    return Group(members=controls_of(model, {"mode": mode, **own}), switch="mode", template=layout.Tool)


_TOOLS = {name: _tool(name) for name in SystemTools.model_fields}


class ToolsForm(SectionForm):
    """Built-in tools and automations."""

    section = Tools
    controls = controls_of(
        Tools,
        {
            "system_tools": Group(
                members=controls_of(SystemTools, {name: _tool(name) for name in SystemTools.model_fields})
            )
        },
        {
            "system_tools": Words(hint="Auto: the model decides. Not configured: the platform does."),
            "streamline_tools": Words(hint="Streamline automations that it may run. At most {high}."),
            "max_tool_calls": Words(hint="Built-in calls in one response, {low} to {high}. Default {default}."),
            "parallel_tool_calls": Words("Several calls at the same time", ""),
        },
    )
    arrangement = (
        "system_tools",
        "streamline_tools",
        Folds(
            Fold("max_tool_calls", "parallel_tool_calls", title="Calls", none="At most 10 a response, one at a time"),
        ),
    )
