"""Tools stand in one object of the request, and some may stand at its top; the spec has them side by side."""

import pytest

from assistants.problems import Code, Problem
from assistants.spec.assistant import ALIASES, NEST
from assistants.spec.nesting import flatten


@pytest.mark.parametrize("name", ALIASES)
def test_what_may_stand_at_the_top_is_read_there(name: str) -> None:
    flat = flatten({name: ["here"]})

    assert (flat.fields, flat.problems) == ({name: ["here"]}, [])
    assert flat.as_sent(Problem((name, 0), Code.NOT_FOUND, "…")).field == f"{name}.0"


@pytest.mark.parametrize("name", ALIASES)
def test_what_stands_in_the_object_is_told_at_its_place_there(name: str) -> None:
    flat = flatten({NEST: {name: ["here"]}})

    assert (flat.fields, flat.problems) == ({name: ["here"]}, [])
    assert flat.as_sent(Problem((name, 0), Code.NOT_FOUND, "…")).field == f"{NEST}.{name}.0"


@pytest.mark.parametrize("name", ALIASES)
def test_what_stands_in_both_places_is_a_conflict(name: str) -> None:
    [problem] = flatten({name: ["here"], NEST: {name: ["there"]}}).problems

    assert (problem.field, problem.code) == (name, Code.CONFLICT)


def test_built_in_tools_stand_in_the_object_alone() -> None:
    [problem] = flatten({"system_tools": {}}).problems

    assert (problem.field, problem.code) == ("system_tools", Code.UNKNOWN_FIELD)
