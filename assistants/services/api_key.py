"""API keys: letting a request in, and making a key."""

import time
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection
from django.utils import timezone

from assistants import api_keys
from assistants.batch import Batch
from assistants.caller import Caller, key_holder, read_key_holder
from assistants.choices import Scope
from assistants.models import ApiKey, Membership
from assistants.problems import KeyRejected, RateLimited, Unavailable

# Counts the request in the key's minute, if the key opens anything at all. One row a key, begun anew each minute.
_COUNT = """
INSERT INTO rate_limit (api_key_id, minute, requests, writes)
SELECT id, %s, 1, %s FROM api_key
WHERE digest = %s AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > %s)
ON CONFLICT (api_key_id) DO UPDATE SET
    requests = CASE WHEN rate_limit.minute = excluded.minute THEN rate_limit.requests ELSE 0 END + 1,
    writes = CASE WHEN rate_limit.minute = excluded.minute THEN rate_limit.writes ELSE 0 END + excluded.writes,
    minute = excluded.minute
RETURNING requests, writes
"""
_TOUCH = """
UPDATE api_key SET last_used_at = %s
WHERE digest = %s AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > %s)
    AND (last_used_at IS NULL OR last_used_at < %s)
"""
_TOUCH_EVERY = timedelta(minutes=1)


def admit(key: str, *, writing: bool, trace_id: str) -> Caller:
    """Who acts with this key, as of now; the request counts against the key's limits.

    Raises `KeyRejected`, `RateLimited` or `Unavailable`.
    """
    # The checksum tells a mistyped key without a query.
    if not api_keys.is_well_formed(key):
        raise KeyRejected("INVALID_API_KEY")
    digest, now = api_keys.digest(key), timezone.now()
    try:
        return _admitted(digest, writing=writing, now=now, trace_id=trace_id)
    except (OperationalError, InterfaceError) as error:
        # The connection may have died since its last request. This being the request's first query, it doubles
        # as the health check that would cost every request a round trip of its own.
        died = connection.connection is not None and not connection.is_usable()
        connection.close()
        if not died:
            raise Unavailable from error
    try:
        return _admitted(digest, writing=writing, now=now, trace_id=trace_id)
    except (OperationalError, InterfaceError) as error:
        raise Unavailable from error


def _admitted(digest: str, *, writing: bool, now: datetime, trace_id: str) -> Caller:
    minute, elapsed = divmod(int(time.time()), 60)
    batch = Batch()
    counts = batch.write(_COUNT, [minute, int(writing), digest, now])
    batch.write(_TOUCH, [now, digest, now, now - _TOUCH_EVERY])
    rows = read_key_holder(batch, digest, now)
    batch.send()
    connection.health_check_done = True  # type: ignore[attr-defined]  # of every backend; the stubs lack it
    holder = key_holder(rows, trace_id)
    if holder is None or not holder.active:
        raise KeyRejected("API_KEY_REVOKED" if holder and holder.revoked else "INVALID_API_KEY")
    if holder.revoked:
        raise KeyRejected("API_KEY_REVOKED")
    if holder.expired:
        raise KeyRejected("API_KEY_EXPIRED")
    for requests, writes in counts:
        if requests > settings.RATE_LIMIT_PER_MINUTE or (writing and writes > settings.WRITE_LIMIT_PER_MINUTE):
            raise RateLimited(60 - elapsed)
    return holder.caller


def issue(membership: Membership, name: str, scopes: Iterable[Scope], expires_at: datetime | None = None) -> str:
    """Make a key for a member and return it: it cannot be shown again, for only its digest is kept."""
    key = api_keys.mint()
    ApiKey.objects.create(
        organization_id=membership.organization_id,
        user_id=membership.user_id,
        name=name,
        prefix=api_keys.prefix(key),
        digest=api_keys.digest(key),
        scopes=sorted(scopes),
        expires_at=expires_at,
    )
    return key
