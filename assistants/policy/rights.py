"""What a caller may ask for at all; judged before the request is looked at any closer (contract, section 3)."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from assistants.caller import Caller
from assistants.choices import AccessLevel, AccessMode, Scope, SharingPolicy
from assistants.policy.access import GRANT_FIELDS
from assistants.problems import Forbidden, OrganizationDenied
from assistants.spec import AssistantSpec

Body = Mapping[str, Any]

# What an editor may not change: who is reached, and from where.
OWNERS_FIELDS = ("access_mode", "is_default", "api_enabled", "public_enabled")


def require_scope(caller: Caller, scope: Scope) -> None:
    """Raises `Forbidden` if the caller's API key lacks the scope."""
    if scope not in caller.scopes:
        raise Forbidden(f"This API key lacks the scope {scope}.")


def require_manager(caller: Caller) -> None:
    """Raises `Forbidden` unless the caller is an owner or admin of the organization."""
    if not caller.is_manager:
        raise Forbidden("This is for the organization's owners and admins.")


def require_level(level: AccessLevel, *levels: AccessLevel) -> None:
    """Raises `Forbidden` unless the caller's level at an assistant is one of those."""
    if level not in levels:
        raise Forbidden(f"This needs the access level {levels[-1]}; yours is {level}.")


def require_sight(level: AccessLevel) -> None:
    """Raises `Forbidden` for who may only chat: the level view is the least that sees the configuration."""
    require_level(level, AccessLevel.OWNER, AccessLevel.EDIT, AccessLevel.VIEW)


def require_organization(caller: Caller, organization_id: object) -> None:
    """Raises `OrganizationDenied` for another organization than the caller's, existing or not."""
    if isinstance(organization_id, str) and organization_id != caller.organization_id:
        raise OrganizationDenied


def require_rights_to_create(caller: Caller, body: Body) -> None:
    """Raises `Forbidden`, naming every field that asks for more than the caller may give."""
    changes = _changes(body, {name: _default(name) for name in OWNERS_FIELDS})
    _forbid([*_beyond_membership(caller, changes), *_beyond_sharing(caller, changes)])


def require_rights_to_update(caller: Caller, level: AccessLevel, body: Body, record: Body) -> None:
    """Raises `Forbidden`, naming every field that the caller may not change; `record` is what is shown now.

    A list of who has access is the owner's: naming it is refused whether or not it is equal to the stored one,
    else an editor could find out who is on it.
    """
    changes = _changes(body, record)
    fields = [*_beyond_membership(caller, changes), *_beyond_sharing(caller, changes)]
    if level != AccessLevel.OWNER:
        fields += [name for name in GRANT_FIELDS if name in body]
        fields += changes
    _forbid(fields)


def _changes(body: Body, before: Body) -> Body:
    """Those of the owner's fields that a body sets to something else than they are; null is the default."""
    sent = {name: _default(name) if body[name] is None else body[name] for name in OWNERS_FIELDS if name in body}
    return {name: value for name, value in sent.items() if value != before[name]}


def _default(field: str) -> Any:
    return AssistantSpec.model_fields[field].default


def _beyond_membership(caller: Caller, changes: Body) -> Iterator[str]:
    # Else any member could replace the organization's default.
    if isinstance(changes.get("is_default"), bool) and not caller.is_manager:
        yield "is_default"


def _beyond_sharing(caller: Caller, changes: Body) -> Iterator[str]:
    policies: dict[str, tuple[SharingPolicy, ...]] = {
        AccessMode.ORGANIZATION: (caller.organization_sharing,),
        AccessMode.PUBLIC: (caller.organization_sharing, caller.public_sharing),
    }
    mode = changes.get("access_mode")
    if isinstance(mode, str) and not all(_allows(policy, caller) for policy in policies.get(mode, ())):
        yield "access_mode"


def _allows(policy: SharingPolicy, caller: Caller) -> bool:
    return policy == SharingPolicy.MEMBERS or (policy == SharingPolicy.ADMINS and caller.is_manager)


def _forbid(fields: Iterable[str]) -> None:
    if named := list(dict.fromkeys(fields)):
        raise Forbidden(f"You may not set {' and '.join(named)} this way; ask an owner or admin.", named)
