"""What every test may ask for."""

import os
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import settings as hypothesis_settings

# A slow machine is no defect; the rest is hypothesis's choice, which differs in CI.
hypothesis_settings.register_profile("suite", hypothesis_settings(), deadline=None)
hypothesis_settings.load_profile("suite")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """On SQLite the tests' database is a file, not memory, so that threads and processes can share it."""
    database = settings.DATABASES["default"]
    if database["ENGINE"] == "django.db.backends.sqlite3":
        database["TEST"]["NAME"] = str(Path(os.environ["DATA_DIR"], "tests.sqlite3"))
