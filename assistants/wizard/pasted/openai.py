"""An assistant of OpenAI (platform.openai.com, "The assistant object") in the words of our API."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from assistants.choices import ReasoningEffort, ToolMode
from assistants.wizard.pasted.result import Dropped

Body = dict[str, Any]
Step = Callable[[Any, Body], Iterator[Dropped]]

_HOST = "api.openai.com"
_SAME = ("name", "description", "instructions", "metadata", "temperature", "top_p")
_TOOLS = {"code_interpreter": "code_interpreter", "file_search": "file_search", "retrieval": "file_search"}


def is_of_openai(body: Mapping[str, Any], host: str) -> bool:
    """Whether a body, sent to this host if to any, is an assistant of OpenAI rather than one of ours."""
    return body.get("object") == "assistant" or host == _HOST or ("model" in body and "default_model_key" not in body)


def from_openai(assistant: Mapping[str, Any]) -> tuple[Body, tuple[Dropped, ...]]:
    """What fits of an assistant of OpenAI, and what does not, with the reasons."""
    body: Body = {}
    dropped: list[Dropped] = []
    for name, value in assistant.items():
        if value not in (None, []) and name != "object":
            dropped += _FIELDS.get(name, _left(name, "There is nothing like it here."))(value, body)
    return body, tuple(dropped)


def _as(name: str) -> Step:
    def step(value: Any, body: Body) -> Iterator[Dropped]:
        body[name] = value
        yield from ()

    return step


def _left(name: str, why: str) -> Step:
    return lambda _value, _body: iter((Dropped(name, why),))


def _tools(tools: Any, body: Body) -> Iterator[Dropped]:
    for number, tool in enumerate(tools if isinstance(tools, list) else ()):
        kind = tool.get("type") if isinstance(tool, dict) else None
        place = f"tools.{number}"
        if isinstance(kind, str) and kind in _TOOLS:
            switched = body.setdefault("tool_configurations", {}).setdefault("system_tools", {})
            switched[_TOOLS[kind]] = {"mode": ToolMode.ON.value}
            if tool.get(kind):
                yield Dropped(f"{place}.{kind}", "How the search ranks its results cannot be set here.")
        elif kind == "function":
            yield Dropped(place, f"{_function(tool)} runs in your own program; offer it by an MCP server instead.")
        else:
            yield Dropped(place, "There is no such tool here.")


def _function(tool: Mapping[str, Any]) -> str:
    described = tool.get("function")
    name = described.get("name") if isinstance(described, dict) else None
    return f"The function {name}" if name else "A function"


def _resources(resources: Any, _body: Body) -> Iterator[Dropped]:
    for tool, held in resources.items() if isinstance(resources, dict) else ():
        for name, values in held.items() if isinstance(held, dict) else ():
            if values:
                what = "Vector stores" if name.startswith("vector_stores") or name == "vector_store_ids" else "Files"
                why = f"{what} at OpenAI cannot be read from here; choose stores of your own under Knowledge."
                yield Dropped(f"tool_resources.{tool}.{name}", why)


def _format(value: Any, body: Body) -> Iterator[Dropped]:
    if value != "auto":
        body["response_format"] = value
    yield from ()


def _effort(value: Any, body: Body) -> Iterator[Dropped]:
    if value in list(ReasoningEffort):
        body["reasoning"] = {"effort": value}
    else:
        yield Dropped("reasoning_effort", f"The efforts here are {', '.join(ReasoningEffort)}.")


_OWN = "Every assistant gets its own; nobody can set it."
_FILES = "Files at OpenAI cannot be read from here; choose stores of your own under Knowledge."

_FIELDS: Mapping[str, Step] = {
    **{name: _as(name) for name in _SAME},
    **{name: _left(name, _OWN) for name in ("id", "created_at")},
    "model": _as("default_model_key"),
    "tools": _tools,
    "tool_resources": _resources,
    "file_ids": _left("file_ids", _FILES),
    "response_format": _format,
    "reasoning_effort": _effort,
}
