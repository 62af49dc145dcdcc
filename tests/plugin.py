"""The part of the suite that acts before Django reads its settings: where the tests' data and database are.

Loaded by `-p tests.plugin` (pyproject.toml). The run's first process prepares once; the workers of xdist
inherit its environment, and each adds a place of its own.
"""

import os
import secrets
import shutil
import tempfile
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from django.conf import settings

from config.env import Env
from tests.postgres import Cluster, Databases

_FOLDER = "ATELIER_TESTS_FOLDER"
_CLUSTER = "ATELIER_TESTS_CLUSTER"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database",
        choices=("sqlite", "postgres"),
        default="sqlite",
        help="the kind of database that the suite runs on; postgres is a private cluster",
    )
    parser.addoption("--screenshots", help="the folder that is to keep the pictures which tests make for the README")


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    database: str = early_config.known_args_namespace.database
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    if worker is None:
        _prepare(early_config, database)
    folder = Path(os.environ[_FOLDER], worker or "main")
    (folder / "static").mkdir(parents=True)  # whitenoise warns where it is missing
    os.environ["DATA_DIR"] = str(folder)
    if database == "postgres":
        os.environ["DATABASE_URL"] = Databases(Path(os.environ[_CLUSTER])).dsn("atelier")
    else:
        os.environ["DATABASE_URL"] = f"sqlite:///{folder}/atelier.sqlite3"


def pytest_configure() -> None:
    # Nothing was collected: pages name static files as they are in their folders.
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = terminalreporter.stats.get("skipped", [])
    if skipped:
        terminalreporter.write_line(f"{len(skipped)} skipped: a test that did not run has shown nothing", red=True)


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if exitstatus == pytest.ExitCode.OK and reporter is not None and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def _prepare(config: pytest.Config, database: str) -> None:
    folder = tempfile.mkdtemp(prefix="atelier-tests-")
    config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))
    os.environ[_FOLDER] = folder
    os.environ |= _defaults()
    os.environ["SECRET_KEY"] = secrets.token_urlsafe(50)
    os.environ["ENCRYPTION_KEYS"] = Fernet.generate_key().decode()
    if database == "postgres":
        cluster = Cluster().__enter__()
        config.add_cleanup(cluster.close)
        os.environ[_CLUSTER] = str(cluster.databases.directory)


def _defaults() -> dict[str, str]:
    """Every setting at its default, said aloud, so that a developer's `.env` has no say in the tests."""
    defaults = {name.upper(): field.default for name, field in Env.model_fields.items()}
    said = {name: value for name, value in defaults.items() if value is not None}
    return {name: ",".join(value) if isinstance(value, list) else str(value) for name, value in said.items()}
