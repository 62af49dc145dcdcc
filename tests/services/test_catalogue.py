"""The catalogue that ships: in the database after every migration, and true to its files."""

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
DRAWING = {"svg", "g", "title", "path", "circle", "ellipse", "rect", "line", "polygon", "polyline"}


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

    assert {element.tag.removeprefix(SVG) for element in drawing.iter()} <= DRAWING
    assert drawing.get("viewBox") == "0 0 64 64"
    assert not any(
        name.startswith("on") or name == "style" or "url(" in value or "href" in name
        for element in drawing.iter()
        for name, value in element.items()
    )
