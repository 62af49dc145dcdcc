"""What can be wrong with a request, in one closed vocabulary that every door shows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

Path = tuple[str | int, ...]


class Code(StrEnum):
    """The closed list of `errors[].code` (contract, section 3)."""

    REQUIRED = "required"
    UNKNOWN_FIELD = "unknown_field"
    WRONG_TYPE = "wrong_type"
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    TOO_FEW = "too_few"
    TOO_MANY = "too_many"
    TOO_LARGE = "too_large"
    OUT_OF_RANGE = "out_of_range"
    INVALID_CHOICE = "invalid_choice"
    INVALID_FORMAT = "invalid_format"
    INVALID_CHARACTER = "invalid_character"
    INVALID_IMAGE = "invalid_image"
    INVALID_SCHEMA = "invalid_schema"
    INVALID_URL = "invalid_url"
    PRIVATE_ADDRESS = "private_address"
    DUPLICATE = "duplicate"
    CONFLICT = "conflict"
    NOT_FOUND = "not_found"
    NOT_ALLOWED = "not_allowed"
    RETIRED = "retired"
    SECRET_REQUIRED = "secret_required"  # noqa: S105 - a code of the contract, not a secret
    UNREACHABLE = "unreachable"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: where (the path as it was sent), what, and what to do about it."""

    path: Path
    code: Code
    message: str

    @property
    def field(self) -> str:
        # A lone surrogate, which is refused, has no place in an answer either.
        return ".".join(map(str, self.path)).encode(errors="backslashreplace").decode()


class Refused(Exception):
    """The request cannot be carried out as it stands; it holds every problem that was found.

    Raised before anything is written: who catches it may show the problems and ask again.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(", ".join(f"{problem.field}: {problem.code}" for problem in self.problems))


class Forbidden(Exception):
    """The caller may not do this; `fields` names what asked for too much, if anything did."""

    def __init__(self, message: str, fields: Iterable[str] = ()) -> None:
        self.message = message
        self.fields = tuple(fields)
        super().__init__(message)


class OrganizationDenied(Exception):
    """The request names an organization that is not the caller's; whether it exists is not told."""


class NameTaken(Exception):
    """Another assistant of the organization has the name; nothing else is wrong."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(name)

    @property
    def problem(self) -> Problem:
        """The same, said at the field."""
        message = f"An assistant named “{self.name}” exists already; choose another name."
        return Problem(("name",), Code.DUPLICATE, message)


class AssistantNotFound(Exception):
    """There is no such assistant, or the caller may not know of it."""

    def __init__(self, assistant_id: str) -> None:
        self.assistant_id = assistant_id
        super().__init__(assistant_id)


class VersionNotFound(Exception):
    """The assistant, which the caller may see, has no version of this number."""

    def __init__(self, number: int) -> None:
        self.number = number
        super().__init__(number)


class DraftNotFound(Exception):
    """There is no such draft of this person in this organization."""

    def __init__(self, draft_id: str) -> None:
        self.draft_id = draft_id
        super().__init__(draft_id)


class DraftChanged(Exception):
    """The draft has been saved since the page that is sent was filled from it: by another tab, or device."""

    def __init__(self, revision: int) -> None:
        self.revision = revision
        super().__init__(f"revision {revision}")


class TooManyDrafts(Exception):
    """The person has as many drafts in this organization as one may have."""


class OwnsAssistants(Exception):
    """The member owns assistants, deleted ones too, which have to be transferred first: their names by their ids."""

    def __init__(self, assistants: Mapping[str, str]) -> None:
        self.assistants = dict(assistants)
        super().__init__(", ".join(self.assistants))


class VersionConflict(Exception):
    """The assistant has been changed since the version that the request was made for."""

    def __init__(self, current_version: int, updated_by: str) -> None:
        self.current_version = current_version
        self.updated_by = updated_by
        super().__init__(f"version {current_version}, by {updated_by}")


class IdempotencyKeyInUse(Exception):
    """Another request with the same Idempotency-Key is being carried out at this moment."""


class IdempotencyKeyReused(Exception):
    """The Idempotency-Key has answered a request with another body."""


class Unavailable(Exception):
    """The database is away, or too busy to decide; the same request may succeed a moment later."""


class RateLimited(Exception):
    """The API key, or the person, has asked too often; `seconds` tells when the next minute begins."""

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        super().__init__(f"again in {seconds} s")


class KeyRejected(Exception):
    """The API key opens nothing; `code` is one of the contract's codes for status 401."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)
