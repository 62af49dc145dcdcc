"""What keeps one source one: the spec, the columns, the constraints and the API say the same."""

from enum import StrEnum
from typing import Any, cast, get_args

import pytest
from django.db import IntegrityError, models, transaction
from django.db.models import CheckConstraint
from pydantic.fields import FieldInfo

from assistants.models import Assistant, McpServer, Reference, Secret, SystemTool
from assistants.policy.access import GRANT_FIELDS
from assistants.queries.record import COLUMNS, REFERENCE_FIELDS
from assistants.services import draft as drafts
from assistants.spec import SECTIONS, AssistantSpec, section_of
from assistants.spec.bounds import Length, Range, bounds_of
from assistants.spec.mcp_servers import McpTool
from assistants.spec.tools import SystemTool as SystemToolSpec
from assistants.spec.tools import SystemTools
from tests import factories

SPEC = AssistantSpec.model_fields
OURS = {"id", "created_by_id", "created_at", "updated_at", "deleted_at", "version", "name_key"}
ROWS_OF_THEIR_OWN = {*GRANT_FIELDS, *REFERENCE_FIELDS, "system_tools", "mcp_tools"}
CONSTRAINTS = [item for item in Assistant._meta.constraints if isinstance(item, CheckConstraint)]


def column(field: str) -> "models.Field[Any, Any]":
    """The column that holds a field of the spec; of a reference, the column that it refers to."""
    return cast("models.Field[Any, Any]", Assistant._meta.get_field(COLUMNS[field]))


# Lists and objects stand in one column each as JSON; the bounds of their entries have no column.
TEXTS = [name for name in COLUMNS if isinstance(column(name), models.CharField | models.ForeignKey)]
NUMBERS = [name for name in COLUMNS if isinstance(column(name), models.FloatField | models.IntegerField)]


def length(found: "models.Field[Any, Any]") -> int | None:
    target = found.target_field if isinstance(found, models.ForeignKey) else found
    return target.max_length


def length_in(model: type[models.Model], name: str) -> int:
    return cast("models.CharField[Any, Any]", model._meta.get_field(name)).max_length or 0


def choices_of(field: FieldInfo) -> list[str] | None:
    kinds = [kind for kind in (field.annotation, *get_args(field.annotation)) if isinstance(kind, type)]
    found = [kind for kind in kinds if issubclass(kind, StrEnum)]
    return [item.value for item in found[0]] if found else None


def ends(field: FieldInfo, kind: type) -> list[tuple[float | None, float | None]]:
    return [(bound.low, bound.high) for bound in bounds_of(field) if isinstance(bound, kind)]


def checked(constraint: CheckConstraint) -> dict[str, Any]:
    """The lookups of a constraint with their values."""
    condition: Any = constraint.condition
    return {child[0]: child[1] for child in condition.children if isinstance(child, tuple)}


@pytest.fixture
def assistant(db: None) -> Any:
    membership = factories.MembershipFactory.create()
    made = factories.assistant(factories.caller(membership))
    return Assistant.objects.filter(pk=made["id"])


def is_refused(row: Any, **change: Any) -> bool:
    """Whether the database itself refuses the change."""
    try:
        with transaction.atomic():
            row.update(**change)
    except IntegrityError:
        return True
    return False


def test_each_field_of_the_spec_has_a_column_or_rows_of_its_own() -> None:
    assert COLUMNS.keys() | ROWS_OF_THEIR_OWN == SPEC.keys()
    assert not COLUMNS.keys() & ROWS_OF_THEIR_OWN


def test_each_column_is_in_the_spec_or_ours() -> None:
    columns = {field.attname for field in Assistant._meta.concrete_fields}
    assert columns == OURS | set(COLUMNS.values())


@pytest.mark.parametrize("field", [name for name in TEXTS if ends(SPEC[name], Length)])
def test_a_text_and_its_column_have_one_length(field: str) -> None:
    assert ends(SPEC[field], Length)[0][1] == length(column(field))


@pytest.mark.parametrize("field", COLUMNS)
def test_a_field_and_its_column_have_one_default(field: str) -> None:
    if SPEC[field].is_required():
        assert not column(field).has_default()
        return
    assert column(field).get_default() == SPEC[field].get_default(call_default_factory=True)
    assert column(field).null == (SPEC[field].default is None)


@pytest.mark.parametrize("field", COLUMNS)
def test_a_field_and_its_column_have_one_list_of_choices(field: str) -> None:
    listed = [value for value, _ in column(field).choices or ()] or None
    assert listed == choices_of(SPEC[field])


