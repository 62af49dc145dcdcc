"""How text and numbers are read: the contract's section 1, "Text" and "Numbers", settled here alone."""

import math
import re
import unicodedata
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BeforeValidator, Field

from assistants import limits
from assistants.problems import Code, Path, Problem
from assistants.spec.bounds import Length, Range
from assistants.spec.explain import wrong

# NUL, the C0 controls but LF and tab (CR has become LF before), lone surrogates, and the two bidi overrides.
_REFUSED = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\u202d\u202e]")
_REFUSED_IN_NAME = re.compile("[\u202a-\u202e\u2066-\u2069]")
_BLANKS = re.compile(r"\s+")
# Marks above and below a letter have these combining classes (Unicode, "Canonical Combining Class"); lower ones make
# another letter of it, as the voicing of kana and the nukta do.
_FIRST_ACCENT = 200

Item = TypeVar("Item")


def cleaned(value: Any) -> tuple[Any, list[Problem]]:
    """`value` with every line end as LF, and the problems of what no text or number may hold, at any depth.

    What is refused is also taken out, so that the rest of the value can still be judged in the same answer.
    """
    problems: list[Problem] = []
    return _cleaned(value, (), problems), problems


def _cleaned(value: Any, path: Path, problems: list[Problem]) -> Any:
    match value:
        case str():
            return _clean_text(value, path, problems)
        case dict() | list():
            return _clean_container(value, path, problems)
        case int() if not limits.INTEGER_MIN <= value <= limits.INTEGER_MAX:
            problems.append(Problem(path, Code.OUT_OF_RANGE, "Whole numbers must fit into 64 bits, signed."))
            return 0
        case float() if not math.isfinite(value):
            problems.append(Problem(path, Code.OUT_OF_RANGE, "Numbers must be finite."))
            return 0
    return value


def _clean_container(value: dict[str, Any] | list[Any], path: Path, problems: list[Problem]) -> Any:
    if len(value) > limits.ENTRIES_SENT:
        message = f"Send at most {limits.ENTRIES_SENT:,} entries: these are {len(value):,}."
        problems.append(Problem(path, Code.TOO_MANY, message))
        return type(value)()
    if isinstance(value, dict):
        return _clean_object(value, path, problems)
    return [_cleaned(item, (*path, index), problems) for index, item in enumerate(value)]


def _clean_object(value: dict[str, Any], path: Path, problems: list[Problem]) -> dict[str, Any]:
    """The object with clean keys; an entry whose key is refused, or comes twice, is judged and left out."""
    clean: dict[str, Any] = {}
    for sent, item in value.items():
        place, before = (*path, sent), len(problems)
        key = _clean_text(sent, place, problems)
        refused = len(problems) > before
        if key in clean and not refused:
            problems.append(Problem(place, Code.DUPLICATE, "Another key is the same but for its line ends."))
        kept = _cleaned(item, place, problems)
        if not refused:
            clean.setdefault(key, kept)
    return clean


def _clean_text(text: str, path: Path, problems: list[Problem]) -> str:
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if found := _REFUSED.search(text):
        refused = f"Remove the character U+{ord(found.group()):04X}"
        reason = "control characters, lone surrogates and direction overrides are refused"
        problems.append(Problem(path, Code.INVALID_CHARACTER, f"{refused}: {reason}."))
        return _REFUSED.sub("", text)
    return text


def name_key(name: str) -> str:
    """What makes two names the same (contract, section 4): case, width, blanks and invisible characters apart."""
    # Invisible characters go first: between a letter and its accent they would keep the two from composing.
    visible = "".join(character for character in name if unicodedata.category(character) != "Cf")
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", visible).casefold())
    return _BLANKS.sub(" ", folded).strip()


def search_key(text: str) -> str:
    """What a search compares: the key of a name without its accents, so that `uber` finds `Über`.

    Blanks are single spaces in it, so a line end can stand between two keys.
    """
    letters = unicodedata.normalize("NFD", name_key(text))
    plain = "".join(character for character in letters if unicodedata.combining(character) < _FIRST_ACCENT)
    return name_key(plain)


def unique(items: list[Item]) -> list[Item]:
    """The items in their order, a repeat dropped silently."""
    return list(dict.fromkeys(items))


def _normalized(value: Any) -> Any:
    return unicodedata.normalize("NFC", value) if isinstance(value, str) else value


def _collapsed(value: Any) -> Any:
    return _BLANKS.sub(" ", value).strip() if isinstance(value, str) and not _breaks(value) else value


def _breaks(value: str) -> bool:
    return "\n" in value or "\t" in value


def _on_one_line(value: str) -> str:
    if _breaks(value):
        raise wrong(Code.INVALID_CHARACTER, "must be on one line, without tabs.")
    return value


def _presentable(name: str) -> str:
    if found := _REFUSED_IN_NAME.search(name):
        raise wrong(Code.INVALID_CHARACTER, f"Remove the character U+{ord(found.group()):04X}: it reorders text.")
    if not name_key(name):
        raise wrong(Code.TOO_SHORT, "must have at least one visible character.")
    return name


def _whole(value: Any) -> Any:
    """`10.0` is the integer 10; `true` and `"5"` are left as they are, for the strict type to refuse."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


NFC = BeforeValidator(_normalized)
ONE_LINE = AfterValidator(_on_one_line)
UNIQUE = AfterValidator(unique)

Text = Annotated[str, Field(strict=True)]
Name = Annotated[
    Text, ONE_LINE, Length(1, limits.NAME_LENGTH), AfterValidator(_presentable), BeforeValidator(_collapsed), NFC
]
Identifier = Annotated[Text, Length(1, limits.ID_LENGTH), ONE_LINE]
Boolean = Annotated[bool, Field(strict=True)]
Integer = Annotated[int, Field(strict=True), BeforeValidator(_whole), Range(limits.INTEGER_MIN, limits.INTEGER_MAX)]
Number = Annotated[float, Field(strict=True)]
