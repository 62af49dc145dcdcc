"""The forms hold the spec's fields, no more and no less, in its words and with its lists."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from assistants.forms import FORMS, Known, SectionForm
from assistants.forms.control import Control
from assistants.forms.groups import Group, Rows
from assistants.forms.layout import names_in
from assistants.forms.picks import Checks, Departments
from assistants.forms.posted import Typed
from assistants.forms.switches import Choice
from assistants.forms.unions import Alternatives, Kinds, TextOrParts
from assistants.spec import SECTIONS, AssistantSpec
from assistants.spec.language_model import Reasoning
from assistants.spec.mcp_servers import ApprovalFilters, McpTool, ToolFilter
from assistants.spec.messages import InputFile, InputImage, InputText, Message
from assistants.spec.output import TextConfig
from assistants.spec.response_format import NamedSchema
from assistants.spec.section import sent_fields
from assistants.spec.tools import SystemTools
from tests.forms.browser import Page

BY_HAND = {"organization_id"}  # the draft knows it


def inside(control: Control) -> Iterator[Control]:
    """A control with all those inside it."""
    yield control
    match control:
        case Group():
            parts: list[Control] = [*control.members.values()]
        case Rows():
            parts = [control.item]
        case Kinds():
            parts = [*control.kinds.values()]
        case TextOrParts():
            parts = [control.text, control.parts]
        case Alternatives():
            parts = [variant.control for variant in control.variants.values() if variant.control]
        case _:
            parts = []
    for part in parts:
        yield from inside(part)


EVERY = [found for form in FORMS.values() for control in form.controls.values() for found in inside(control)]
OBJECTS = [
    *(Reasoning, McpTool, ToolFilter, ApprovalFilters, InputFile, InputImage, InputText, Message),
    *(TextConfig, NamedSchema, SystemTools),
    *(next(kind for kind in get_args(field.annotation)) for field in SystemTools.model_fields.values()),
]


def test_there_is_a_form_for_each_section_in_the_order_of_the_sections() -> None:
    assert [form.section for form in FORMS.values()] == list(SECTIONS)
    assert [key.replace("-", "_") for key in FORMS] == [section.__module__.split(".")[-1] for section in SECTIONS]


def test_each_field_of_the_spec_is_in_one_form() -> None:
    held = [name for form in FORMS.values() for name in form.controls]
    assert sorted(held) == sorted(AssistantSpec.model_fields.keys() - BY_HAND)


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_each_field_of_a_form_is_laid_out_once(form: type[SectionForm]) -> None:
    laid_out = [name for part in form.arrangement for name in names_in(part)]
    assert sorted(laid_out) == sorted(form.controls)


@pytest.mark.parametrize("model", OBJECTS, ids=lambda model: model.__name__)
def test_each_member_of_an_object_has_a_control(model: type[BaseModel]) -> None:
    """The type of a part is decided when the part is added."""
    members = sent_fields(model).keys()
    groups = [control.members.keys() for control in EVERY if isinstance(control, Group)]
    assert members in groups or members - {"type"} in groups


def test_each_built_in_tool_has_a_group_of_its_own() -> None:
    tools = FORMS["tools"].controls["system_tools"]
    assert isinstance(tools, Group)
    assert list(tools.members) == list(SystemTools.model_fields)
    assert all(isinstance(tool, Group) and tool.switch == "mode" for tool in tools.members.values())


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_a_field_says_its_limits_and_its_default_as_the_spec_has_them(form: type[SectionForm]) -> None:
    for name, control in form.controls.items():
        spec = AssistantSpec.model_fields[name]
        assert control.about.default == (None if spec.is_required() else spec.default)
        assert control.about.label


def test_every_choice_offers_the_whole_of_its_list() -> None:
    lists: list[Any] = [control for control in EVERY if isinstance(control, Choice)]
    assert lists
    for control in lists:
        offered = {value for value, _ in control.choices(Typed())}
        assert issubclass(control.values_of, StrEnum)
        assert offered - {""} == set(control.values_of)


def test_an_empty_form_shows_every_field_of_its_section() -> None:
    for form in FORMS.values():
        page = Page(form({}, known=Known()))
        for name, control in form.controls.items():
            asked = {shown.removeprefix("q.").partition(".")[0] for shown in page.names}
            assert name in asked or isinstance(control, Rows | Checks | Departments), name
            assert f"id_{name}" in page.ids, name
        assert len(page.ids) == len(set(page.ids))
        assert set(page.described_by) <= set(page.ids)
