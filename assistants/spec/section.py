"""The base of every model of the spec: strict, frozen, and able to name all that is wrong with a value at once."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Annotated, Any, ClassVar, Self, cast

from pydantic import BaseModel, ConfigDict, ModelWrapValidatorHandler, TypeAdapter, ValidationError, model_validator
from pydantic.fields import FieldInfo
from pydantic_core import InitErrorDetails

from assistants.limits import UNKNOWN_FIELDS_TOLD
from assistants.problems import Code, Path
from assistants.spec.explain import complaint, explained

Complaints = Iterator[tuple[Path, Code, str]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A check over several fields; it is asked only when each of them is sound by itself."""

    fields: frozenset[str]
    check: Callable[[Any], Complaints]


def rule(*fields: str) -> Callable[[Callable[[Any], Complaints]], Rule]:
    """Declare a method as a rule over `fields`: it yields (path, code, message) for each problem it finds."""
    return lambda check: Rule(frozenset(fields), check)


class Strict(BaseModel):
    """An object of the request: unknown keys are refused, null stands for left out, and every problem is told.

    Pydantic stops before the rules over several fields when one field fails. Here the fields in error are set
    aside and the rules run on the others, at every depth, so one answer holds all problems (contract, section 3).
    """

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        allow_inf_nan=False,
        serialize_by_alias=True,
        hide_input_in_errors=True,
        ignored_types=(Rule,),
        json_schema_serialization_defaults_required=True,  # an answer shows every field
    )

    @model_validator(mode="wrap")
    @classmethod
    def _every_problem(cls, value: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        if not isinstance(value, dict):
            return handler(value)
        fields = sent_fields(cls)
        model: Self
        unknown = islice((key for key in value if key not in fields), UNKNOWN_FIELDS_TOLD)
        given = {key: value[key] for key in value if key in fields and _is_given(value[key], fields[key])}
        given |= {key: value[key] for key in unknown}
        errors: list[InitErrorDetails] = []
        try:
            model = handler(given)
        except ValidationError as failure:
            errors = list(explained(failure, fields))
            model = cls.sound_part(given, broken={str(error["loc"][0]) for error in errors})
        errors += [complaint(*found) for found in model.broken_rules()]
        if errors:
            raise ValidationError.from_exception_data(cls.__name__, errors, hide_input=True)
        return model

    @classmethod
    def sound_part(cls, given: dict[str, Any], broken: set[str]) -> Self:
        """A model without the fields in error: those have no attribute, so nobody can read a wrong value."""
        fields = sent_fields(cls)
        sound = given.keys() & fields.keys() - broken
        values = {name: _adapter(cls, name).validate_python(given[name]) for name in sound}
        model = cast("Self", cls.model_construct(**values))
        for name, field in cls.model_fields.items():
            if (field.alias or name) in broken:
                model.__dict__.pop(name, None)
        return model

    def broken_rules(self) -> Complaints:
        """What the rules over several fields have against this model, where their fields are sound."""
        for declared in _rules(type(self)):
            if declared.fields <= self.__dict__.keys():
                yield from declared.check(self)


class Section(Strict):
    """A part of the assistant that people fill in together: a step of the wizard, a group of the API's body."""

    title: ClassVar[str]


@cache
def sent_fields(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """The fields of a model by the names under which they are sent."""
    return {field.alias or name: field for name, field in model.model_fields.items()}


def _is_given(item: Any, field: FieldInfo) -> bool:
    """Null means left out, but for a field that may be null by itself."""
    return item is not None or field.default is None


@cache
def _rules(model: type[Strict]) -> tuple[Rule, ...]:
    members = (member for base in reversed(model.__mro__) for member in vars(base).values())
    return tuple(member for member in members if isinstance(member, Rule))


@cache
def _adapter(model: type[Strict], name: str) -> TypeAdapter[Any]:
    field = sent_fields(model)[name]
    annotation: Any = Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation
    return TypeAdapter(annotation)
