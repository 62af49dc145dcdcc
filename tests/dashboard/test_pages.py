"""The numbers under a list."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistants.dashboard.pages import Pages


@pytest.mark.parametrize(
    ("number", "total", "numbers"),
    [
        (1, 0, [1]),
        (1, 10, [1]),
        (1, 31, [1, 2, 3, 4]),
        (5, 100, [1, None, 4, 5, 6, None, 10]),
        (4, 100, [1, 2, 3, 4, 5, None, 10]),
        (10, 100, [1, None, 9, 10]),
    ],
)
def test_the_ends_and_the_neighbours_can_be_reached(number: int, total: int, numbers: list[int | None]) -> None:
    assert Pages(number, 10, total).numbers == numbers


@given(st.integers(1, 100), st.integers(1, 100), st.integers(0, 10_000))
def test_numbers_rise_leave_out_more_than_one_and_hold_the_page_itself(number: int, size: int, total: int) -> None:
    pages = Pages(min(number, Pages(1, size, total).last), size, total)
    shown = [page for page in pages.numbers if page]

    assert shown == sorted(set(shown))
    assert pages.number in shown
    assert (shown[0], shown[-1]) == (1, pages.last)
    for before, page, after in zip(pages.numbers, pages.numbers[1:], pages.numbers[2:], strict=False):
        if page is None:
            assert before is not None
            assert after is not None
            assert after - before > 2
