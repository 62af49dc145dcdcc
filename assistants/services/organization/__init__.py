"""What can be done with an organization's people, a file a noun; what it means for assistants is done with it."""

from assistants.services.organization.departments import move_department, preview_move, remove_department
from assistants.services.organization.members import activate_member, deactivate_member, remove_member, transfer_all
from assistants.services.organization.roles import remove_role

__all__ = [
    "activate_member",
    "deactivate_member",
    "move_department",
    "preview_move",
    "remove_department",
    "remove_member",
    "remove_role",
    "transfer_all",
]
