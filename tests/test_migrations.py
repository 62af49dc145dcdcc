"""Migrations say all that the models say, and none takes a running deployment down while it is applied."""

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import connection
from django_migration_linter import MigrationLinter

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_models_have_no_change_without_a_migration() -> None:
    call_command("makemigrations", check=True, dry_run=True)


def test_every_migration_is_safe_beside_the_code_before_it() -> None:
    linter = MigrationLinter(
        include_apps=["assistants"], database=connection.alias, no_cache=True, ignore_initial_migrations=True
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