@pytest.mark.parametrize("name", ["server_url", "server_description"])
def test_a_text_of_a_server_and_its_column_have_one_length(name: str) -> None:
    assert ends(McpTool.model_fields[name], Length)[0][1] == length_in(McpServer, name)


def test_names_of_fields_fit_into_their_columns() -> None:
    assert max(map(len, REFERENCE_FIELDS)) <= length_in(Reference, "field")
    assert max(map(len, SystemTools.model_fields)) <= length_in(SystemTool, "tool")


def test_each_field_is_in_exactly_one_section() -> None:
    listed = [name for section in SECTIONS for name in section.model_fields]
    assert listed == list(dict.fromkeys(listed))
    assert listed == list(SPEC), "and in the order of the sections"
    assert all(name in section_of(name).model_fields for name in SPEC)


def test_each_system_tool_has_one_class_and_each_class_one_tool() -> None:
    classes = [get_args(field.annotation)[0] for field in SystemTools.model_fields.values()]
    assert sorted(map(str, classes)) == sorted(map(str, SystemToolSpec.__subclasses__()))
    assert len(set(classes)) == len(classes)


def ranges() -> list[tuple[str, float, float]]:
    return [
        (name.removesuffix("__gte"), low, checked(constraint)[name.replace("__gte", "__lte")])
        for constraint in CONSTRAINTS
        if constraint.name.endswith("_range")
        for name, low in checked(constraint).items()
        if name.endswith("__gte")
    ]


def lists() -> list[tuple[str, list[str]]]:
    return [
        (name.removesuffix("__in"), values)
        for constraint in CONSTRAINTS
        for name, values in checked(constraint).items()
        if name.endswith("__in")
    ]


def test_the_database_checks_every_number_and_every_list_of_the_spec() -> None:
    numbers = {name: tuple(ends(SPEC[name], Range)[-1]) for name in NUMBERS if ends(SPEC[name], Range)}
    # Any whole number of 64 bits is a seed, and the column holds no other.
    assert numbers.pop("seed")
    assert {name: (low, high) for name, low, high in ranges()} == numbers
    assert dict(lists()) == {name: choices_of(SPEC[name]) for name in COLUMNS if choices_of(SPEC[name])}


@pytest.mark.parametrize(("field", "low", "high"), ranges())
def test_the_database_itself_refuses_a_number_beyond_its_ends(
    field: str, low: float, high: float, assistant: Any
) -> None:
    step = 1 if isinstance(low, int) else 0.001
    assert not is_refused(assistant, **{field: low})
    assert not is_refused(assistant, **{field: high})
    assert is_refused(assistant, **{field: low - step})
    if high < 2**63 - 1:
        assert is_refused(assistant, **{field: high + step})


@pytest.mark.parametrize(("field", "values"), lists())
def test_the_database_itself_refuses_what_is_not_in_the_list(field: str, values: list[str], assistant: Any) -> None:
    assert not any(is_refused(assistant, **{field: value}) for value in values)
    assert is_refused(assistant, **{field: "other"})
    assert is_refused(assistant, **{field: ""})


@pytest.mark.parametrize(
    "change",
    [
        {"name_key": ""},
        {"version": 0},
        {"public_enabled": True},
        {"public_enabled": True, "access_mode": "organization"},
    ],
)
def test_the_database_itself_refuses_what_no_service_writes(change: dict[str, Any], assistant: Any) -> None:
    assert is_refused(assistant, **change)


def test_the_database_itself_takes_a_public_page_of_a_public_assistant(assistant: Any) -> None:
    assert not is_refused(assistant, public_enabled=True, access_mode="public")


def test_the_database_itself_refuses_a_server_with_both_addresses_or_none(assistant: Any) -> None:
    server = McpServer.objects.create(
        organization=assistant.get().organization, assistant=assistant.get(), position=0, server_label="crm",
        server_url="https://mcp.example.com", require_approval="always",
    )  # fmt: skip
    row = McpServer.objects.filter(pk=server.pk)
    assert is_refused(row, connector_id="connector_gmail")
    assert is_refused(row, server_url=None)
    assert not is_refused(row, server_url=None, connector_id="connector_gmail")


@pytest.mark.django_db
def test_the_database_itself_refuses_a_secret_of_both_a_server_and_a_draft_or_of_none() -> None:
    ann = factories.caller(factories.MembershipFactory.create())
    tool = {"type": "mcp", "server_label": "crm", "server_url": "https://mcp.example.com", "authorization": "token"}
    factories.assistant(ann, mcp_tools=[tool])
    row = Secret.objects.filter()
    assert is_refused(row, mcp_server_id=None)
    draft = drafts.start(caller=ann)
    assert is_refused(row, draft_id=draft.id)
    assert not is_refused(row, draft_id=draft.id, mcp_server_id=None)
