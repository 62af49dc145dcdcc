"""What the kernel knows of processes: how long they computed, and what memory they hold."""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")


def children(pid: int) -> list[int]:
    """The processes that `pid` started and that are alive."""
    found = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        found += [int(child) for child in (task / "children").read_text().split()]
    return found


def tree(pid: int) -> Iterator[int]:
    """`pid`, its children, and theirs."""
    yield pid
    for child in children(pid):
        yield from tree(child)


def cpu_seconds(root: int) -> float:
    """The processor time of a process tree, children that have ended included."""
    while True:
        # What a process used is its parent's once it has ended: count again if one did while we were counting.
        with suppress(FileNotFoundError, ProcessLookupError):
            processes = list(tree(root))
            ticks = sum(map(_cpu_ticks, processes))
            if list(tree(root)) == processes:
                return ticks / _TICKS


def resident_megabytes(pid: int) -> float:
    """The memory that a process holds, shared libraries included."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    kilobytes = next(line.split()[1] for line in lines if line.startswith("VmRSS:"))
    return int(kilobytes) / 1024


def _cpu_ticks(pid: int) -> int:
    # The command's name stands in brackets and may hold blanks: what follows it is numbered from 3 (proc(5)).
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(int(field) for field in fields[11:15])
