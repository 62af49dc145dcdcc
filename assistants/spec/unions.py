"""Unions whose member is chosen by a look at the value, so that only the chosen member's problems are told."""

from collections.abc import Callable
from typing import Any

from pydantic import BeforeValidator, Discriminator, Tag, ValidationError

from assistants.problems import Code
from assistants.spec.explain import TAG, complaint


def member(name: str) -> Tag:
    """The tag of one member of a union; paths of problems leave it out."""
    return Tag(TAG + name)


def chosen_by(choose: Callable[[Any], str], names: tuple[str, ...], expected: str) -> Discriminator:
    """The member that `choose` names; a value for which it names none of `names` “must be `expected`”."""

    def tag(value: Any) -> str | None:
        return TAG + name if (name := choose(value)) in names else None

    return Discriminator(tag, custom_error_type=Code.WRONG_TYPE.value, custom_error_message=f"must be {expected}.")


def with_type(*names: str) -> BeforeValidator:
    """Objects carry one of `names` as their `type`; a missing or unknown one is told at the type itself."""
    expected = " or ".join(f"'{name}'" for name in names)

    def check(value: Any) -> Any:
        if not isinstance(value, dict) or value.get("type") in names:
            return value
        code = Code.REQUIRED if value.get("type") is None else Code.INVALID_CHOICE
        found = complaint(("type",), code, f"The type must be {expected}.")
        raise ValidationError.from_exception_data("type", [found], hide_input=True)

    return BeforeValidator(check)


def type_of(value: Any) -> str:
    """The `type` of an object, as it was sent or as it was read."""
    found = value.get("type") if isinstance(value, dict) else getattr(value, "type", None)
    return found if isinstance(found, str) else ""
