import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistants.spec.patterns import is_pattern


@pytest.mark.parametrize(
    "text",
    [
        "",
        "^abc$",
        "a|b|",
        r"^\d{3}-\d{4}$",
        r"^[\w-\.]+@([\w-]+\.)+[\w-]{2,4}$",
        r"^[^@\s]+@[^@\s]+$",
        r"(?<year>\d{4})-\k<year>",
        r"(?<=a+)b(?<!c*)",
        r"(?=a)(?!b)(?:c)",
        r"^\p{Lu}\P{L}[\p{Nd}\-_]+$",
        r"\u00e9\u{1F600}\x41\cA\/\0",
        r"[\u4e00-\u9fff]",
        r"[\u{10000}-\u{10ffff}]",
        "[一-龥]+",
        "[\U00010000-\U0010ffff]",
        "[[]",
        "[a[b]",
        "[a&&b]",
        "[a~~b||c]",
        "[--a]",
        "[+--]",
        "[^]",
        "[]",
        "[\\]]",
        "[^\\]a]",
        "a{,5}",
        "{",
        "}",
        "]",
        "^(a+)+$",
        "(x+x+)+y",
        "a" * 4_096,
        "(" * 5_000,
    ],
)
def test_a_regular_expression_of_ecma_passes(text: str) -> None:
    assert is_pattern(text)


@pytest.mark.parametrize(
    "text",
    [
        "(",
        ")",
        "[",
        "[a",
        "[z-a]",
        r"[\u9fff-\u0041]",
        "[a--b]",
        "*",
        "+a",
        "?",
        "a**",
        "a{2,1}",
        "(?<name",
        "(?<1>a)",
        r"\k<nobody>",
        "(?z)",
        "\\",
        "[\\",
        "(a",
        "a" + "{99999999999999999999}",
        "(" * 1_500 + ")" * 1_500,
    ],
)
def test_what_no_engine_reads_is_refused(text: str) -> None:
    assert not is_pattern(text)


@given(st.text(alphabet="ab-[]^(){}|\\&~?<>=!:*+.,0159uUxXpPkKcCdDwWsS\xe9\u4e00\U0001f600", max_size=60))
def test_any_text_gets_an_answer_without_a_warning(text: str) -> None:
    assert is_pattern(text) in {True, False}
