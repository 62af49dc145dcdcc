"""What is granted to a member, role or department goes when they go (contract, section 6)."""

from copy import copy
from dataclasses import replace
from datetime import datetime

from assistants.caller import Caller
from assistants.models import AccessGrant, ResourceAudience
from assistants.policy.access import GRANT_FIELDS
from assistants.services.assistant.change import store_change
from assistants.services.assistant.opened import opened_all


def withdraw(principal: str, caller: Caller, now: datetime) -> None:
    """Take a principal off every list of every assistant, deleted ones too, and off the audiences of resources.

    Each assistant gets a version, and an audit event for each list. It must be called within a transaction that
    holds the principal's own row.
    """
    own = {"organization_id": caller.organization_id, "principal": principal}
    granted = AccessGrant.objects.filter(**own, field__in=list(GRANT_FIELDS)).values_list("assistant_id", flat=True)
    for rows in opened_all(caller.organization_id, granted):
        kept = [grant for grant in rows.grants if grant.principal != principal or grant.field not in GRANT_FIELDS]
        assistant = copy(rows.assistant)
        assistant.updated_at = now
        store_change(rows, replace(rows, assistant=assistant, grants=kept), caller, now)
    ResourceAudience.objects.filter(**own).delete()
