"""JSON written for people: short arrays and objects on one line, the others an entry a line."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from assistants.problems import Path
from assistants.request_shown.placeholders import Placeholder

_LONGEST = 60
_ENTRIES = 24
# So much of a picture, or of a file, as shows that it is one.
_OF_A_PICTURE = 24
_BASE64 = re.compile(r"(data:[\w/+.-]*;base64,)?[A-Za-z0-9+/]{120,}={0,2}")
# What a page or a terminal could take for more than a character: controls, line ends, what turns the direction.
_INVISIBLE = re.compile("[\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")


class Token(NamedTuple):
    """A piece of a line: its text, and its kind: k (a key), s (a text), v (another value), or empty.

    `variable` is the name of the variable that stands for a secret.
    """

    kind: str
    text: str
    variable: str = ""


class Written(NamedTuple):
    """A line, and which value of the request it shows.

    `opens`: the value begins here; `whole`: it ends here too; `more`: the entries that are left out at this line.
    """

    path: Path
    depth: int
    tokens: tuple[Token, ...]
    opens: bool = False
    whole: bool = False
    more: tuple[str | int, ...] = ()


def written(value: Any, *, briefly: bool = False) -> Iterator[Written]:
    """The lines of a request; `briefly` shortens long texts, and long arrays and objects in it."""
    return _lines(value, (), (), "", briefly=briefly)


def _lines(value: Any, path: Path, head: tuple[Token, ...], tail: str, *, briefly: bool) -> Iterator[Written]:
    depth = len(path)
    margin = Token("", "  " * depth)
    inline = _inline(value, briefly=briefly)
    # The fields of the request have a line each, however few they are.
    if inline and (path or not value):
        yield Written(path, depth, _joined((margin, *head, *inline, Token("", tail))), opens=True, whole=True)
        return
    left, right = _brackets(value)
    yield Written(path, depth, _joined((margin, *head, Token("", left))), opens=True)
    keys = _keys(value)
    shown = keys[:_ENTRIES] if briefly and path else keys
    for key in shown:
        comma = "" if key == keys[-1] else ","
        yield from _lines(value[key], (*path, key), tuple(_name(key, briefly=briefly)), comma, briefly=briefly)
    if more := keys[len(shown) :]:
        left_out = Token("", f"{margin.text}  … {len(more):,} more")
        yield Written(path, depth + 1, (left_out,), whole=True, more=more)
    yield Written(path, depth, _joined((margin, Token("", f"{right}{tail}"))))


def _inline(value: Any, *, briefly: bool) -> tuple[Token, ...] | None:
    """The value on one line, if it is short enough and holds no object."""
    if not isinstance(value, dict | list):
        return (_scalar(value, briefly=briefly),)
    if len(value) > _LONGEST // 2 or any(map(_holds_objects, value.values() if isinstance(value, dict) else value)):
        return None
    tokens = tuple(_compact(value, briefly=briefly))
    return tokens if sum(len(token.text) for token in tokens) <= _LONGEST else None


def _holds_objects(value: Any) -> bool:
    return bool(value) and (
        isinstance(value, dict) or (isinstance(value, list) and any(isinstance(item, dict | list) for item in value))
    )


def _compact(value: Any, *, briefly: bool) -> Iterator[Token]:
    if not isinstance(value, dict | list):
        yield _scalar(value, briefly=briefly)
        return
    left, right = _brackets(value)
    yield Token("", left)
    for place, key in enumerate(_keys(value)):
        yield Token("", ", " if place else "")
        yield from _name(key, briefly=briefly)
        yield from _compact(value[key], briefly=briefly)
    yield Token("", right)


def _keys(value: dict[str, Any] | list[Any]) -> tuple[Any, ...]:
    return tuple(value) if isinstance(value, dict) else tuple(range(len(value)))


def _brackets(value: dict[str, Any] | list[Any]) -> tuple[str, str]:
    return ("{", "}") if isinstance(value, dict) else ("[", "]")


def _name(key: str | int, *, briefly: bool) -> Iterator[Token]:
    """What stands before an entry: of an object, its key."""
    if isinstance(key, str):
        yield _text("k", key, briefly=briefly)
        yield Token("", ": ")


def _scalar(value: Any, *, briefly: bool) -> Token:
    if isinstance(value, Placeholder):
        return Token("s", f'"{value}"', value.variable)
    if isinstance(value, str):
        return _text("s", value, briefly=briefly)
    return Token("v", json.dumps(value))


def _text(kind: str, text: str, *, briefly: bool) -> Token:
    plain = json.dumps(_shortened(text) if briefly else text, ensure_ascii=False)
    return Token(kind, _INVISIBLE.sub(lambda found: f"\\u{ord(found.group()):04x}", plain))


def _shortened(text: str) -> str:
    """At most a line of a text, cut between words where that leaves enough of it."""
    if len(text) <= _LONGEST:
        return text
    if _BASE64.fullmatch(text):
        return f"{text[:_OF_A_PICTURE]}…"
    begun = text[: _LONGEST - 1]
    words = re.split(r"\s+\S*$", begun)[0]
    return f"{words if len(words) > _LONGEST // 2 else begun}…"


def _joined(tokens: Iterable[Token]) -> tuple[Token, ...]:
    """The tokens with those of no kind made one where they meet: a template has less to do."""
    joined: list[Token] = []
    for token in tokens:
        if joined and not token.kind and not joined[-1].kind:
            joined[-1] = Token("", joined[-1].text + token.text)
        else:
            joined.append(token)
    return tuple(token for token in joined if token.text)
