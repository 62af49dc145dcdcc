"""Removes what has expired (contract, section 7); the rest is kept."""

from datetime import timedelta

from django.utils import timezone

from assistants.limits import DRAFT_RETENTION_DAYS, SECRET_RETENTION_DAYS
from assistants.models import Draft, IdempotencyRecord, Secret


def remove_expired() -> dict[str, int]:
    """Remove the answers that no retry can get any more, the secrets of assistants deleted 30 days ago, and the
    drafts that nobody has touched for long, with their secrets.

    Returns how many rows of each kind were removed.
    """
    now = timezone.now()
    records, _ = IdempotencyRecord.objects.filter(expires_at__lte=now).delete()
    gone = now - timedelta(days=SECRET_RETENTION_DAYS)
    secrets, _ = Secret.objects.filter(mcp_server__assistant__deleted_at__lte=gone).delete()
    untouched = now - timedelta(days=DRAFT_RETENTION_DAYS)
    _, removed = Draft.objects.filter(updated_at__lte=untouched).delete()
    return {
        "idempotency_records": records,
        "secrets": secrets + removed.get(Secret._meta.label, 0),
        "drafts": removed.get(Draft._meta.label, 0),
    }
