"""The one parser of JSON that people and programs send, which refuses what parsers usually let pass (security.md)."""

import json
import math
import re
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import Any, NoReturn

from assistants import limits

# Every whole number of so few digits is within a double.
_DIGITS_OF_A_DOUBLE = 308
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]:]|[^\s{}\[\]:,"]+', re.DOTALL)

Find = Callable[[str], Iterator[int]]


class NotJson(Exception):
    """A text that is not JSON as we take it: the reason, as a sentence without its end, and where it is.

    The place of a fault that is not one of syntax is looked for only when somebody asks: finding it takes far longer
    than the parsing did.
    """

    def __init__(self, reason: str, text: str, find: Find, *, of_syntax: bool = False) -> None:
        self.reason = reason
        self._text = text
        self._find = find
        self._of_syntax = of_syntax
        super().__init__(reason)

    @cached_property
    def position(self) -> int:
        """How many characters stand before the fault."""
        return next(self._find(self._text), 0)

    @property
    def line(self) -> int:
        """The line of the fault, from 1."""
        return line_and_column(self._text, self.position)[0]

    @property
    def column(self) -> int:
        """The column of the fault in characters, from 1."""
        return line_and_column(self._text, self.position)[1]

    @property
    def sentence(self) -> str:
        """The reason with the place, for a person who looks at the text."""
        return f"{self.reason} at line {self.line}, column {self.column}."

    @property
    def message(self) -> str:
        """The reason, with the place where that costs nothing."""
        return self.sentence if self._of_syntax else f"{self.reason}."


def line_and_column(text: str, position: int) -> tuple[int, int]:
    """Where a position of a text is for a person: both from 1, the column in characters."""
    return text.count("\n", 0, position) + 1, position - text.rfind("\n", 0, position)


def line_of(text: str, path: Sequence[str | int]) -> int:
    """The line, from 1, on which the value at a path of a JSON text stands, or the nearest one around it.

    A member of an object stands where its key does. Of a text that is no JSON, the answer is of no use.
    """
    found = dict(_places(text))
    ends = range(len(path), -1, -1)
    position = next((found[place] for end in ends if (place := tuple(path[:end])) in found), 0)
    return line_and_column(text, position)[0]


def _places(text: str) -> Iterator[tuple[tuple[str | int, ...], int]]:
    """The path of every value of a JSON text, and where it stands."""
    # For each object and array around: the key or number of the member where the walk is; None before a key.
    around: list[str | int | None] = []
    of_key = 0
    for found in _tokens(text):
        match found.group():
            case ":":
                continue
            case "}" | "]":
                del around[-1:]
            case key if around and around[-1] is None:
                around[-1], of_key = json.loads(key, strict=False), found.start()
                continue
            case value:
                if around and isinstance(around[-1], int):
                    around[-1] += 1
                is_member = bool(around) and isinstance(around[-1], str)
                yield tuple(step for step in around if step is not None), of_key if is_member else found.start()
                if value in ("{", "["):
                    around.append(None if value == "{" else -1)
                    continue
        if around and isinstance(around[-1], str):
            around[-1] = None


class _Fault(Exception):
    """What the parser's hooks find, who know neither the text nor where they are in it."""

    def __init__(self, reason: str, find: Find) -> None:
        self.reason = reason
        self.find = find
        super().__init__(reason)


def value_of(text: str, *, called: str = "This") -> Any:
    """The JSON value that is written in `text`, which messages call `called`.

    Raises `NotJson` for what is no JSON, NaN and infinities, numbers beyond a double, a key that an object has twice,
    and arrays and objects that nest too deeply (contract, section 3, MALFORMED_JSON).
    """
    try:
        value = json.loads(
            text, object_pairs_hook=_without_repeats, parse_constant=_no_constant, parse_float=_finite, parse_int=_whole
        )
    except json.JSONDecodeError as error:
        found = iter((error.pos,))
        raise NotJson(f"{called} is not JSON: {error.msg}", text, lambda _: found, of_syntax=True) from None
    except RecursionError:
        raise _too_deep(text) from None
    except _Fault as fault:
        raise NotJson(fault.reason, text, fault.find) from None
    if _depth(value) > limits.JSON_DEPTH:
        raise _too_deep(text)
    return value


def object_of(text: str, *, called: str = "This") -> dict[str, Any]:
    """The JSON object that is written in `text`; raises `NotJson` as `value_of` does, and for any other value."""
    value = value_of(text, called=called)
    if not isinstance(value, dict):
        raise NotJson(f"{called} must be a JSON object", text, lambda text: (found.start() for found in _tokens(text)))
    return value


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _Fault("An object has the same key twice", _repeats)
    return found


def _no_constant(name: str) -> NoReturn:
    raise _Fault(f"{name} is not JSON; numbers must be finite", lambda text: _equal(text, name))


def _finite(number: str) -> float:
    if not math.isfinite(value := float(number)):
        raise _Fault("A number is beyond what a double can hold", lambda text: _equal(text, number))
    return value


def _whole(number: str) -> int:
    # The digits are counted first: Python refuses to read a few thousand of them.
    if len(number) > _DIGITS_OF_A_DOUBLE:
        _finite(number)
    return int(number)


def _depth(value: Any) -> int:
    """How deep arrays and objects nest; without recursion, for a body may nest deeper than Python's stack."""
    depth, layer = 0, [value]
    while layer:
        containers = [item for item in layer if isinstance(item, dict | list)]
        layer = [inner for item in containers for inner in (item.values() if isinstance(item, dict) else item)]
        depth += bool(containers)
    return depth


def _too_deep(text: str) -> NotJson:
    return NotJson(f"Arrays and objects nest deeper than {limits.JSON_DEPTH} levels", text, _depths)


def _tokens(text: str) -> Iterator[re.Match[str]]:
    """Strings, numbers, names, brackets and colons: so much of JSON's grammar as it takes to find a place."""
    return _TOKEN.finditer(text)


def _equal(text: str, token: str) -> Iterator[int]:
    return (found.start() for found in _tokens(text) if found.group() == token)


def _depths(text: str) -> Iterator[int]:
    """Where an array or object begins that stands in too many others."""
    depth = 0
    for found in _tokens(text):
        depth += {"{": 1, "[": 1, "}": -1, "]": -1}.get(found.group(), 0)
        if depth > limits.JSON_DEPTH:
            yield found.start()


def _repeats(text: str) -> Iterator[int]:
    """Where a key stands that its object has already."""
    objects: list[set[str]] = []
    before: re.Match[str] | None = None
    for found in _tokens(text):
        match found.group():
            case "{":
                objects.append(set())
            case "}" if objects:
                objects.pop()
            case ":" if objects and before:
                key = json.loads(before.group(), strict=False)
                if key in objects[-1]:
                    yield before.start()
                objects[-1].add(key)
        before = found
