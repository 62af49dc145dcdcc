"""The departments of an organization: moved, which may give and take access, and removed."""

from collections.abc import Iterator
from itertools import groupby

from django.db import transaction
from django.utils import timezone

from assistants.caller import Caller
from assistants.models import AccessGrant, Department
from assistants.policy.people import People, Tree, changes, people_of
from assistants.policy.rights import require_manager
from assistants.problems import Code, Problem, Refused
from assistants.queries.access import shown_changes
from assistants.queries.record import Record
from assistants.services.attempts import attempted
from assistants.services.audit import event
from assistants.services.locks import lock_organization
from assistants.services.organization.grants import withdraw


def preview_move(department_id: str, parent_id: str | None, *, caller: Caller) -> list[Record]:
    """Who would gain access, lose it or change level if a department stood below another one, or at the top.

    An entry for each assistant at which somebody's level changes: its id and name, and who gains, loses, changes.
    Raises `Forbidden` unless the caller manages the organization, `Refused` for a department that does not exist
    and for a circle.
    """
    require_manager(caller)
    people = people_of(caller.organization_id)
    return list(_changes(people, _moved(people.tree, department_id, parent_id), department_id, caller))


def move_department(department_id: str, parent_id: str | None, *, caller: Caller) -> list[Record]:
    """Put a department below another one, or at the top; returns what `preview_move` would have told.

    Raises what `preview_move` raises, and `Unavailable`.
    """
    return attempted(lambda: _move(department_id, parent_id, caller))


def remove_department(department_id: str, *, caller: Caller) -> None:
    """Remove a department that has none below it, with everything that is granted to it.

    Raises `Forbidden` unless the caller manages the organization, `Refused` where there is no such department or
    there are some below it, `Unavailable`.
    """
    attempted(lambda: _remove(department_id, caller))


@transaction.atomic
def _move(department_id: str, parent_id: str | None, caller: Caller) -> list[Record]:
    require_manager(caller)
    # Two moves at once could close a circle.
    lock_organization(caller.organization_id)
    people = people_of(caller.organization_id)
    after = _moved(people.tree, department_id, parent_id)
    told = list(_changes(people, after, department_id, caller))
    Department.objects.filter(pk=department_id).update(parent_id=parent_id)
    old, new = ({"id": department_id, "parent": tree.parents[department_id]} for tree in (people.tree, after))
    event(caller, "department.moved", timezone.now(), old_value=old, new_value=new).save(force_insert=True)
    return told


@transaction.atomic
def _remove(department_id: str, caller: Caller) -> None:
    require_manager(caller)
    own = Department.objects.filter(organization_id=caller.organization_id, id=department_id)
    department = own.select_for_update().first()
    if department is None:
        raise _refused(("department_id",), Code.NOT_FOUND, f"There is no department “{department_id}”.")
    if below := list(department.children.order_by("name").values_list("name", flat=True)):
        message = f"Move or remove the departments below it first: {', '.join(below)}."
        raise _refused(("department_id",), Code.CONFLICT, message)
    now = timezone.now()
    withdraw(department_id, caller, now)
    old = {"id": department.id, "name": department.name, "parent": department.parent_id}
    event(caller, "department.removed", now, old_value=old).save(force_insert=True)
    department.delete()


def _moved(tree: Tree, department_id: str, parent_id: str | None) -> Tree:
    """The departments after the move."""
    if department_id not in tree.names:
        raise _refused(("department_id",), Code.NOT_FOUND, f"There is no department “{department_id}”.")
    if parent_id is not None and parent_id not in tree.names:
        raise _refused(("parent",), Code.NOT_FOUND, f"There is no department “{parent_id}”.")
    if parent_id is not None and department_id in tree.path(parent_id):
        raise _refused(("parent",), Code.CONFLICT, f"“{tree.names[department_id]}” would stand below itself.")
    return tree.moved(department_id, parent_id)


def _changes(people: People, after: Tree, department_id: str, caller: Caller) -> Iterator[Record]:
    moved = [member for member in people.members if department_id in member.principals]
    pairs = [(member, member.within(after)) for member in moved]
    differing = set(people.tree.path(department_id)) ^ set(after.path(department_id))
    concerned = AccessGrant.objects.filter(
        organization_id=caller.organization_id, principal__in=differing, in_force=True
    )
    grants = (
        AccessGrant.objects.filter(assistant_id__in=concerned.values("assistant_id"))
        .select_related("assistant")
        .order_by("name_key", "assistant_id")
    )
    for assistant, own in groupby(grants, key=lambda grant: grant.assistant):
        listed = list(own)
        rows = shown_changes(changes(pairs, listed, listed), after)
        if any(rows.values()):
            yield {"id": assistant.id, "name": assistant.name, **rows}


def _refused(path: tuple[str, ...], code: Code, message: str) -> Refused:
    return Refused([Problem(path, code, message)])
