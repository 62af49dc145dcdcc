"""What two sequences have in common, in time that hardly grows faster than they do.

Anybody who may edit an assistant chooses both texts, so the usual ways, whose time grows with the square of the
length, will not do: what occurs once on both sides holds the sequences together, as in a patience diff.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import Match, SequenceMatcher
from re import findall

Pair = tuple[int, int]


def kept(old: Sequence[str], new: Sequence[str]) -> list[Pair]:
    """The places, old and new, of what stays and keeps its order; both grow from pair to pair.

    The same pairs come of it, turned around, when old and new change places.
    """
    if list(old) > list(new):
        return [(place, earlier) for earlier, place in kept(new, old)]
    pairs: list[Pair] = []
    start = (0, 0)
    for end in [*_rising(_once_in_both(old, new)), (len(old), len(new))]:
        pairs += _around(old, new, start, end)
        start = (end[0] + 1, end[1] + 1)
        pairs.append(end)
    return pairs[:-1]


def unified(old: str, new: str) -> str:
    """The difference of two texts, line by line, as `diff -u` prints it."""
    before, after = _lines(old), _lines(new)
    groups = _Matched(before, after, kept(before, after)).get_grouped_opcodes()
    return "".join(["--- old\n", "+++ new\n", *(piece for group in groups for piece in _hunk(group, before, after))])


def _once_in_both(old: Sequence[str], new: Sequence[str]) -> list[Pair]:
    times = Counter(old), Counter(new)
    places = {item: place for place, item in enumerate(new) if times[1][item] == 1}
    return [(place, places[item]) for place, item in enumerate(old) if item in places and times[0][item] == 1]


def _rising(pairs: Sequence[Pair]) -> list[Pair]:
    """As many of the pairs, which rise on the left, as can be kept so that they rise on the right too."""
    # For each length, the place of the pair with the lowest right end that ends a series of it.
    lowest: list[int] = []
    ends: list[int] = []
    before: list[int | None] = []
    for place, (_, right) in enumerate(pairs):
        length = bisect_left(lowest, right)
        before.append(ends[length - 1] if length else None)
        lowest[length : length + 1] = [right]
        ends[length : length + 1] = [place]
    found: list[Pair] = []
    at = ends[-1] if ends else None
    while at is not None:
        found.append(pairs[at])
        at = before[at]
    return found[::-1]


def _around(old: Sequence[str], new: Sequence[str], start: Pair, end: Pair) -> Iterator[Pair]:
    """What is equal next to both ends of a gap between two pairs."""
    size = min(end[0] - start[0], end[1] - start[1])
    ahead = 0
    while ahead < size and old[start[0] + ahead] == new[start[1] + ahead]:
        yield start[0] + ahead, start[1] + ahead
        ahead += 1
    back = 0
    while back < size - ahead and old[end[0] - back - 1] == new[end[1] - back - 1]:
        back += 1
    yield from ((end[0] - left, end[1] - left) for left in range(back, 0, -1))


class _Matched(SequenceMatcher[str]):
    """Python's own way from what two sequences share to the groups of a diff, given what they share."""

    def __init__(self, old: Sequence[str], new: Sequence[str], pairs: Sequence[Pair]) -> None:
        super().__init__(None, old, new, autojunk=False)
        self._pairs, self._end = pairs, Match(len(old), len(new), 0)

    def get_matching_blocks(self) -> list[Match]:
        blocks: list[Match] = []
        for left, right in self._pairs:
            last = blocks[-1] if blocks else Match(-1, -1, 0)
            if (left, right) == (last.a + last.size, last.b + last.size):
                blocks[-1] = Match(last.a, last.b, last.size + 1)
            else:
                blocks.append(Match(left, right, 1))
        return [*blocks, self._end]


Opcode = tuple[str, int, int, int, int]


def _hunk(group: Sequence[Opcode], old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    first, last = group[0], group[-1]
    yield f"@@ -{_range(first[1], last[2])} +{_range(first[3], last[4])} @@\n"
    for kind, start, end, new_start, new_end in group:
        if kind == "equal":
            yield from (_line(" ", line) for line in old[start:end])
        else:
            yield from (_line("-", line) for line in old[start:end])
            yield from (_line("+", line) for line in new[new_start:new_end])


def _range(start: int, end: int) -> str:
    length = end - start
    # Lines count from one; an empty range names the line before it.
    return f"{start + 1}" if length == 1 else f"{start + 1 if length else start},{length}"


def _line(sign: str, line: str) -> str:
    return f"{sign}{line}" if line.endswith("\n") else f"{sign}{line}\n\\ No newline at end of file\n"


def _lines(text: str) -> list[str]:
    # Python's splitlines ends a line at eight other characters as well.
    return findall(r"[^\n]*\n|[^\n]+", text)
