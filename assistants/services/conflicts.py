"""What a refusal of the database means."""

from typing import Final

import psycopg
from django.apps import apps
from django.db import DatabaseError, IntegrityError
from django.db.models import UniqueConstraint

NAME: Final = "assistant_name_unique"
IDEMPOTENCY_KEY: Final = "idempotency_key_unique"

_SQLITE_UNIQUE = "UNIQUE constraint failed: "


def constraint_of(error: IntegrityError) -> str:
    """The name of the constraint that a row broke, or "" where the database does not tell."""
    cause = error.__cause__
    if isinstance(cause, psycopg.Error):
        return cause.diag.constraint_name or ""
    return _constraint_on(str(error).removeprefix(_SQLITE_UNIQUE)) if _SQLITE_UNIQUE in str(error) else ""


def _constraint_on(columns: str) -> str:
    """SQLite tells the columns, not the name: `assistant.organization_id, assistant.name_key`."""
    for model in apps.get_app_config("assistants").get_models():
        table = model._meta.db_table
        for constraint in model._meta.constraints:
            if isinstance(constraint, UniqueConstraint) and columns == ", ".join(
                f"{table}.{model._meta.get_field(name).column}"  # type: ignore[union-attr]  # constraints name columns
                for name in constraint.fields
            ):
                return constraint.name
    return ""


def is_passing(error: DatabaseError) -> bool:
    """Whether the same work may succeed when tried again: a deadlock, a serialization failure, a reference
    that went away between the look-up and the write.
    """
    cause = error.__cause__
    passing = (
        psycopg.errors.SerializationFailure,
        psycopg.errors.DeadlockDetected,
        psycopg.errors.ForeignKeyViolation,
    )
    return isinstance(cause, passing) or "FOREIGN KEY constraint failed" in str(error)
