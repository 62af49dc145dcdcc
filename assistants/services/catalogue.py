"""The catalogue that ships with the product: providers, models, connectors, avatars and icons (contract, section 1)."""

import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.models import Model

from assistants.models import Avatar, Connector, Icon, LanguageModel, Provider

DATA = Path(__file__).resolve().parent.parent / "data"

Picture = TypeVar("Picture", Avatar, Icon)


def load(database: str = DEFAULT_DB_ALIAS) -> None:
    """Bring the catalogue's tables to what the data files say; safe to repeat.

    What the files no longer hold stays, for assistants may name it: an entry leaves by its status.
    """
    models, connectors = _toml("models.toml"), _toml("connectors.toml")
    with transaction.atomic(using=database):
        _upsert(database, [Provider(**entry) for entry in models["providers"]])
        _upsert(database, [_language_model(**entry) for entry in models["models"]])
        _upsert(database, [Connector(**entry) for entry in connectors["connectors"]])
        _upsert(database, list(_pictures(Avatar, DATA / "avatars")))
        _upsert(database, list(_pictures(Icon, DATA / "icons")))


def load_when_migrated(using: str = DEFAULT_DB_ALIAS, **_: Any) -> None:
    """Load after `migrate` and `flush`, unless the database was taken back to an earlier state of the tables."""
    loader = MigrationLoader(connections[using])
    if all(newest in loader.applied_migrations for newest in loader.graph.leaf_nodes(Provider._meta.app_label)):
        load(using)


def _toml(name: str) -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads((DATA / name).read_text("utf-8"))


def _language_model(provider: str, **facts: Any) -> LanguageModel:
    return LanguageModel(provider_id=provider, **facts)


def _pictures(model: type[Picture], folder: Path) -> Iterator[Picture]:
    """One entry a file: `avt_fox.svg` is the avatar `avt_fox`, named “Fox”."""
    for file in sorted(folder.glob("*.svg")):
        name = file.stem.partition("_")[2].replace("_", " ").capitalize()
        yield model(id=file.stem, name=name, svg=file.read_text("utf-8"))


def _upsert(database: str, entries: Sequence[Model]) -> None:
    model = type(entries[0])
    key, *others = (field.name for field in model._meta.concrete_fields)
    model._default_manager.using(database).bulk_create(
        entries, update_conflicts=True, unique_fields=[key], update_fields=others
    )
