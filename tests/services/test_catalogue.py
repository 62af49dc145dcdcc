"""The catalogue that ships: in the database after every migration, and true to its files."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.core.management import call_command

from assistants.models import Avatar, Connector, Icon, LanguageModel, Provider
from assistants.services import catalogue
from tests.factories import LanguageModelFactory

TABLES: tuple[Any, ...] = (Provider, LanguageModel, Connector, Avatar, Icon)
SVG = "{http://www.w3.org/2000/svg}"
# What draws, and neither runs, nor loads, nor needs a style sheet that a strict policy would refuse.
SHAPES = {
    "path": {"d"},
    "circle": {"cx", "cy", "r"},
    "ellipse": {"cx", "cy", "rx", "ry"},
    "rect": {"x", "y", "width", "height", "rx"},
}
FRAME = {"viewBox", "role", "aria-label"}
PAINT = {"fill", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin"}
BYTES = 4_096


def facts(file: str, table: str) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = tomllib.loads((catalogue.DATA / file).read_text())[table]
    return entries


def stored() -> list[list[dict[str, Any]]]:
    return [list(table.objects.order_by("pk").values()) for table in TABLES]


def drawings() -> list[Path]:
    return sorted(catalogue.DATA.glob("*/*.svg"))


@pytest.mark.django_db
def test_a_migrated_database_holds_the_catalogue() -> None:
    known = LanguageModel.objects.get(key="gpt-4o")

    assert (known.provider_id, known.status, known.reasons) == ("openai", "available", False)
    assert (known.context_window, known.max_output_tokens) == (128_000, 16_384)
    assert Connector.objects.get(id="connector_gmail").name == "Gmail"
    assert Avatar.objects.get(id="avt_fox").name == "Fox"
    assert Icon.objects.get(id="icon_chat").name == "Chat"


@pytest.mark.django_db
def test_every_entry_of_the_files_is_loaded() -> None:
    assert Provider.objects.count() == len(facts("models.toml", "providers"))
    assert LanguageModel.objects.count() == len(facts("models.toml", "models"))
    assert Connector.objects.count() == len(facts("connectors.toml", "connectors"))
    assert Avatar.objects.count() + Icon.objects.count() == len(drawings())


@pytest.mark.django_db
def test_what_the_file_leaves_out_is_unknown() -> None:
    silent = [entry["key"] for entry in facts("models.toml", "models") if "vision" not in entry]

    assert silent
    assert set(LanguageModel.objects.filter(key__in=silent).values_list("vision")) == {(None,)}


@pytest.mark.django_db
def test_loading_again_changes_nothing() -> None:
    before = stored()

    catalogue.load()

    assert stored() == before


@pytest.mark.django_db
def test_loading_mends_what_differs_from_the_files() -> None:
    before = stored()
    Provider.objects.update(name="?")
    LanguageModel.objects.update(status="retired", context_window=1, takes=None)
    Connector.objects.all().delete()
    Icon.objects.update(svg="")

    catalogue.load()

    assert stored() == before


@pytest.mark.django_db
def test_loading_keeps_an_entry_that_the_files_no_longer_hold() -> None:
    gone = LanguageModelFactory.create(provider_id="openai")

    catalogue.load()

    assert LanguageModel.objects.filter(key=gone.key).exists()


@pytest.fixture
def migrated_again() -> Iterator[None]:
    yield
    call_command("migrate", verbosity=0)


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("migrated_again")
def test_it_is_loaded_by_the_newest_migration_and_by_no_earlier_one() -> None:
    LanguageModel.objects.all().delete()

    call_command("migrate", "assistants", "0001", verbosity=0)
    assert not LanguageModel.objects.exists()

    call_command("migrate", verbosity=0)
    assert LanguageModel.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_it_is_there_again_after_the_database_was_emptied() -> None:
    call_command("flush", interactive=False, verbosity=0)

    assert LanguageModel.objects.filter(key="gpt-4o").exists()


@pytest.mark.parametrize("file", drawings(), ids=lambda file: file.stem)
def test_a_drawing_only_draws(file: Path) -> None:
    drawing = ET.parse(file).getroot()

    assert drawing.tag == f"{SVG}svg"
    for shape in drawing:
        assert len(shape) == 0
        assert shape.attrib.keys() <= SHAPES[shape.tag.removeprefix(SVG)] | PAINT
    assert not any("url(" in value for shape in drawing for value in shape.attrib.values())
    assert drawing.get("aria-label") == file.stem.partition("_")[2].replace("_", " ").capitalize()
    assert file.stat().st_size <= BYTES


@pytest.mark.parametrize("file", sorted(catalogue.DATA.glob("icons/*")), ids=lambda file: file.stem)
def test_icons_are_of_one_hand_and_take_the_colour_of_the_text(file: Path) -> None:
    icon = ET.parse(file).getroot()

    assert re.fullmatch(r"icon_[a-z]+(_[a-z]+)*\.svg", file.name)
    assert {name: value for name, value in icon.items() if name not in ("role", "aria-label", "color")} == {
        "viewBox": "0 0 24 24",
        "fill": "none",
        "stroke": "currentColor",
        "stroke-width": "1.75",
        "stroke-linecap": "round",
        "stroke-linejoin": "round",
    }
    assert not any(shape.attrib.keys() & PAINT for shape in icon)


@pytest.mark.parametrize("file", sorted(catalogue.DATA.glob("avatars/*")), ids=lambda file: file.stem)
def test_avatars_stand_on_a_circle_that_light_and_dark_pages_both_set_off(file: Path) -> None:
    avatar = ET.parse(file).getroot()
    ground = avatar[0]

    assert re.fullmatch(r"avt_[a-z]+(_[a-z]+)*\.svg", file.name)
    assert avatar.attrib.keys() == FRAME
    assert avatar.get("viewBox") == "0 0 64 64"
    assert (ground.tag, ground.get("cx"), ground.get("cy"), ground.get("r")) == (f"{SVG}circle", "32", "32", "32")
    assert all(contrast(ground.get("fill", ""), page) >= 3 for page in ("#ffffff", "#191918"))


def test_an_icon_by_itself_is_seen_on_light_and_on_dark_pages() -> None:
    colours = {ET.parse(file).getroot().get("color", "") for file in catalogue.DATA.glob("icons/*")}

    assert all(contrast(colour, page) >= 3 for colour in colours for page in ("#ffffff", "#191918"))


def test_the_libraries_leave_a_choice() -> None:
    assert len(list(catalogue.DATA.glob("icons/*"))) >= 24
    assert len(list(catalogue.DATA.glob("avatars/*"))) >= 12
    assert len({file.read_text().partition("\n")[2] for file in drawings()}) == len(drawings())


def contrast(one: str, other: str) -> float:
    """The contrast of two colours (WCAG 2.2, "contrast ratio")."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
