"""A database and a server for the test that asks."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from tests.live.api import Api
from tests.live.databases import PostgresTemplate, SqliteTemplate, Template
from tests.live.server import UNLIMITED, Server, serve
from tests.postgres import Databases

_ON_SQLITE = settings.DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3"

# Each goes away in its own way: one is a server, the other a file.
collect_ignore = ["test_postgresql_away.py" if _ON_SQLITE else "test_sqlite_away.py"]


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    """The migrated database that this process's live tests copy."""
    if _ON_SQLITE:
        return SqliteTemplate(tmp_path_factory.mktemp("live"))
    return PostgresTemplate(Databases(Path(settings.DATABASES["default"]["HOST"])))


@pytest.fixture
def database_url(template: Template) -> Iterator[str]:
    """A migrated database of the test's own, with Acme in it."""
    url = template.copy()
    yield url
    template.remove(url)


@pytest.fixture
def server(database_url: str, tmp_path: Path) -> Iterator[Server]:
    """A server of the test's own with the settings' defaults; call `serve` for others."""
    with serve(database_url, tmp_path / "server.log") as running:
        yield running


@pytest.fixture
def keys(template: Template) -> dict[str, str]:
    """Acme's API keys, by name."""
    return template.keys


@pytest.fixture
def api(server: Server, keys: dict[str, str]) -> Iterator[Api]:
    """Ann, who owns Acme, at the server of the test."""
    with Api(server.url, keys["ann"]) as client:
        yield client


@pytest.fixture
def unhurried(database_url: str, keys: dict[str, str], tmp_path: Path) -> Iterator[Api]:
    """Ann, at a server that lets her ask as often as she likes."""
    with serve(database_url, tmp_path / "log", **UNLIMITED) as server, Api(server.url, keys["ann"]) as client:
        yield client


@pytest.fixture(scope="module")
def shared(template: Template, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server for the tests of a module that do not get in each other's way."""
    url = template.copy()
    with serve(url, tmp_path_factory.mktemp("shared") / "log", **UNLIMITED) as running:
        yield running
    template.remove(url)


@pytest.fixture
def ann(shared: Server, keys: dict[str, str]) -> Iterator[Api]:
    """Ann at the module's server."""
    with Api(shared.url, keys["ann"]) as client:
        yield client
