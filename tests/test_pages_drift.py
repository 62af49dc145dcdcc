"""What the pages are made of is there, as it came, and nothing else is."""

import re
from hashlib import sha256
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.template import Context, Template, TemplateSyntaxError

from assistants.dashboard.words import MARKS
from assistants.queries.assistant_filters import AUTOMATION, MCP
from assistants.spec.tools import SystemTools
from tests import sprite

ROOT = Path(__file__).parents[1]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
VENDORED = sorted((ROOT / "static" / "vendor").iterdir())


def test_the_sprite_holds_the_icons_that_the_pages_name_and_no_others() -> None:
    assert sprite.drawn() == sprite.named(), "make icons"


def test_each_static_file_that_a_page_names_is_there() -> None:
    named = {name for path in TEMPLATES for name in re.findall(r'{% static "([^"]+)" %}', path.read_text())}

    assert named
    assert [name for name in named if finders.find(name) is None] == []


@pytest.mark.parametrize("folder", VENDORED, ids=lambda folder: str(folder.name))
def test_what_others_wrote_is_as_it_came_and_has_its_licence(folder: Path) -> None:
    sums = dict(line.split("  ")[::-1] for line in (folder / "SHA256SUMS").read_text().splitlines())
    found = {path.name: sha256(path.read_bytes()).hexdigest() for path in folder.iterdir() if path.name != "SHA256SUMS"}

    assert found == sums
    assert "LICENSE" in found


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_page_has_a_script_or_a_style_in_itself(path: Path) -> None:
    source = path.read_text()

    assert re.findall(r"<script(?![^>]*\ssrc=)|<style|\sstyle=|\son[a-z]+=|hx-on", source) == []


def test_each_tool_has_a_mark() -> None:
    assert MARKS.keys() == {*SystemTools.model_fields, AUTOMATION, MCP}


def test_a_component_refuses_an_attribute_that_it_does_not_know() -> None:
    with pytest.raises(TemplateSyntaxError):
        Template('{% tag "Default" colour="red" %}').render(Context())
