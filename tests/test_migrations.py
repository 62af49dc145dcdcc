"""Migrations say all that the models say, and none takes a running deployment down while it is applied."""

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import connection
from django_migration_linter import MigrationLinter

# It takes a unique constraint for a new one; no row can be in the way of this one (its docstring).
REPLACES_A_CONSTRAINT = "0005_access_grant_unique"
# SQLite makes a table anew for any change, and the linter cannot tell the columns that were NOT NULL before.
NOT_TOLD_BY = {"sqlite": ["NOT_NULL"], "postgresql": []}

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_models_have_no_change_without_a_migration() -> None:
    call_command("makemigrations", check=True, dry_run=True)


def test_every_migration_is_safe_beside_the_code_before_it() -> None:
    linter = MigrationLinter(
        include_apps=["assistants"],
        database=connection.alias,
        no_cache=True,
        ignore_initial_migrations=True,
        ignore_name=[REPLACES_A_CONSTRAINT],
        exclude_migration_tests=NOT_TOLD_BY[connection.vendor],
    )

    linter.lint_all_migrations()

    assert linter.nb_total > 0
    assert not linter.has_errors


@pytest.fixture
def empty_again() -> Iterator[None]:
    yield
    call_command("migrate", verbosity=0)


@pytest.mark.usefixtures("empty_again")
def test_every_migration_can_be_taken_back() -> None:
    call_command("migrate", "assistants", "zero", verbosity=0)

    assert "assistant" not in connection.introspection.table_names()
