"""One row of the table: a definition that is sent, and what becomes of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

BASE: Final[Mapping[str, Any]] = {"name": "Claims assistant", "organization_id": "org_home"}
"""The smallest body of the page; every row changes it."""

LEFT_OUT: Final = object()
"""In a change: the field of the base is not sent."""

# The catalogue tells of gpt-4o, the default, that it will be retired.
OF_THE_DEFAULT_MODEL = ("model_retires", "default_model_key")

Found = tuple[str, str]


@dataclass(frozen=True)
class Row:
    """What is sent, by whom, in what organization, and what is expected of the answer."""

    says: str
    change: Mapping[str, Any]
    status: int = 201
    code: str = ""
    problems: frozenset[Found] = frozenset()
    shows: Mapping[str, Any] = field(default_factory=dict)
    warns: frozenset[Found] | None = None
    caller: str = "member"
    sharing: Mapping[str, str] = field(default_factory=dict)
    allowed_hosts: tuple[str, ...] = ()

    @property
    def body(self) -> dict[str, Any]:
        return {name: value for name, value in {**BASE, **self.change}.items() if value is not LEFT_OUT}

    def by(self, caller: str) -> "Row":
        """The same, sent by the organization's `owner`, an `admin` or a `member`."""
        return Row(**{**vars(self), "caller": caller})

    def where(self, **sharing: str) -> "Row":
        """The same, in an organization with these sharing policies."""
        return Row(**{**vars(self), "sharing": sharing})

    def with_allowed(self, *hosts: str) -> "Row":
        """The same, where the setting MCP_ALLOWED_HOSTS names these hosts."""
        return Row(**{**vars(self), "allowed_hosts": hosts})


def good(says: str, change: Mapping[str, Any], shows: Mapping[str, Any] | None = None) -> Row:
    """Accepted; the answer shows `shows` among the rest, or what was sent."""
    return Row(says, change, shows=change if shows is None else shows)


def warned(says: str, change: Mapping[str, Any], *warns: Found) -> Row:
    """Accepted, with exactly these warnings (code, field) beside the one that the default model has."""
    own = () if change.get("default_model_key") else (OF_THE_DEFAULT_MODEL,)
    return Row(says, change, warns=frozenset((*warns, *own)))


def bad(says: str, change: Mapping[str, Any], problems: Mapping[str, str]) -> Row:
    """Refused with 422 for exactly these problems: path to code; two codes of one path are joined by a space."""
    found = frozenset((path, code) for path, codes in problems.items() for code in codes.split())
    return Row(says, change, status=422, code="VALIDATION_ERROR", problems=found)


def forbidden(says: str, change: Mapping[str, Any], *fields: str) -> Row:
    """Refused with 403, naming the fields that ask for too much."""
    found = frozenset((name, "not_allowed") for name in fields)
    return Row(says, change, status=403, code="INSUFFICIENT_PERMISSIONS", problems=found)


def one_each(names: tuple[str, ...], value: Any, code: str, says: str) -> list[Row]:
    """The same wrong value for each of several fields."""
    return [bad(f"{name}: {says}", {name: value}, {name: code}) for name in names]
