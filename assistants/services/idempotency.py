"""A request that carries an Idempotency-Key is carried out once, however often it is sent.

The answer is kept in the transaction of the change itself, so a crash leaves both or neither, and the unique
key decides between requests that race (contract, section 6).
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import orjson
from django.db import connection
from django.utils import timezone
from django.utils.crypto import salted_hmac

from assistants.batch import Batch
from assistants.caller import Caller
from assistants.limits import IDEMPOTENCY_HOURS, IDEMPOTENCY_KEY_LENGTH
from assistants.models import IdempotencyRecord
from assistants.problems import Code, IdempotencyKeyInUse, IdempotencyKeyReused, Problem, Refused

# On PostgreSQL a second request would wait for the first one's transaction; it is told to come back instead.
_CLAIM = "SELECT 1 WHERE pg_try_advisory_xact_lock(hashtextextended(%s, 0))"
_FORGET_EXPIRED = """
DELETE FROM idempotency_record
WHERE organization_id = %s AND user_id = %s AND route = %s AND key = %s AND expires_at <= %s
"""


@dataclass(frozen=True, slots=True)
class Once:
    """One use of an Idempotency-Key: by whom, for which route, with which body."""

    caller: Caller
    route: str
    key: str
    body: Mapping[str, Any] = field(repr=False)

    def require_usable_key(self) -> None:
        """Raise `Refused` for a key that the contract does not allow."""
        if not 1 <= len(self.key) <= IDEMPOTENCY_KEY_LENGTH or not self.key.isprintable():
            message = f"Send 1 to {IDEMPOTENCY_KEY_LENGTH} printable characters."
            raise Refused([Problem(("Idempotency-Key",), Code.INVALID_FORMAT, message)])

    def keep(self, batch: Batch, answer: Mapping[str, Any], now: datetime) -> None:
        """Write the answer in the batch of the change, before everything else of it.

        Sending the batch raises `IdempotencyKeyInUse` while another request holds the key.
        """
        place = self._place()
        if connection.vendor == "postgresql":
            batch.require(_CLAIM, ["/".join(place)], IdempotencyKeyInUse())
        batch.write(_FORGET_EXPIRED, [*place, now])
        organization, user, route, key = place
        record = IdempotencyRecord(
            organization_id=organization,
            user_id=user,
            route=route,
            key=key,
            fingerprint=self._fingerprint(),
            answer=answer,
            expires_at=now + timedelta(hours=IDEMPOTENCY_HOURS),
        )
        batch.insert([record])

    def earlier_answer(self) -> dict[str, Any] | None:
        """The answer that was kept, or None; raises `IdempotencyKeyReused` if it answered another body."""
        organization, user, route, key = self._place()
        kept = IdempotencyRecord.objects.filter(
            organization_id=organization, user_id=user, route=route, key=key, expires_at__gt=timezone.now()
        ).first()
        if kept is None:
            return None
        if kept.fingerprint != self._fingerprint():
            raise IdempotencyKeyReused
        return dict(kept.answer)

    def begin(self) -> dict[str, Any] | None:
        """Claim the key until the transaction ends, which must have begun; the answer that was kept, if there is one.

        Raises `IdempotencyKeyInUse`, `IdempotencyKeyReused` or `Refused`.
        """
        self.require_usable_key()
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(_CLAIM, ["/".join(self._place())])
                if cursor.fetchone() is None:
                    raise IdempotencyKeyInUse
        return self.earlier_answer()

    def finish(self, answer: Mapping[str, Any]) -> None:
        """Keep the answer in the transaction in which the key was claimed."""
        batch = Batch()
        self.keep(batch, answer, timezone.now())
        batch.send()

    def _place(self) -> tuple[str, str, str, str]:
        return self.caller.organization_id, self.caller.user_id, self.route, self.key

    def _fingerprint(self) -> str:
        # Bodies hold tokens: a plain digest of one could be guessed from the table.
        return salted_hmac("idempotency", _canonical(self.body), algorithm="sha256").hexdigest()


def _canonical(body: Mapping[str, Any]) -> bytes:
    try:
        return orjson.dumps(body, option=orjson.OPT_SORT_KEYS)
    except TypeError:
        # A lone surrogate, or a number beyond 64 bits: refused later, but compared with an earlier request first.
        return json.dumps(body, sort_keys=True).encode()
