"""The numbers under a list: which pages can be reached from the one that is shown."""

from dataclasses import dataclass
from math import ceil

_AROUND = 1


@dataclass(frozen=True, slots=True)
class Pages:
    """Page `number` of a list of `total` entries, `size` of them on each."""

    number: int
    size: int
    total: int

    @property
    def last(self) -> int:
        return max(1, ceil(self.total / self.size))

    @property
    def first_entry(self) -> int:
        return (self.number - 1) * self.size + 1

    @property
    def last_entry(self) -> int:
        return min(self.number * self.size, self.total)

    @property
    def numbers(self) -> list[int | None]:
        """The pages to offer: the ends and those around this one; None stands for what is left out."""
        near = range(self.number - _AROUND, self.number + _AROUND + 1)
        offered = sorted({1, self.last, *(page for page in near if 1 <= page <= self.last)})
        numbers: list[int | None] = []
        for page, before in zip(offered, [0, *offered], strict=False):
            gap = page - before
            numbers += [page] if gap == 1 else [page - 1, page] if gap == 2 else [None, page]
        return numbers
