"""Whether the regular expression of a JSON Schema can be one: compiled, never run.

JSON Schema takes the expressions of ECMA 262. What only ECMA spells is first put in Python's words, and only
so far that it is valid or not as before: what it would match does not matter.
"""

import re

from assistants.limits import SCHEMA_COMPILED_PATTERN_LENGTH

_TOKEN = re.compile(
    r"""
      \[ \^? (?P<set> (?: \\. | [^\]\\] )* ) \]
    | (?P<unended> \[ .* )
    | \\ (?: u (?: \{ (?P<long> [0-9A-Fa-f]{1,6} ) \} | (?P<short> [0-9A-Fa-f]{4} ) )
           | (?P<property> [pP] \{ [^{}]* \} )
           | (?P<control> c [A-Za-z] )
           | k < (?P<reference> [^<>]* ) >
           | . )
    | (?P<behind> \( \? < [=!] )
    | (?P<group> \( \? < )
    | (?P<wide> [^\x00-\xff] )
    """,
    re.VERBOSE | re.DOTALL,
)
_SET_TOKEN = re.compile(
    r"""
      \\ (?: u (?: \{ (?P<long> [0-9A-Fa-f]{1,6} ) \} | (?P<short> [0-9A-Fa-f]{4} ) )
           | (?P<property> [pP] \{ [^{}]* \} | [dDsSwW] ) -?
           | (?P<control> c [A-Za-z] )
           | . )
    | (?P<operator> [\[&~|] | --)
    | (?P<wide> [^\x00-\xff] )
    """,
    re.VERBOSE | re.DOTALL,
)
# Compiling a range of characters takes time by its width, so wide characters become the last narrow one.
_WIDE = "ÿ"
# A set that does not end is no pattern, whatever it holds.
_SPELLINGS = {"group": "(?P<", "property": r"\w", "unended": "["}


def is_pattern(text: str) -> bool:
    """Whether the text is a regular expression; one that is too long to compile passes."""
    if len(text) > SCHEMA_COMPILED_PATTERN_LENGTH:
        return True
    try:
        re.compile(_TOKEN.sub(_in_python, text))
    except (re.error, OverflowError, RecursionError):
        return False
    return True


def _in_python(token: re.Match[str]) -> str:
    match token.lastgroup:
        case "set":
            content = _SET_TOKEN.sub(_in_python_set, token["set"])
            # An empty set is one that ECMA has and Python lacks.
            return f"[{content}]" if content else "."
        case "behind":
            # ECMA looks behind for any length, Python for a fixed one.
            return "(?" + token[0][-1]
        case "reference":
            return f"(?P={token['reference']})"
        case "group" | "property" | "unended" as form:
            return _SPELLINGS[form]
    return _character(token)


def _in_python_set(token: re.Match[str]) -> str:
    match token.lastgroup:
        case "property":
            # A hyphen after a class of characters stands for itself.
            return r"\w\-" if token[0].endswith("-") else r"\w"
        case "operator":
            return token[0][:-1] + "\\" + token[0][-1]
    return _character(token)


def _character(token: re.Match[str]) -> str:
    match token.lastgroup:
        case "long" | "short" as form:
            return re.escape(chr(min(int(token[form], 16), ord(_WIDE))))
        case "wide":
            return _WIDE
        case "control":
            return r"\x01"
    return token[0]
