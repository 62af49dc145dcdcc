"""Checks of a list or an object as a whole, told also where some of its entries are in error.

Pydantic stops at the entries; the caller is to have every problem in one answer (contract, section 3).
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from pydantic import ValidationError, ValidatorFunctionWrapHandler, WrapValidator
from pydantic_core import InitErrorDetails

from assistants.problems import Code
from assistants.spec.explain import complaint, explained

# Pydantic's errors for what is not a list, or not an object, at all.
_NOT_SUCH = ("list_type", "dict_type")

Look = Callable[[Any, bool], Iterable[InitErrorDetails]]
Check = Callable[[Any, ValidatorFunctionWrapHandler], Any]


def as_a_whole(look: Look) -> Check:
    """A wrapping validator that tells what `look` finds in a value beside the errors of its entries.

    `look` is given the value and whether its entries are sound; if they are not, the value is what was sent.
    """

    def check(sent: Any, validated: ValidatorFunctionWrapHandler) -> Any:
        errors: list[InitErrorDetails] = []
        try:
            value = validated(sent)
        except ValidationError as failure:
            if any(
                error["type"] in _NOT_SUCH
                for error in failure.errors(include_url=False, include_input=False)
                if not error["loc"]
            ):
                raise
            value = sent
            errors += explained(failure, {}, depth=1 if isinstance(sent, dict) else 0)
        errors += look(value, not errors)
        if errors:
            raise ValidationError.from_exception_data("whole", errors, hide_input=True)
        return value

    return check


def distinct(attribute: str, mark: str | None = None) -> WrapValidator:
    """Each entry of a list has an `attribute` of its own; a repeat is told at the later one.

    Of entries as they were sent, only objects that hold `mark` (`attribute`, unless given) have it.
    """

    def look(entries: Any, sound: bool) -> Iterator[InitErrorDetails]:  # noqa: FBT001 - called by position
        seen: set[str] = set()
        for place, entry in enumerate(entries):
            if sound:
                value = getattr(entry, attribute)
            else:
                value = entry.get(attribute) if isinstance(entry, dict) and (mark or attribute) in entry else None
            if isinstance(value, str):
                if value in seen:
                    yield complaint((place, attribute), Code.DUPLICATE, f"Another entry has “{value}” here.")
                seen.add(value)

    return WrapValidator(as_a_whole(look))


def distinct_without_case(kind: str) -> WrapValidator:
    """No two names of an object differ in case alone; a repeat is told at the later one."""

    def look(named: Any, _sound: bool) -> Iterator[InitErrorDetails]:  # noqa: FBT001 - called by position
        seen: set[str] = set()
        for name in named:
            if (folded := name.lower()) in seen:
                yield complaint((name,), Code.DUPLICATE, f"The {kind} {name} is given twice.")
            seen.add(folded)

    return WrapValidator(as_a_whole(look))
