"""The world of the doors' table: what the definitions of the laws name is there."""

from tests.doors.conftest import keys

__all__ = ["keys"]
