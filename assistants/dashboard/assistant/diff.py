"""What differs between two versions, as lines that stand side by side."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any, NamedTuple

from assistants.dashboard.assistant.naming import Names, Value, label_of, member_of
from assistants.queries.matching import kept

Difference = dict[str, Any]


class Piece(NamedTuple):
    """A part of a line; `is_marked` is what the other line has not."""

    text: str
    is_marked: bool = False


@dataclass(frozen=True, slots=True)
class Side:
    """A line on one side, with its number where it is one of a text."""

    pieces: Sequence[Piece]
    number: int | None = None
    is_code: bool = False
    is_nothing: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """A line before and after; one that is missing is a gap, `is_same` is shown for orientation."""

    old: Side | None
    new: Side | None
    is_same: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """What differs in a field, or in one named entry of it."""

    title: str
    field: str
    pairs: Sequence[Pair]


def parts_of(changes: Sequence[Difference], names: Names) -> list[Part]:
    """The differences that `queries.versions.differences_between` tells, a part for each field or named entry."""
    return [part for change in changes for part in _parts(change["field"], change["difference"], names)]


def _parts(field: str, difference: Difference, names: Names) -> Iterator[Part]:
    title = label_of(field)
    if difference["kind"] != "list":
        yield Part(title, field, list(_pairs(field, difference, names)))
        return

    def said(item: Any) -> Value:
        return names.value(field, [item] if isinstance(item, str) else item)

    if pairs := list(_of_list(difference, said, "")):
        yield Part(title, field, pairs)
    for name, inner in difference["changed"].items():
        yield Part(f"{title}: {name}", f"{field}.{name}", list(_pairs(field, inner, names)))


def _pairs(field: str, difference: Difference, names: Names, prefix: str = "") -> Iterator[Pair]:
    def said(value: Any) -> Value:
        return names.value("" if prefix else field, value)

    match difference["kind"]:
        case "text":
            yield from _of_text(difference["unified_diff"])
        case "object":
            for key, value in difference["removed"].items():
                yield Pair(_side(said(value), f"{prefix}{member_of(key)}: ", marked=True), None)
            for key, value in difference["added"].items():
                yield Pair(None, _side(said(value), f"{prefix}{member_of(key)}: ", marked=True))
            for key, inner in difference["changed"].items():
                yield from _pairs(field, inner, names, f"{prefix}{member_of(key)}: ")
        case "list":
            yield from _of_list(difference, said, prefix)
        case _:
            old, new = said(difference["old_value"]), said(difference["new_value"])
            yield Pair(*_marked(old, new, prefix))


def _of_list(difference: Difference, said: Callable[[Any], Value], prefix: str) -> Iterator[Pair]:
    for entry in difference["removed"]:
        yield Pair(_side(said(entry["value"]), prefix, marked=True), None)
    for entry in difference["added"]:
        yield Pair(None, _side(said(entry["value"]), prefix, marked=True))
    for entry in difference["moved"]:
        text = f"{said(entry['value']).text} moved from {entry['from'] + 1} to {entry['to'] + 1}"
        yield Pair(None, Side([Piece(prefix + text)]))


def _side(value: Value, prefix: str = "", *, marked: bool = False) -> Side:
    pieces = [Piece(prefix)] if prefix else []
    return Side([*pieces, Piece(value.text, marked)], is_code=value.is_code, is_nothing=value.is_nothing)


def _marked(old: Value, new: Value, prefix: str) -> tuple[Side, Side]:
    """Both values with what differs marked: the words of two texts, else the whole."""
    if old.is_nothing or new.is_nothing or " " not in old.text + new.text:
        return _side(old, prefix, marked=not old.is_nothing), _side(new, prefix, marked=not new.is_nothing)
    before, after = _words_marked(old.text, new.text)
    lead = [Piece(prefix)] if prefix else []
    return Side([*lead, *before], is_code=old.is_code), Side([*lead, *after], is_code=new.is_code)


_HUNK = re.compile(r"@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@")


def _of_text(unified: str) -> Iterator[Pair]:
    """The lines of a unified diff (diff -u), side by side; what was taken out stands beside what came for it."""
    old_number = new_number = 0
    out: list[Side] = []
    into: list[Side] = []
    # The two lines that name the files come first.
    for line in unified.split("\n")[2:]:
        sign, text = line[:1], line[1:]
        if sign == "-":
            out.append(Side([Piece(text)], old_number))
            old_number += 1
        elif sign == "+":
            into.append(Side([Piece(text)], new_number))
            new_number += 1
        elif sign in (" ", "@"):
            yield from _beside(out, into)
            out, into = [], []
            if hunk := _HUNK.match(line):
                old_number, new_number = int(hunk[1]), int(hunk[2])
            else:
                yield Pair(Side([Piece(text)], old_number), Side([Piece(text)], new_number), is_same=True)
                old_number, new_number = old_number + 1, new_number + 1
    yield from _beside(out, into)


def _beside(out: Sequence[Side], into: Sequence[Side]) -> Iterator[Pair]:
    for old, new in zip_longest(out, into):
        if old and new:
            before, after = _words_marked(old.pieces[0].text, new.pieces[0].text)
            yield Pair(Side(before, old.number), Side(after, new.number))
        else:
            yield Pair(old, new)


def _words_marked(old: str, new: str) -> tuple[list[Piece], list[Piece]]:
    before, after = (re.findall(r"\w+|\s+|[^\w\s]", text) for text in (old, new))
    stays = kept(before, after)
    left, right = {place for place, _ in stays}, {place for _, place in stays}
    return _pieces(before, left), _pieces(after, right)


def _pieces(words: Sequence[str], stays: set[int]) -> list[Piece]:
    """The words joined to as few pieces as can be; a blank between two marked words is marked with them."""
    marks = [place not in stays for place in range(len(words))]
    for place in range(1, len(words) - 1):
        if words[place].isspace() and marks[place - 1] and marks[place + 1]:
            marks[place] = True
    pieces: list[Piece] = []
    for word, is_marked in zip(words, marks, strict=True):
        if pieces and pieces[-1].is_marked == is_marked:
            pieces[-1] = Piece(pieces[-1].text + word, is_marked)
        else:
            pieces.append(Piece(word, is_marked))
    return pieces
