"""The database's backstop, built from the constants that the spec enforces first."""

from enum import StrEnum

from django.db.models import CheckConstraint, Q


def one_of(table: str, field: str, choices: type[StrEnum]) -> CheckConstraint:
    """The field holds an entry of the closed list."""
    allowed = [item.value for item in choices]
    return CheckConstraint(condition=Q(**{f"{field}__in": allowed}), name=f"{table}_{field}_choice")


def between(table: str, field: str, low: float, high: float) -> CheckConstraint:
    """The field's number lies within the limits, both included."""
    return CheckConstraint(condition=Q(**{f"{field}__gte": low, f"{field}__lte": high}), name=f"{table}_{field}_range")
