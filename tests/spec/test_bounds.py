from typing import Annotated, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from assistants.spec import AssistantSpec
from assistants.spec.bounds import Bound, Count, Length, Pattern, Range, Size, bounds_of
from assistants.spec.text import UNIQUE, Text
from assistants.spec.whole import distinct_without_case


def codes(kind: Any, value: Any) -> list[tuple[tuple[int | str, ...], str]]:
    try:
        TypeAdapter(kind).validate_python(value)
    except ValidationError as failure:
        return [(error["loc"], error["type"]) for error in failure.errors()]
    return []


def schema(kind: Any) -> dict[str, Any]:
    return TypeAdapter(kind).json_schema()


@given(st.integers(-20, 20))
def test_a_range_holds_its_ends(number: int) -> None:
    assert (codes(Annotated[int, Range(-3, 7)], number) == []) == (-3 <= number <= 7)


@given(st.text(max_size=12))
def test_a_length_counts_characters(text: str) -> None:
    found = codes(Annotated[str, Length(2, 5)], text)
    expected = "too_short" if len(text) < 2 else "too_long" if len(text) > 5 else None
    assert found == ([((), expected)] if expected else [])


@given(st.lists(st.integers(), max_size=8))
def test_a_count_counts_entries(entries: list[int]) -> None:
    found = codes(Annotated[list[int], Count(1, 4)], entries)
    expected = "too_few" if not entries else "too_many" if len(entries) > 4 else None
    assert found == ([((), expected)] if expected else [])


def test_a_count_is_told_beside_entries_in_error() -> None:
    assert codes(Annotated[list[Text], Count(0, 2)], ["a", 5, "c"]) == [((1,), "wrong_type"), ((), "too_many")]


def test_repeats_that_would_be_dropped_do_not_count_beside_entries_in_error() -> None:
    assert codes(Annotated[list[Text], UNIQUE, Count(0, 2)], ["a", "a", 5]) == [((2,), "wrong_type")]


def test_a_value_that_is_no_list_at_all_is_told_once() -> None:
    assert codes(Annotated[list[Text], Count(0, 2)], {"a": "b"}) == [((), "list_type")]
    assert codes(Annotated[dict[str, str], Count(0, 2)], ["a", "b", "c"]) == [((), "dict_type")]


def test_names_that_differ_in_case_alone_are_told_beside_entries_in_error() -> None:
    kind = Annotated[dict[str, Text], distinct_without_case("header")]
    assert codes(kind, {"A": "1", "a": 2}) == [(("a",), "wrong_type"), (("a",), "duplicate")]


def test_a_size_counts_bytes_of_json() -> None:
    assert codes(Annotated[list[str], Size(6)], ["ab"]) == []
    assert codes(Annotated[list[str], Size(6)], ["éé"]) == [((), "too_large")]


@given(st.text("ab\n", max_size=5))
def test_a_pattern_is_for_the_whole_text(text: str) -> None:
    matches = bool(text) and set(text) == {"a"}
    assert (codes(Annotated[str, Pattern("a+", "some a")], text) == []) == matches


def test_bounds_say_both_ends_in_one_message() -> None:
    with pytest.raises(ValidationError, match=r"must be between 0\.0 and 2\.0"):
        TypeAdapter(Annotated[float, Range(0.0, 2.0)]).validate_python(3.0)
    with pytest.raises(ValidationError, match="must have at most 2,048 characters"):
        TypeAdapter(Annotated[str, Length(0, 2_048)]).validate_python("x" * 3_000)


def test_bounds_show_in_the_json_schema() -> None:
    assert schema(Annotated[int, Range(0, 20)]) == {"type": "integer", "minimum": 0, "maximum": 20}
    assert schema(Annotated[str, Length(1, 5)]) == {"type": "string", "minLength": 1, "maxLength": 5}
    assert schema(Annotated[list[int], Count(0, 5)]) == {
        "type": "array",
        "items": {"type": "integer"},
        "maxItems": 5,
    }


def test_the_bounds_of_a_field_are_found_where_it_may_be_null_too() -> None:
    found: list[Bound] = bounds_of(AssistantSpec.model_fields["description"])
    assert [(bound.low, bound.high) for bound in found] == [(0, 2_048)]
