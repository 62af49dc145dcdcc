import math
import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from assistants.problems import Code
from assistants.spec.text import Boolean, Identifier, Integer, Name, Number, cleaned, name_key, search_key, unique

ANY_TEXT = st.text()
REFUSED = "\0\x01\x0b\x1f\ud800\udfff\u202d\u202e"
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(st.characters()), inner, max_size=4),
    max_leaves=12,
)


def read(kind: Any, value: Any) -> Any:
    return TypeAdapter(kind).validate_python(value)


def is_refused(kind: Any, value: Any) -> bool:
    try:
        read(kind, value)
    except ValidationError:
        return True
    return False


def texts_in(value: Any) -> list[str]:
    match value:
        case str():
            return [value]
        case list():
            return [text for item in value for text in texts_in(item)]
        case dict():
            return [*value, *texts_in(list(value.values()))]
    return []


@given(ANY_TEXT)
def test_the_key_of_a_key_is_itself(name: str) -> None:
    assert name_key(name_key(name)) == name_key(name)


@given(ANY_TEXT)
def test_the_key_has_no_blanks_at_its_ends_nor_two_in_a_row(name: str) -> None:
    key = name_key(name)
    assert key == key.strip()
    assert "  " not in key


@given(st.text(st.characters(max_codepoint=0x24F)))
def test_case_makes_no_difference_to_the_key(name: str) -> None:
    assert name_key(name.upper()) == name_key(name.upper().lower())
    assert name_key(name.casefold()) == name_key(name)


@given(st.text("ae\u0301\u0308\u200d\u00ad\u0345\u03b1"))
def test_the_key_of_a_key_is_itself_among_accents_and_joiners_too(name: str) -> None:
    assert name_key(name_key(name)) == name_key(name)


def test_an_invisible_character_does_not_keep_a_letter_from_its_accent() -> None:
    assert name_key("Cafe\u200d\u0301") == name_key("Café")


@given(st.text("abcXYZ 019!?"), st.sampled_from("\u200b\u200d\u2060\ufeff\u00ad"), st.integers(0, 9))
def test_invisible_characters_make_no_difference_to_the_key(name: str, invisible: str, place: int) -> None:
    assert name_key(name[:place] + invisible + name[place:]) == name_key(name)


@given(st.text("abcXYZ019"))
def test_width_makes_no_difference_to_the_key(name: str) -> None:
    wide = "".join(chr(ord(sign) - 0x21 + 0xFF01) for sign in name)
    assert name_key(wide) == name_key(name)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Straße", "STRASSE"), ("ﬁle", "FILE"), ("Cafe\u0301", "CAFÉ"), ("K", "\u212a"), ("a\u00a0b", "A  B"), ("①", "1")],
)
def test_names_that_read_the_same_have_one_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@given(ANY_TEXT)
def test_the_search_key_of_a_key_is_itself(text: str) -> None:
    assert search_key(search_key(text)) == search_key(name_key(text)) == search_key(text)


@given(ANY_TEXT)
def test_no_search_key_has_a_line_end(text: str) -> None:
    assert "\n" not in search_key(text)


@pytest.mark.parametrize(
    ("text", "key"),
    [("ÜBER  Åland", "uber aland"), ("\uff23afé\n", "cafe"), ("Việt", "viet"), ("Ёлка", "елка"), ("が", "が")],
)
def test_a_search_key_has_no_case_no_width_and_no_accents(text: str, key: str) -> None:
    assert search_key(text) == key


