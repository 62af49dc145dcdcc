"""A table of boundaries made from the spec itself: each bound, through each door, at the field that has it."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from assistants.spec import AssistantSpec
from assistants.spec.bounds import Bound, Count, Length, Range, bounds_of
from tests.api.client import ApiClient
from tests.doors.bodies.row import BASE
from tests.doors.bodies.tools import SERVER

pytestmark = pytest.mark.django_db

# Entries of the lists and objects; all other lists hold ids.
ENTRIES: dict[str, Callable[[int], Any]] = {
    "metadata": lambda place: (f"k{place}", "v"),
    "logit_bias": lambda place: (str(place), 1),
    "json_schemas": lambda place: {"name": f"s{place}", "schema": {}},
    "system_message": lambda place: {"role": "user", "content": f"{place}"},
    "mcp_tools": lambda place: {**SERVER, "server_label": f"crm{place}"},
}
# The catalogue knows of no limits of this model.
MODEL = {"default_model_key": "o3-preview"}
OBJECTS = ("metadata", "logit_bias", "reasoning", "text_config", "response_format")


def value_of(field: str, bound: Bound, size: float) -> Any:
    """A value of the field that measures `size`."""
    match bound:
        case Range():
            return size
        case Length():
            return "x" * int(size)
    entries = [ENTRIES.get(field, "x{}".format)(place) for place in range(int(size))]
    return dict(entries) if field in OBJECTS else entries


def boundaries() -> Iterator[tuple[str, Bound, float, str | None]]:
    """Each field with a bound, a size, and the code of its refusal, None where it is within."""
    # Another organization is refused before anything is measured.
    for name in AssistantSpec.model_fields.keys() - {"organization_id"}:
        for bound in own_bounds(name):
            low, high = bound.low or 0, bound.high
            assert high is not None, (name, bound)
            step = 0.001 if isinstance(low, float) else 1
            yield name, bound, low, None
            yield name, bound, high, None
            yield name, bound, high + step, bound.above
            if low > 0 or isinstance(bound, Range):
                yield name, bound, low - step, bound.below


def own_bounds(field: str) -> list[Bound]:
    """Of a list, how many entries it has; of a number, its last range, which is the narrowest."""
    found = bounds_of(AssistantSpec.model_fields[field])
    if field in (*ENTRIES, *lists()):
        return [bound for bound in found if isinstance(bound, Count)]
    ranges = [bound for bound in found if isinstance(bound, Range)]
    return [*ranges[-1:], *(bound for bound in found if isinstance(bound, Length))]


def lists() -> list[str]:
    return [name for name, field in AssistantSpec.model_fields.items() if field.default == []]


@pytest.mark.parametrize(("field", "bound", "size", "code"), sorted(boundaries(), key=str))
def test_the_api_tells_a_value_beyond_its_bound_and_no_other(
    field: str, bound: Bound, size: float, code: str | None, keys: dict[str, str]
) -> None:
    sent = {**BASE, **MODEL, field: value_of(field, bound, size)}
    answer = ApiClient(keys["owner"]).post("/v1/assistants", sent)
    told = [] if answer.status == 201 else answer.problems
    of_bounds = [found for found in told if found[1] in {bound.below, bound.above}]
    assert of_bounds == ([(field, code)] if code else [])


def wrong_types() -> Iterator[tuple[str, Any]]:
    for name, field in AssistantSpec.model_fields.items():
        if name == "system_tools":
            continue
        numeric = "float" in str(field.annotation) or "int" in str(field.annotation)
        yield from ((name, value) for value in ("1", "one", True) if numeric and name not in OBJECTS)
        yield from ((name, value) for value in (1, 1.5, ["x"] if name in OBJECTS else {"x": 1}) if not numeric)


@pytest.mark.parametrize(("field", "value"), list(wrong_types()))
def test_the_api_tells_a_value_of_another_type_at_its_field(field: str, value: Any, keys: dict[str, str]) -> None:
    answer = ApiClient(keys["owner"]).post("/v1/assistants", {**BASE, field: value})
    assert answer.status == 422
    assert [found for found in answer.problems if found[0] == field] in (
        [(field, "wrong_type")],
        [(field, "invalid_choice")],
    )
