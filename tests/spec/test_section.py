from typing import Any

import pytest
from pydantic import Field, ValidationError

from assistants.problems import Code
from assistants.spec.explain import problems_of
from assistants.spec.section import Complaints, Strict, rule
from assistants.spec.text import Integer, Text


class Inner(Strict):
    low: Integer = Field(0, title="Low")
    high: Integer = Field(9, title="High")

    @rule("low", "high")
    def in_order(self) -> Complaints:
        if self.low > self.high:
            yield ("low",), Code.CONFLICT, "Low must be below high."


class Outer(Strict):
    title: Text = Field(title="Title")
    note: Text | None = Field(None, title="Note")
    inner: Inner = Field(Inner(), title="Inner")
    many: list[Inner] = Field([], title="Many")

    @rule("title", "note")
    def two_words(self) -> Complaints:
        if self.title == self.note:
            yield ("note",), Code.DUPLICATE, "Say something else."


class Wider(Outer):
    size: Integer = Field(1, title="Size")

    @rule("size")
    def even(self) -> Complaints:
        if self.size % 2:
            yield ("size",), Code.OUT_OF_RANGE, "Size must be even."


def told(kind: type[Strict], value: Any) -> list[tuple[str, str]]:
    with pytest.raises(ValidationError) as caught:
        kind.model_validate(value)
    return sorted((problem.field, problem.code) for problem in problems_of(caught.value))


def said(kind: type[Strict], value: Any) -> list[str]:
    with pytest.raises(ValidationError) as caught:
        kind.model_validate(value)
    return [problem.message for problem in problems_of(caught.value)]


def test_rules_are_asked_beside_fields_in_error() -> None:
    sent = {"title": "x", "note": "x", "inner": {"low": "a"}, "other": 1}
    assert told(Outer, sent) == [("inner.low", "wrong_type"), ("note", "duplicate"), ("other", "unknown_field")]


def test_rules_are_asked_at_every_depth() -> None:
    sent = {"many": [{"low": 5}, {"low": 5, "high": 1}, {"high": "x"}]}
    assert told(Outer, sent) == [("many.1.low", "conflict"), ("many.2.high", "wrong_type"), ("title", "required")]


def test_a_rule_is_not_asked_about_a_field_in_error() -> None:
    assert told(Outer, {"title": 5, "note": "x"}) == [("title", "wrong_type")]


def test_the_rules_of_every_base_are_asked() -> None:
    assert told(Wider, {"title": "x", "note": "x"}) == [("note", "duplicate"), ("size", "out_of_range")]


def test_null_stands_for_left_out_at_every_depth() -> None:
    read = Outer.model_validate({"title": "x", "note": None, "inner": None, "many": [{"low": None}]})
    assert (read.note, read.inner, read.many) == (None, Inner(), [Inner()])


def test_a_null_that_is_required_is_missing() -> None:
    assert told(Outer, {"title": None}) == [("title", "required")]


def test_an_unknown_field_is_refused_with_the_nearest_name_even_if_it_is_null() -> None:
    assert said(Outer, {"title": "x", "nott": None}) == ["There is no such field; did you mean “note”?"]
    assert said(Outer, {"title": "x", "zzzzzz": 1}) == ["There is no such field; leave it out."]


def test_messages_name_the_field_by_its_title_and_never_show_the_value() -> None:
    assert said(Outer, {"title": {"secret": "hunter2"}}) == ["Title must be text."]


def test_a_sound_part_has_no_field_in_error() -> None:
    part = Outer.sound_part({"title": 5, "note": "x"}, broken={"title"})
    assert part.note == "x"
    assert "title" not in vars(part)


def test_a_spec_cannot_be_changed() -> None:
    read = Outer.model_validate({"title": "x"})
    with pytest.raises(ValidationError):
        read.note = "y"  # type: ignore[misc]  # the model is frozen, as this test shows


def test_of_a_crowd_of_unknown_fields_the_first_hundred_are_told() -> None:
    with pytest.raises(ValidationError) as failure:
        Inner.model_validate({f"unknown{number}": 0 for number in range(1_000)} | {"low": "x"})
    told = list(problems_of(failure.value))
    assert [problem.field for problem in told if problem.code == Code.UNKNOWN_FIELD] == [
        f"unknown{number}" for number in range(100)
    ]
    assert ("low", Code.WRONG_TYPE) in [(problem.field, problem.code) for problem in told]
