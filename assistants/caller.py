"""Who asks: a person in an organization, through a door, with what an API key allows."""

from dataclasses import dataclass, field

import orjson

from assistants.batch import Batch, Rows
from assistants.choices import MembershipLevel, Scope, SharingPolicy, Source

EVERYONE = "*"

# One row for each role and department of the key's user, departments above included; at least one row if the
# key exists. A tree needs recursion, which Django's queries cannot say.
_CALLER_OF_KEY = """
WITH RECURSIVE me AS (
    SELECT k.id, k.organization_id, k.user_id, k.scopes, k.revoked_at IS NOT NULL AS revoked,
           k.expires_at IS NOT NULL AND k.expires_at <= %s AS expired, u.is_active AND m.is_active AS active,
           m.id AS membership_id, m.level, o.organization_sharing, o.public_sharing
    FROM api_key k
    JOIN user_account u ON u.id = k.user_id
    JOIN organization o ON o.id = k.organization_id
    LEFT JOIN membership m ON m.organization_id = k.organization_id AND m.user_id = k.user_id
    WHERE k.digest = %s
), up (id, parent_id) AS (
    SELECT d.id, d.parent_id FROM department d
    JOIN membership_departments md ON md.department_id = d.id
    JOIN me ON me.membership_id = md.membership_id
    UNION
    SELECT d.id, d.parent_id FROM department d JOIN up ON up.parent_id = d.id
)
SELECT me.id, me.organization_id, me.user_id, me.scopes, me.revoked, me.expired, me.active, me.level,
       me.organization_sharing, me.public_sharing, p.id
FROM me LEFT JOIN (
    SELECT mr.role_id AS id FROM membership_roles mr JOIN me ON me.membership_id = mr.membership_id
    UNION ALL
    SELECT up.id FROM up
) p ON 1 = 1
"""


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


def read_key_holder(batch: Batch, digest: str, now: object) -> Rows:
    """Ask for the holder of the key with this digest; `key_holder` reads the answer."""
    return batch.read(_CALLER_OF_KEY, [now, digest])


def key_holder(rows: Rows, trace_id: str) -> KeyHolder | None:
    """The holder of the key that was asked for, or None if there is no such key."""
    found = list(rows)
    if not found:
        return None
    key, organization, user, scopes, revoked, expired, active, level, sharing, public_sharing, _ = found[0]
    caller = Caller(
        user_id=user,
        organization_id=organization,
        level=MembershipLevel(level or MembershipLevel.MEMBER),
        principals=frozenset({user, EVERYONE, *(row[-1] for row in found if row[-1])}),
        organization_sharing=SharingPolicy(sharing),
        public_sharing=SharingPolicy(public_sharing),
        source=Source.API,
        scopes=frozenset(Scope(scope) for scope in orjson.loads(scopes)),
        api_key_id=key,
        trace_id=trace_id,
    )
    return KeyHolder(caller, bool(revoked), bool(expired), bool(active))
