"""JSON as it is written by people: what is refused, and where the fault stands."""

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistants.limits import JSON_DEPTH
from assistants.strict_json import NotJson, line_of, object_of, value_of

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=8,
)
DEEPEST = "[" * JSON_DEPTH + "]" * JSON_DEPTH


def refusal(text: str) -> NotJson:
    with pytest.raises(NotJson) as refused:
        value_of(text)
    return refused.value


@given(VALUES)
def test_json_is_read_as_it_was_written(value: Any) -> None:
    assert value_of(json.dumps(value)) == value


@given(st.text(alphabet='{}[]:,"\\ \n0eE+-.tnaN'))
def test_whatever_is_refused_is_refused_at_a_place_of_the_text(text: str) -> None:
    with suppress(NotJson):
        value_of(text)
        return
    error = refusal(text)

    lines_before = text.split("\n")[: error.line - 1]
    assert 0 <= error.position <= len(text)
    assert sum(len(line) + 1 for line in lines_before) + error.column - 1 == error.position


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ('{\n  "a" 1\n}', (2, 7), "This is not JSON: Expecting ':' delimiter"),
        ("", (1, 1), "This is not JSON: Expecting value"),
        ('{"a": 1}\n x', (2, 2), "This is not JSON: Extra data"),
        ('{"a": 1,\n "b": {"a": 2},\n "a": 3}', (3, 2), "An object has the same key twice"),
        ('[{"x}": 1},\n {"\\u0061": 1, "a": 2}]', (2, 16), "An object has the same key twice"),
        ('{"a":\n NaN}', (2, 2), "NaN is not JSON; numbers must be finite"),
        ('["-Infinity", -Infinity]', (1, 15), "-Infinity is not JSON; numbers must be finite"),
        ('{"1e999":\n\n1e999}', (3, 1), "A number is beyond what a double can hold"),
        (f"[{'9' * 400}]", (1, 2), "A number is beyond what a double can hold"),
        (f"[1,\n{DEEPEST}]", (2, JSON_DEPTH), f"Arrays and objects nest deeper than {JSON_DEPTH} levels"),
        ('{"a":' * 100_000, (1, 5 * JSON_DEPTH + 1), f"Arrays and objects nest deeper than {JSON_DEPTH} levels"),
    ],
)
def test_a_fault_is_told_with_its_line_and_column(text: str, place: tuple[int, int], message: str) -> None:
    error = refusal(text)

    assert (error.line, error.column) == place
    assert error.sentence == f"{message} at line {place[0]}, column {place[1]}."


def test_the_deepest_that_is_taken_is_taken() -> None:
    assert json.dumps(value_of(DEEPEST)) == DEEPEST


@pytest.mark.parametrize("text", ["[]", '"a"', "null", "\n 7"])
def test_what_must_be_an_object_is_refused_where_it_begins(text: str) -> None:
    with pytest.raises(NotJson) as refused:
        object_of(text, called="The schema")

    assert refused.value.message == "The schema must be a JSON object."
    assert refused.value.position == len(text) - len(text.lstrip())


TEXT = """{
  "type": "object",
  "properties": {
    "x": {"type": 5},
    "list": [
      1,
      {"type": "y: [}"}
    ]
  }
}"""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ((), 1),
        (("type",), 2),
        (("properties", "x", "type"), 4),
        (("properties", "list", 0), 6),
        (("properties", "list", 1, "type"), 7),
        (("properties", "list", 2), 5),
        (("properties", "x", "items", 3), 4),
        (("required",), 1),
    ],
)
def test_a_path_is_at_the_line_of_its_value_or_of_what_is_around_it(path: tuple[str | int, ...], line: int) -> None:
    assert line_of(TEXT, path) == line


@given(VALUES, st.lists(st.text(max_size=2) | st.integers(0, 3)))
def test_any_path_has_a_line_of_any_json(value: Any, path: list[str | int]) -> None:
    text = json.dumps(value, indent=1)
    assert 1 <= line_of(text, path) <= text.count("\n") + 1


def _lines(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """The paths of a value and all that is in it, in the order in which they are written, one a line."""
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(inner for key, item in members for inner in _lines(item, (*path, key)))]


@given(st.recursive(st.integers(), lambda inner: st.dictionaries(st.text(), inner, min_size=1, max_size=3)))
def test_every_member_is_found_on_the_line_where_it_begins(value: Any) -> None:
    text = json.dumps(value, indent=1)
    begun = [number for number, line in enumerate(text.split("\n"), 1) if line.strip(" },")]
    assert [line_of(text, path) for path in _lines(value)] == begun
