"""The roles of an organization."""

from django.db import transaction
from django.utils import timezone

from assistants.caller import Caller
from assistants.models import Role
from assistants.policy.rights import require_manager
from assistants.problems import Code, Problem, Refused
from assistants.services.attempts import attempted
from assistants.services.audit import event
from assistants.services.organization.grants import withdraw


def remove_role(role_id: str, *, caller: Caller) -> None:
    """Remove a role with everything that is granted to it.

    Raises `Forbidden` unless the caller manages the organization, `Refused` where there is no such role,
    `Unavailable`.
    """
    attempted(lambda: _remove(role_id, caller))


@transaction.atomic
def _remove(role_id: str, caller: Caller) -> None:
    require_manager(caller)
    own = Role.objects.filter(organization_id=caller.organization_id, id=role_id)
    role = own.select_for_update().first()
    if role is None:
        raise Refused([Problem(("role_id",), Code.NOT_FOUND, f"There is no role “{role_id}”.")])
    now = timezone.now()
    withdraw(role_id, caller, now)
    event(caller, "role.removed", now, old_value={"id": role.id, "name": role.name}).save(force_insert=True)
    role.delete()
