from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from assistants.spec.output import Output, mode_of
from assistants.spec.response_format import JsonSchemas, ResponseFormat

FORMAT: TypeAdapter[Any] = TypeAdapter(ResponseFormat)
SCHEMAS: TypeAdapter[Any] = TypeAdapter(JsonSchemas)
FLAT = {"type": "json_schema", "name": "answer", "schema": {"type": "object"}, "strict": True}
NESTED = {"type": "json_schema", "json_schema": {"name": "answer", "schema": {"type": "object"}, "strict": True}}


def shown(value: Any) -> Any:
    return FORMAT.dump_python(FORMAT.validate_python(value), mode="json")


@pytest.mark.parametrize("sent", [{"type": "text"}, {"type": "json_object"}, FLAT, NESTED])
def test_what_is_shown_is_read_again_as_it_is(sent: dict[str, Any]) -> None:
    assert shown(shown(sent)) == shown(sent)


def test_the_flat_form_is_the_nested_one() -> None:
    assert FORMAT.validate_python(FLAT) == FORMAT.validate_python(NESTED)
    assert shown(FLAT) == shown(NESTED)


@pytest.mark.parametrize(
    ("kind", "mode"), [(None, "text"), ("text", "text"), ("json_object", "json"), ("json_schema", "json")]
)
def test_the_mode_follows_from_the_format(kind: str | None, mode: str) -> None:
    assert mode_of(kind) == mode


def test_two_forms_of_one_format_do_not_differ() -> None:
    Output.model_validate({"response_format": FLAT, "text_config": {"format": NESTED}})
    with pytest.raises(ValidationError):
        Output.model_validate({"response_format": FLAT, "text_config": {"format": {"type": "text"}}})


def test_items_without_a_schema_are_named_by_their_places() -> None:
    found = SCHEMAS.validate_python([{"type": "string"}, {"name": "b", "schema": {}}, {}])
    assert [item.name for item in found] == ["schema_1", "b", "schema_3"]
    assert found[0].definition == {"type": "string"}
