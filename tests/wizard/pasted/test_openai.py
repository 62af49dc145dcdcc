"""An assistant of OpenAI, pasted into the wizard."""

import json
from typing import Any

from assistants.wizard.pasted import read

# The examples of platform.openai.com, "Assistants", by their shape.
EXPORTED: dict[str, Any] = {
    "id": "asst_abc123",
    "object": "assistant",
    "created_at": 1698984975,
    "name": "Math Tutor",
    "description": None,
    "model": "gpt-4o",
    "instructions": "You are a personal math tutor. When asked a question, write and run Python code to answer it.",
    "tools": [
        {"type": "code_interpreter"},
        {"type": "file_search", "file_search": {"max_num_results": 20, "ranking_options": {"score_threshold": 0.5}}},
        {
            "type": "function",
            "function": {
                "name": "get_weather",
                "description": "Weather",
                "parameters": {"type": "object"},
                "strict": False,
            },
        },
        {"type": "browser"},
    ],
    "tool_resources": {
        "code_interpreter": {"file_ids": ["file-abc123"]},
        "file_search": {"vector_store_ids": ["vs_123"]},
    },
    "metadata": {"team": "maths"},
    "top_p": 1.0,
    "temperature": 1.0,
    "reasoning_effort": None,
    "response_format": "auto",
    "truncation_strategy": {"type": "auto"},
}
FILES = "Files at OpenAI cannot be read from here; choose stores of your own under Knowledge."


def pasted(assistant: dict[str, Any]) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    found = read(json.dumps(assistant), "org_home")
    return found.body, [(dropped.path, dropped.why) for dropped in found.dropped]


def test_an_exported_assistant_comes_along_as_far_as_it_fits() -> None:
    body, dropped = pasted(EXPORTED)

    assert body == {
        "name": "Math Tutor",
        "default_model_key": "gpt-4o",
        "instructions": EXPORTED["instructions"],
        "tool_configurations": {"system_tools": {"code_interpreter": {"mode": "on"}, "file_search": {"mode": "on"}}},
        "metadata": {"team": "maths"},
        "top_p": 1.0,
        "temperature": 1.0,
    }
    assert dropped == [
        ("id", "Every assistant gets its own; nobody can set it."),
        ("created_at", "Every assistant gets its own; nobody can set it."),
        ("tools.1.file_search", "How the search ranks its results cannot be set here."),
        ("tools.2", "The function get_weather runs in your own program; offer it by an MCP server instead."),
        ("tools.3", "There is no such tool here."),
        ("tool_resources.code_interpreter.file_ids", FILES),
        ("tool_resources.file_search.vector_store_ids", FILES.replace("Files", "Vector stores")),
        ("truncation_strategy", "There is nothing like it here."),
    ]


def test_it_is_recognised_by_what_it_is_where_it_goes_or_what_it_names() -> None:
    request = {"model": "gpt-4o", "name": "Math Tutor"}
    command = f"curl https://api.openai.com/v1/assistants -H 'OpenAI-Beta: assistants=v2' -d '{json.dumps(request)}'"

    assert pasted({"object": "assistant"})[0] == {}
    assert pasted(request)[0] == {"default_model_key": "gpt-4o", "name": "Math Tutor"}
    assert read(command, "org_home").body == {"default_model_key": "gpt-4o", "name": "Math Tutor"}
    assert read(json.dumps(EXPORTED), "org_home").recognised == "An assistant of OpenAI"
    assert read('{"name": "Ann"}', "org_home").recognised == "JSON"
    assert read("curl u -d '{}'", "org_home").recognised == "A cURL command"


def test_response_formats_and_efforts_are_taken_over() -> None:
    schema = {"name": "answer", "schema": {"type": "object"}, "description": "An answer", "strict": True}
    by_schema = {"type": "json_schema", "json_schema": schema}

    assert pasted({"model": "o3", "response_format": {"type": "json_object"}})[0]["response_format"] == {
        "type": "json_object"
    }
    assert pasted({"model": "o3", "response_format": by_schema})[0]["response_format"] == by_schema
    assert pasted({"model": "o3", "reasoning_effort": "low"})[0]["reasoning"] == {"effort": "low"}
    assert pasted({"model": "o3", "reasoning_effort": "xhigh"}) == (
        {"default_model_key": "o3"},
        [("reasoning_effort", "The efforts here are minimal, low, medium, high.")],
    )


def test_an_assistant_of_the_first_version_comes_along_too() -> None:
    body, dropped = pasted({"object": "assistant", "tools": [{"type": "retrieval"}], "file_ids": ["file-1"]})

    assert body == {"tool_configurations": {"system_tools": {"file_search": {"mode": "on"}}}}
    assert dropped == [("file_ids", FILES)]


def test_what_has_not_the_shape_that_openai_gives_it_breaks_nothing() -> None:
    strange = {
        "object": "assistant",
        "name": 7,
        "tools": [1, {"type": ["a"]}, {"type": "function", "function": "f"}],
        "tool_resources": {"file_search": 1, "x": {"y": [1]}},
        "metadata": {"a": 1},
        "response_format": "xml",
    }
    body, dropped = pasted(strange)

    assert body == {"metadata": {}}
    assert [path for path, _ in dropped] == [
        *("tools.0", "tools.1", "tools.2", "tool_resources.x.y"),
        *("metadata.a", "name", "response_format"),
    ]
