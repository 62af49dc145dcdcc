"""What a caller may do with an assistant (contract, section 4)."""

from typing import Protocol

from assistants.caller import Caller
from assistants.choices import AccessLevel


class Owned(Protocol):
    """What the decision looks at: whose it is, and of which organization."""

    organization_id: str
    created_by_id: str


def level_of(caller: Caller, assistant: Owned) -> AccessLevel | None:
    """The caller's level, or None where the assistant is not visible to them."""
    if assistant.organization_id != caller.organization_id:
        return None
    if caller.is_manager or assistant.created_by_id == caller.user_id:
        return AccessLevel.OWNER
    return None
