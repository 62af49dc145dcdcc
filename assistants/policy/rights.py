"""What a caller may ask for at all; judged before the request is looked at any closer (contract, section 3)."""

from collections.abc import Iterator, Mapping
from typing import Any

from assistants.caller import Caller
from assistants.choices import AccessMode, Scope, SharingPolicy
from assistants.problems import Forbidden, OrganizationDenied


def require_scope(caller: Caller, scope: Scope) -> None:
    """Raises `Forbidden` if the caller's API key lacks the scope."""
    if scope not in caller.scopes:
        raise Forbidden(f"This API key lacks the scope {scope}.")


def require_organization(caller: Caller, organization_id: object) -> None:
    """Raises `OrganizationDenied` for another organization than the caller's, existing or not."""
    if isinstance(organization_id, str) and organization_id != caller.organization_id:
        raise OrganizationDenied


def require_rights_to_create(caller: Caller, body: Mapping[str, Any]) -> None:
    """Raises `Forbidden`, naming every field that asks for more than the caller may give."""
    if fields := [*_beyond_membership(caller, body), *_beyond_sharing(caller, body)]:
        raise Forbidden(f"You may not set {' and '.join(fields)} this way; ask an owner or admin.", fields)


def _beyond_membership(caller: Caller, body: Mapping[str, Any]) -> Iterator[str]:
    if body.get("is_default") is True and not caller.is_manager:
        yield "is_default"


def _beyond_sharing(caller: Caller, body: Mapping[str, Any]) -> Iterator[str]:
    policies: dict[str, tuple[SharingPolicy, ...]] = {
        AccessMode.ORGANIZATION: (caller.organization_sharing,),
        AccessMode.PUBLIC: (caller.organization_sharing, caller.public_sharing),
    }
    mode = body.get("access_mode")
    if isinstance(mode, str) and not all(_allows(policy, caller) for policy in policies.get(mode, ())):
        yield "access_mode"


def _allows(policy: SharingPolicy, caller: Caller) -> bool:
    return policy == SharingPolicy.MEMBERS or (policy == SharingPolicy.ADMINS and caller.is_manager)
