"""What every test may ask for."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from hypothesis import settings as hypothesis_settings

from tests.cast import Cast
from tests.emptying import empty_tables

# A slow machine is no defect; the rest is hypothesis's choice, which differs in CI.
hypothesis_settings.register_profile("suite", hypothesis_settings(), deadline=None)
hypothesis_settings.load_profile("suite")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """On SQLite the tests' database is a file, not memory, so that threads and processes can share it.

    On PostgreSQL a test, which is one transaction, may think for as long as a busy machine makes it.
    """
    database = settings.DATABASES["default"]
    if database["ENGINE"] == "django.db.backends.sqlite3":
        database["TEST"]["NAME"] = str(Path(os.environ["DATA_DIR"], "tests.sqlite3"))
    else:
        database["OPTIONS"]["options"] += " -c idle_in_transaction_session_timeout=0"


@pytest.fixture(scope="session", autouse=True)
def transactional_tests_may_empty_the_audit() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connection.ops, "execute_sql_flush", empty_tables)
        yield


@pytest.fixture
def cast() -> Cast:
    return Cast()
