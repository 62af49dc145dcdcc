from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest

from assistants.caller import Caller
from assistants.choices import MembershipLevel, Scope, SharingPolicy, Source
from assistants.policy.rights import require_organization, require_rights_to_create, require_scope
from assistants.problems import Forbidden, OrganizationDenied

MANAGERS = (MembershipLevel.OWNER, MembershipLevel.ADMIN)


def someone(
    level: MembershipLevel = MembershipLevel.MEMBER,
    organization: SharingPolicy = SharingPolicy.MEMBERS,
    public: SharingPolicy = SharingPolicy.MEMBERS,
    scopes: frozenset[Scope] = frozenset(Scope),
) -> Caller:
    return Caller("usr_a", "org_a", level, frozenset(), organization, public, Source.API, scopes)


def forbidden(caller: Caller, **body: Any) -> tuple[str, ...]:
    try:
        require_rights_to_create(caller, body)
    except Forbidden as refusal:
        return refusal.fields
    return ()


def may(level: MembershipLevel, policy: SharingPolicy) -> bool:
    """The contract's three words, said once more."""
    return {"members": True, "admins": level in MANAGERS, "nobody": False}[policy]


def everyone_everywhere() -> Iterator[tuple[MembershipLevel, SharingPolicy, SharingPolicy]]:
    yield from product(MembershipLevel, SharingPolicy, SharingPolicy)


@pytest.mark.parametrize("scope", Scope)
def test_a_key_opens_what_its_scopes_name(scope: Scope) -> None:
    require_scope(someone(scopes=frozenset([scope])), scope)
    with pytest.raises(Forbidden):
        require_scope(someone(scopes=frozenset(Scope) - {scope}), scope)


def test_one_asks_within_one_s_own_organization() -> None:
    require_organization(someone(), "org_a")
    for other in ("org_b", "", "ORG_A", "org_a "):
        with pytest.raises(OrganizationDenied):
            require_organization(someone(), other)


@pytest.mark.parametrize("value", [None, 5, ["org_b"], {}])
def test_what_is_no_text_names_no_organization(value: object) -> None:
    require_organization(someone(), value)


@pytest.mark.parametrize("level", MembershipLevel)
def test_only_owners_and_admins_set_the_default(level: MembershipLevel) -> None:
    assert forbidden(someone(level), is_default=True) == (() if level in MANAGERS else ("is_default",))
    assert forbidden(someone(level), is_default=False) == ()


@pytest.mark.parametrize(("level", "organization", "public"), list(everyone_everywhere()))
def test_sharing_goes_as_far_as_the_organization_lets_it(
    level: MembershipLevel, organization: SharingPolicy, public: SharingPolicy
) -> None:
    caller = someone(level, organization, public)
    assert forbidden(caller, access_mode="private") == ()
    assert forbidden(caller) == ()
    assert bool(forbidden(caller, access_mode="organization")) != may(level, organization)
    assert bool(forbidden(caller, access_mode="public")) != (may(level, organization) and may(level, public))


@pytest.mark.parametrize("mode", ["everyone", "", 5, ["public"], None, {"public": 1}])
def test_what_is_no_mode_asks_for_nothing(mode: object) -> None:
    nobody = someone(organization=SharingPolicy.NOBODY, public=SharingPolicy.NOBODY)
    assert forbidden(nobody, access_mode=mode) == ()


def test_all_that_is_forbidden_is_named_at_once() -> None:
    caller = someone(public=SharingPolicy.NOBODY)
    assert sorted(forbidden(caller, access_mode="public", is_default=True)) == ["access_mode", "is_default"]


def test_named_grants_are_always_allowed() -> None:
    nobody = someone(organization=SharingPolicy.NOBODY, public=SharingPolicy.NOBODY)
    assert forbidden(nobody, access_users=["usr_b"], editable_by_roles=["role_a"], visible_to_roles=["role_b"]) == ()