@pytest.mark.parametrize(("one", "other"), [("cafe", "café"), ("ab", "a b"), ("a.b", "a-b"), ("1", "l")])
def test_names_that_read_otherwise_have_two_keys(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


def test_the_longest_key_of_a_legal_name_has_4608_characters() -> None:
    assert len(name_key("\ufdfa" * 256)) == 4_608


@given(JSON)
def test_what_is_clean_holds_nothing_that_is_refused_and_is_clean_for_good(value: Any) -> None:
    clean, _ = cleaned(value)
    assert not any(set(text) & set(f"{REFUSED}\r") for text in texts_in(clean))
    assert cleaned(clean) == (clean, [])


@given(st.lists(st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\u202d\u202e"))))
def test_what_holds_nothing_that_is_refused_stays_as_it_is(value: list[str]) -> None:
    assert cleaned(value) == (value, [])


def test_line_ends_of_all_kinds_become_one() -> None:
    assert cleaned({"a\r\nb": ["c\rd\r\n\n"]}) == ({"a\nb": ["c\nd\n\n"]}, [])


@pytest.mark.parametrize("sign", REFUSED)
def test_each_refused_character_is_told_where_it_stands(sign: str) -> None:
    _, problems = cleaned({"a": [1, f"x{sign}y"], f"k{sign}": "v"})
    assert [(problem.path, problem.code) for problem in problems] == [
        (("a", 1), Code.INVALID_CHARACTER),
        ((f"k{sign}",), Code.INVALID_CHARACTER),
    ]


def test_two_keys_that_become_one_are_told_at_the_second_and_the_first_is_kept() -> None:
    clean, problems = cleaned({"a\r": 1, "a\n": 2})
    assert clean == {"a\n": 1}
    assert [(problem.path, problem.code) for problem in problems] == [(("a\n",), Code.DUPLICATE)]


@pytest.mark.parametrize("number", [2**63, -(2**63) - 1, 10**40, math.inf, -math.inf, math.nan])
def test_a_number_beyond_64_bits_or_not_finite_is_out_of_range(number: float) -> None:
    _, problems = cleaned([number])
    assert [(problem.path, problem.code) for problem in problems] == [((0,), Code.OUT_OF_RANGE)]


@pytest.mark.parametrize("number", [2**63 - 1, -(2**63), 0, True, sys.float_info.max, 5e-324])
def test_a_number_of_64_bits_or_a_double_stays_as_it_is(number: float) -> None:
    assert cleaned([number]) == ([number], [])


@given(st.lists(st.integers(0, 5)))
def test_unique_items_keep_the_order_of_their_first(items: list[int]) -> None:
    found = unique(items)
    assert sorted(found) == sorted(set(items))
    assert found == sorted(found, key=items.index)


@given(st.integers(-(2**53), 2**53))
def test_a_whole_float_is_the_integer(number: int) -> None:
    assert read(Integer, float(number)) == number
    assert isinstance(read(Integer, float(number)), int)


@pytest.mark.parametrize("value", [True, False, "5", 10.5, None, [1], 2**63, 1e19])
def test_what_is_no_whole_number_of_64_bits_is_refused(value: Any) -> None:
    assert is_refused(Integer, value)


@pytest.mark.parametrize("value", [True, "0.5", None, [0.5]])
def test_what_is_no_number_is_refused(value: Any) -> None:
    assert is_refused(Number, value)


@pytest.mark.parametrize("value", [0, 1, "true", "", None, 1.0])
def test_only_true_and_false_are_booleans(value: Any) -> None:
    assert is_refused(Boolean, value)


@pytest.mark.parametrize("value", ["", "a\nb", "a\tb", "x" * 129, 5])
def test_what_is_no_identifier_is_refused(value: Any) -> None:
    assert is_refused(Identifier, value)


@given(st.text())
def test_a_name_that_is_accepted_is_accepted_again_as_it_is(name: str) -> None:
    if not is_refused(Name, name):
        assert read(Name, read(Name, name)) == read(Name, name)
        assert name_key(read(Name, name)) == name_key(name)


@pytest.mark.parametrize("crowd", [[0] * 20_001, {str(number): 0 for number in range(20_001)}])
def test_a_crowd_of_entries_is_refused_by_its_count_alone(crowd: Any) -> None:
    value, problems = cleaned({"stop_sequences": crowd})
    assert [(problem.field, problem.code) for problem in problems] == [("stop_sequences", Code.TOO_MANY)]
    assert value == {"stop_sequences": type(crowd)()}
