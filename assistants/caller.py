"""Who asks: a person in an organization, through a door, with what an API key allows."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

import orjson

from assistants.batch import Batch, Row, Rows
from assistants.choices import MembershipLevel, Scope, SharingPolicy, Source

EVERYONE = "*"

# One row for each role and department of the person, departments above included; at least one row if they are
# found. A tree needs recursion, which Django's queries cannot say. Organizations to which they belong are told apart
# by their names.
_CALLER = """
WITH RECURSIVE me AS ({me}), up (id, parent_id) AS (
    SELECT d.id, d.parent_id FROM department d
    JOIN membership_departments md ON md.department_id = d.id
    JOIN me ON me.membership_id = md.membership_id
    UNION
    SELECT d.id, d.parent_id FROM department d JOIN up ON up.parent_id = d.id
)
SELECT me.*, p.id, p.name, p.level
FROM me LEFT JOIN (
    SELECT mr.role_id AS id, NULL AS name, NULL AS level
    FROM membership_roles mr JOIN me ON me.membership_id = mr.membership_id
    UNION ALL
    SELECT up.id, NULL, NULL FROM up{organizations}
) p ON 1 = 1
"""
_PLACE = "m.id AS membership_id, m.level, o.organization_sharing, o.public_sharing"
_CALLER_OF_KEY = _CALLER.format(
    me=f"""
    SELECT k.organization_id, k.user_id, {_PLACE}, k.id, k.scopes, k.revoked_at IS NOT NULL AS revoked,
           k.expires_at IS NOT NULL AND k.expires_at <= %s AS expired, u.is_active AND m.is_active AS active
    FROM api_key k
    JOIN user_account u ON u.id = k.user_id
    JOIN organization o ON o.id = k.organization_id
    LEFT JOIN membership m ON m.organization_id = k.organization_id AND m.user_id = k.user_id
    WHERE k.digest = %s
""",  # noqa: S608 - columns of ours
    organizations="",
)
_CALLER_OF_MEMBER = _CALLER.format(
    me=f"""
    SELECT m.organization_id, m.user_id, {_PLACE}
    FROM membership m
    JOIN user_account u ON u.id = m.user_id
    JOIN organization o ON o.id = m.organization_id
    WHERE m.organization_id = %s AND m.user_id = %s AND m.is_active AND u.is_active
""",  # noqa: S608 - columns of ours
    organizations="""
    UNION ALL
    SELECT o.id, o.name, m.level FROM membership m JOIN organization o ON o.id = m.organization_id
    WHERE m.user_id = %s AND m.is_active
""",
)


@dataclass(frozen=True, slots=True)
class Caller:
    """A person acting in one organization, as of this request.

    `principals` are the names under which access is granted: the user, their roles, their departments with
    those above, and `*` for every member.
    """

    user_id: str
    organization_id: str
    level: MembershipLevel
    principals: frozenset[str]
    organization_sharing: SharingPolicy
    public_sharing: SharingPolicy
    source: Source
    scopes: frozenset[Scope] = frozenset(Scope)
    api_key_id: str = ""
    trace_id: str = field(default="", compare=False)

    @property
    def is_manager(self) -> bool:
        """Whether the caller is an owner or admin of the organization."""
        return self.level.manages


@dataclass(frozen=True, slots=True)
class KeyHolder:
    """What is known of the holder of an API key, before it is decided whether the key still opens."""

    caller: Caller
    revoked: bool
    expired: bool
    active: bool


class Belonging(NamedTuple):
    """An organization, and the person's level in it."""

    id: str
    name: str
    level: MembershipLevel


class SignedIn(NamedTuple):
    """A person who acts in an organization, and every organization that the person belongs to, by name."""

    caller: Caller
    belonging: list[Belonging]


def read_key_holder(batch: Batch, digest: str, now: object) -> Rows:
    """Ask for the holder of the key with this digest; `key_holder` reads the answer."""
    return batch.read(_CALLER_OF_KEY, [now, digest])


def key_holder(rows: Rows, trace_id: str) -> KeyHolder | None:
    """The holder of the key that was asked for, or None if there is no such key."""
    found = list(rows)
    if not found:
        return None
    key, scopes, revoked, expired, active, *_ = found[0][_WIDTH:]
    allowed = frozenset(Scope(scope) for scope in orjson.loads(scopes))
    caller = replace(_caller(found, Source.API, trace_id), scopes=allowed, api_key_id=key)
    return KeyHolder(caller, bool(revoked), bool(expired), bool(active))


def read_member(batch: Batch, organization_id: str, user_id: str) -> Rows:
    """Ask for a person's active membership of an organization; `signed_in` reads the answer."""
    return batch.read(_CALLER_OF_MEMBER, [organization_id, user_id, user_id])


def signed_in(rows: Rows, source: Source, trace_id: str) -> SignedIn | None:
    """The member who was asked for, with every right that the person has; None for who is no active member."""
    found = list(rows)
    if not found:
        return None
    belonging = [Belonging(id_, name, MembershipLevel(level)) for *_, id_, name, level in found if name is not None]
    return SignedIn(_caller(found, source, trace_id), sorted(belonging, key=lambda one: (one.name, one.id)))


# The columns that every way in has: organization, user, and those of _PLACE.
_WIDTH = 6


def _caller(found: Sequence[Row], source: Source, trace_id: str) -> Caller:
    organization, user, _, level, sharing, public_sharing = found[0][:_WIDTH]
    return Caller(
        user_id=user,
        organization_id=organization,
        level=MembershipLevel(level or MembershipLevel.MEMBER),
        principals=frozenset({user, EVERYONE, *(id_ for *_, id_, name, _ in found if id_ and name is None)}),
        organization_sharing=SharingPolicy(sharing),
        public_sharing=SharingPolicy(public_sharing),
        source=source,
        trace_id=trace_id,
    )
