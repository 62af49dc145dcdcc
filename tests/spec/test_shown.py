"""What the JSON Schema of a model says of its fields together is what its rules decide."""

from itertools import product
from typing import Any

import jsonschema
import pytest
from pydantic import ValidationError

from assistants.spec.mcp_servers import ApprovalFilters, McpTool, ToolFilter
from assistants.spec.messages import InputFile, InputImage, ListedMessage
from assistants.spec.section import Strict

GIVEN: list[tuple[type[Strict], dict[str, Any], dict[str, list[Any]]]] = [
    (ToolFilter, {}, {"read_only": [True, False, None], "tool_names": [["search"], [], None]}),
    (ApprovalFilters, {}, {"always": [{"read_only": True}, None], "never": [{"read_only": False}, None]}),
    (
        McpTool,
        {"server_label": "crm", "type": "mcp"},
        {"server_url": ["https://mcp.example.com"], "connector_id": ["connector_gmail", None]},
    ),
    (InputImage, {"type": "input_image"}, {"image_url": ["https://example.com/a.png", None], "file_id": ["f", None]}),
    (
        InputFile,
        {"type": "input_file"},
        {"file_id": ["f", None], "file_url": ["https://example.com/a.pdf"], "file_data": ["text", None]},
    ),
    (ListedMessage, {}, {"texts": [["Hello"], []], "images": [["file"], []], "files": [["file"], []]}),
]

LEFT_OUT = object()


def bodies(always: dict[str, Any], choices: dict[str, list[Any]]) -> list[dict[str, Any]]:
    """Every combination of the choices, each left out too."""
    combinations = product(*([LEFT_OUT, *values] for values in choices.values()))
    return [
        always | {name: value for name, value in zip(choices, chosen, strict=True) if value is not LEFT_OUT}
        for chosen in combinations
    ]


def accepts(model: type[Strict], body: dict[str, Any]) -> bool:
    try:
        model.model_validate(body)
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize(("model", "always", "choices"), GIVEN, ids=lambda part: getattr(part, "__name__", ""))
def test_the_schema_and_the_rules_agree(
    model: type[Strict], always: dict[str, Any], choices: dict[str, list[Any]]
) -> None:
    schema = jsonschema.Draft202012Validator(model.model_json_schema())

    # That null stands for left out is told by the API's document, whatever the field.
    shown = {
        str(body): schema.is_valid({k: v for k, v in body.items() if v is not None}) for body in bodies(always, choices)
    }
    decided = {str(body): accepts(model, body) for body in bodies(always, choices)}

    assert shown == decided
    assert set(decided.values()) == {True, False}
