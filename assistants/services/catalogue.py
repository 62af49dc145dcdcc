"""The catalogue that ships with the product: providers, models, connectors, avatars and icons."""

import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.models import Model, QuerySet

from assistants.models import Avatar, Connector, Icon, LanguageModel, Provider

DATA = Path(__file__).resolve().parent.parent / "data"

Entry = TypeVar("Entry", bound=Model)
Picture = TypeVar("Picture", Avatar, Icon)


def load(database: str = DEFAULT_DB_ALIAS) -> None:
    """Bring the catalogue's tables to what the data files say; safe to repeat.

    What the files no longer hold stays, for assistants may name it: an entry leaves by its status.
    """
    models, connectors = _toml("models.toml"), _toml("connectors.toml")
    with transaction.atomic(using=database):
        _upsert(Provider.objects.using(database), [Provider(**entry) for entry in models["providers"]])
        _upsert(LanguageModel.objects.using(database), [_model(**entry) for entry in models["models"]])
        _upsert(Connector.objects.using(database), [Connector(**entry) for entry in connectors["connectors"]])
        _upsert(Avatar.objects.using(database), _pictures(Avatar, DATA / "avatars"))
        _upsert(Icon.objects.using(database), _pictures(Icon, DATA / "icons"))


def load_when_migrated(using: str = DEFAULT_DB_ALIAS, **_: Any) -> None:
    """Load after `migrate` and `flush`, unless `migrate` stopped at an earlier state of the tables."""
    loader = MigrationLoader(connections[using])
    if loader.applied_migrations.keys() >= set(loader.graph.leaf_nodes(Provider._meta.app_label)):
        load(using)


def _toml(name: str) -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads((DATA / name).read_text("utf-8"))


def _model(provider: str, **facts: Any) -> LanguageModel:
    return LanguageModel(provider_id=provider, **facts)


def _pictures(model: type[Picture], folder: Path) -> Iterator[Picture]:
    """One entry a file: `avt_fox.svg` is the avatar `avt_fox`, named “Fox”."""
    for file in sorted(folder.glob("*.svg")):
        name = file.stem.partition("_")[2].replace("_", " ").capitalize()
        yield model(id=file.stem, name=name, svg=file.read_text("utf-8"))


def _upsert(table: QuerySet[Entry], entries: Iterable[Entry]) -> None:
    key, *others = (field.name for field in table.model._meta.concrete_fields)
    table.bulk_create(entries, update_conflicts=True, unique_fields=[key], update_fields=others)
