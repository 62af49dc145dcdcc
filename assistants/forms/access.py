"""Access: who may see the assistant, chat with it, and change it."""

from assistants.choices import AccessMode
from assistants.forms.derive import Words, controls_of
from assistants.forms.layout import Part
from assistants.forms.picks import Departments
from assistants.forms.section import SectionForm
from assistants.forms.switches import Choice
from assistants.named import Kind
from assistants.spec.access import Access


class AccessForm(SectionForm):
    """The mode, the six lists, and where the assistant can be reached."""

    section = Access
    controls = controls_of(
        Access,
        {
            "access_mode": Choice(
                values_of=AccessMode,
                template="opts",
                words=(
                    ("private", "Only the people, roles and departments below"),
                    ("organization", "Everyone in the organization"),
                    ("public", "Public"),
                ),
                sentences=(
                    ("private", "Private"),
                    ("organization", "All members can view"),
                    ("public", "All members and, if you turn on the public page, anyone with the link"),
                ),
            ),
            "access_departments": Departments(kind=Kind.DEPARTMENT),
        },
        {
            "access_mode": Words("Visible to", ""),
            "access_departments": Words("Departments", "A department brings the ones below it."),
            "visible_to_roles": Words("Roles that can view", ""),
            "access_users": Words("People who can view", ""),
            "editable_by_roles": Words("Roles that can edit", ""),
            "editable_by_users": Words("People who can edit", ""),
            "visible_in_chat_to_users": Words("People who can chat", ""),
            "public_enabled": Words(hint="Anyone with the link may chat; it needs the visibility public."),
        },
    )
    arrangement = (
        "access_mode",
        Part(
            "access_departments",
            "visible_to_roles",
            "access_users",
            title="Can view",
            sub="See the settings and use it",
            id="can-view",
        ),
        Part(
            "editable_by_roles",
            "editable_by_users",
            title="Can edit",
            sub="Change all but access and default",
            id="can-edit",
        ),
        Part("visible_in_chat_to_users", title="Can chat", sub="Use it, see no settings", id="can-chat"),
        Part("public_enabled", "api_enabled", title="Where it can be reached", id="reached"),
    )
