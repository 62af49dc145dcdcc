"""A command cut into words: by the rules of POSIX shells (POSIX, "Shell Command Language", 2.2) or of Windows."""

import re
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from typing import NamedTuple

from assistants.wizard.pasted.result import Unreadable

_POSIX = re.compile(
    r"""
      (?P<blank>[ \t\r\n]+)
    | \\\r?\n
    | '(?P<single>[^']*)'
    | \$'(?P<ansi>(?:[^'\\]|\\.)*)'
    | "(?P<double>(?:[^"\\]|\\.)*)"
    | \\(?P<escaped>.)
    | (?P<end>[|;&<>])
    | (?P<plain>[^ \t\r\n'"\\|;&<>$]+|\$(?!'))
    """,
    re.VERBOSE | re.DOTALL,
)
_IN_DOUBLE = re.compile(r'(?P<text>[^\\]+|\\(?![$`"\\\r\n]))|\\(?P<escaped>[$`"\\])|\\\r?\n', re.DOTALL)
_IN_HERE_DOCUMENT = re.compile(r"(?P<text>[^\\]+|\\(?![$`\\\r\n]))|\\(?P<escaped>[$`\\])|\\\r?\n", re.DOTALL)
_IN_ANSI = re.compile(
    r"(?P<text>[^\\]+)|\\(?:x(?P<x>[0-9a-fA-F]{1,2})|[uU](?P<u>[0-9a-fA-F]{1,8})|(?P<o>[0-7]{1,3})|(?P<one>.))",
    re.DOTALL,
)
_ANSI = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "e": "\x1b", "f": "\f", "v": "\v"}
_LINE_END = re.compile(r"[ \t]*\r?\n")
_OF_WINDOWS = re.compile(r'\^[ \t]*\r?\n|[ \t]\^"')


# What one paste may make of work; no shell takes a command of so many words or escapes.
_WORDS = 1_000
_PIECES = 200_000


class _TooManyPieces(Exception):
    """A word has more pieces than any that was meant as one."""


class Piece(NamedTuple):
    """Characters that stand in a word as they were written, and where that was."""

    text: str
    source: int


class Word:
    """A word as a program gets it, which knows where each of its characters was written."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []

    def add(self, text: str, source: int) -> None:
        if len(self.pieces) == _PIECES:
            raise _TooManyPieces
        self.pieces.append(Piece(text, source))

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)

    def without(self, number: int) -> "Word":
        """The word without so many of its first characters."""
        rest = Word()
        for text, source in self.pieces:
            cut = min(number, len(text))
            rest.add(text[cut:], source + cut)
            number -= cut
        return rest

    def source(self, position: int) -> int:
        """Where the character at a position of the word was written; of a position behind it, where its last was."""
        for text, source in self.pieces:
            if position < len(text):
                return source + position
            position -= len(text)
        return self.pieces[-1].source + len(self.pieces[-1].text) if self.pieces else 0


def words_of(command: str, start: int) -> list[Word]:
    """The words of a text from `start` on, as far as they are of one command; raises `Unreadable`."""
    words = _windows(command, start) if _OF_WINDOWS.search(command, start) else _posix(command, start)
    with suppress(_TooManyPieces):
        found = list(islice(words, _WORDS + 1))
        if len(found) <= _WORDS:
            return found
    raise Unreadable.at("This command is too long to be one; paste the JSON that it sends.", command, start)


def here_document(command: str, start: int, end: int, *, expanded: bool) -> Word:
    """The lines that a command reads from its own text; where the shell expands them, backslashes escape."""
    word = Word()
    if not expanded:
        word.add(command[start:end], start)
        return word
    for piece in _IN_HERE_DOCUMENT.finditer(command, start, end):
        if piece.lastgroup:
            word.add(piece.group(piece.lastgroup), piece.start())
    return word


def _posix(command: str, position: int) -> Iterator[Word]:
    word: Word | None = None
    while position < len(command):
        found = _POSIX.match(command, position)
        if found is None:
            raise Unreadable.at("This quotation mark is never closed.", command, position)
        kind, position = found.lastgroup, found.end()
        if kind in ("blank", "end"):
            if word is not None:
                yield word
            word = None
            if kind == "end":
                return
        elif kind is not None:
            word = word or Word()
            _add(word, kind, found)
    if word is not None:
        yield word


def _add(word: Word, kind: str, found: re.Match[str]) -> None:
    text, start = found.group(kind), found.start(kind)
    match kind:
        case "double":
            for piece in _IN_DOUBLE.finditer(text):
                if piece.lastgroup:
                    word.add(piece.group(piece.lastgroup), start + piece.start())
        case "ansi":
            for piece in _IN_ANSI.finditer(text):
                word.add(_ansi(piece), start + piece.start())
        case _:
            word.add(text, start)


def _ansi(piece: re.Match[str]) -> str:
    value = piece.group(piece.lastgroup or 0)
    match piece.lastgroup:
        case "x" | "u" | "o":
            code = int(value, 8 if piece.lastgroup == "o" else 16)
            return chr(code) if code <= 0x10FFFF else "\ufffd"
        case "one":
            return _ANSI.get(value, value)
    return value


def _windows(command: str, start: int) -> Iterator[Word]:
    """What cmd.exe makes of carets, and then a program's start-up code of quotation marks and backslashes."""
    word: Word | None = None
    quoted = False
    backslashes: list[int] = []
    for position, sign in _without_carets(command, start):
        if sign == "\\":
            backslashes.append(position)
            continue
        # Backslashes stand for themselves, unless a quotation mark follows: then each pair is one.
        before_mark = sign == '"'
        literal = backslashes[: len(backslashes) // 2] if before_mark else backslashes
        is_mark = before_mark and len(backslashes) % 2 == 0
        if sign in " \t\r\n" and not quoted:
            if word or literal:
                yield _with(word or Word(), literal)
            word = None
        else:
            word = _with(word or Word(), literal)
            quoted ^= is_mark
            if not is_mark:
                word.add(sign, position)
        backslashes = []
    if quoted:
        raise Unreadable.at("A quotation mark is never closed.", command, len(command))
    if word or backslashes:
        yield _with(word or Word(), backslashes)


def _with(word: Word, backslashes: list[int]) -> Word:
    for position in backslashes:
        word.add("\\", position)
    return word


def _without_carets(command: str, start: int) -> Iterator[tuple[int, str]]:
    """The characters that are left, with their positions; within quotation marks a caret is one of them."""
    position, quoted = start, False
    while position < len(command):
        sign = command[position]
        if sign == "^" and not quoted:
            line_end = _LINE_END.match(command, position + 1)
            position = line_end.end() if line_end else position + 1
            # A line that goes on: only an empty one between, which is a line end of the argument, is kept.
            if position < len(command) and (not line_end or command[position] == "\n"):
                yield position, command[position]
                position += 1
            continue
        quoted ^= sign == '"'
        yield position, sign
        position += 1
