"""Bounds of numbers, texts and lists, which say both ends in one message and show them in the JSON Schema."""

import re
from collections.abc import Iterator, Sized
from dataclasses import dataclass
from typing import Any, ClassVar, get_args

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.fields import FieldInfo
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, InitErrorDetails, PydanticCustomError, core_schema, to_json

from assistants.problems import Code
from assistants.spec.explain import wrong
from assistants.spec.whole import as_a_whole


@dataclass(frozen=True, slots=True)
class Bound:
    """Metadata for `Annotated`: what is measured lies between `low` and `high`, both included."""

    low: float | None
    high: float | None

    unit: ClassVar[str]
    below: ClassVar[Code]
    above: ClassVar[Code]
    keywords: ClassVar[dict[str, tuple[str, str]]]

    def measure(self, value: Any) -> float:
        raise NotImplementedError

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self._check, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        shown = handler(schema)
        low, high = self.keywords[shown["type"]]
        ends = {low: self.low or None, high: self.high}
        return shown | {keyword: end for keyword, end in ends.items() if end is not None}

    def _check(self, value: Any) -> Any:
        measured = self.measure(value)
        if self.low is not None and measured < self.low:
            raise wrong(self.below, f"must {self._ends()}.")
        if self.high is not None and measured > self.high:
            raise wrong(self.above, f"must {self._ends()}.")
        return value

    def _ends(self) -> str:
        if not self.low and self.unit:
            return f"have at most {self.high:,}{self.unit}"
        verb = "have" if self.unit else "be"
        if self.high is None:
            return f"{verb} at least {self.low:,}{self.unit}"
        return f"{verb} between {self.low:,} and {self.high:,}{self.unit}"


class Range(Bound):
    """The value of a number."""

    unit = ""
    below = above = Code.OUT_OF_RANGE
    keywords: ClassVar = {"number": ("minimum", "maximum"), "integer": ("minimum", "maximum")}

    def measure(self, value: float) -> float:
        return value

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        shown = handler(schema)
        return shown | {"minimum": self.low, "maximum": self.high}


class Length(Bound):
    """The characters of a text."""

    unit = " characters"
    below, above = Code.TOO_SHORT, Code.TOO_LONG
    keywords: ClassVar = {"string": ("minLength", "maxLength")}

    def measure(self, value: Sized) -> float:
        return len(value)


class Count(Bound):
    """The entries of a list or an object."""

    unit = " entries"
    below, above = Code.TOO_FEW, Code.TOO_MANY
    keywords: ClassVar = {"array": ("minItems", "maxItems"), "object": ("minProperties", "maxProperties")}

    def measure(self, value: Sized) -> float:
        return len(value)

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_wrap_validator_function(as_a_whole(self._look), handler(source))

    def _look(self, value: Any, sound: bool) -> Iterator[InitErrorDetails]:  # noqa: FBT001 - called by position
        try:
            # A repeat may be one that is dropped, once the entries are sound.
            self._check(value if sound or isinstance(value, dict) else {repr(entry) for entry in value})
        except PydanticCustomError as error:
            yield InitErrorDetails(type=error, loc=(), input=None)


class Size(Bound):
    """The bytes of a value's JSON."""

    unit = " bytes of JSON"
    below = above = Code.TOO_LARGE

    def __init__(self, high: int) -> None:
        super().__init__(None, high)

    def measure(self, value: Any) -> float:
        return len(to_json(value))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return handler(schema)


@dataclass(frozen=True, slots=True)
class Pattern:
    """Metadata for `Annotated`: the whole text matches `expression`; `meaning` says so in words."""

    expression: str
    meaning: str

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self._check, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        whole = f"(?:{self.expression})" if "|" in self.expression else self.expression
        return handler(schema) | {"pattern": f"^{whole}$"}

    def matches(self, value: str) -> bool:
        return re.fullmatch(self.expression, value) is not None

    def _check(self, value: Any) -> Any:
        if not self.matches(value):
            raise wrong(Code.INVALID_FORMAT, f"must be {self.meaning}.")
        return value


def bounds_of(field: FieldInfo) -> list[Bound]:
    """The bounds that a field declares, also where it may be null."""
    members = [field.annotation, *get_args(field.annotation)]
    metadata = [*field.metadata, *(rule for member in members for rule in getattr(member, "__metadata__", ()))]
    return [rule for rule in metadata if isinstance(rule, Bound)]
