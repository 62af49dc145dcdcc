"""Access: who may see the assistant, chat with it, and change it."""

from typing import Annotated

from pydantic import Field

from assistants import limits
from assistants.choices import AccessMode
from assistants.problems import Code
from assistants.spec.bounds import Count
from assistants.spec.section import Complaints, Section, rule
from assistants.spec.text import UNIQUE, Boolean, Identifier

Grantees = Annotated[list[Identifier], UNIQUE, Count(0, limits.GRANTS)]


class Access(Section):
    """The mode, the six lists, and where the assistant can be reached."""

    title = "Access"

    access_mode: AccessMode = Field(
        AccessMode.PRIVATE,
        title="Visibility",
        description="private: only who is named; organization: all members may view; public: everyone may view.",
    )
    access_departments: Grantees = Field(
        [], title="Departments that may view", description="Departments below these are included."
    )
    access_users: Grantees = Field([], title="People who may view", description="Named people.")
    editable_by_users: Grantees = Field([], title="People who may edit", description="Named people.")
    editable_by_roles: Grantees = Field([], title="Roles that may edit", description="Everyone with the role.")
    visible_to_roles: Grantees = Field([], title="Roles that may view", description="Everyone with the role.")
    visible_in_chat_to_users: Grantees = Field(
        [], title="People who may chat", description="They see it in chat, without its configuration."
    )
    api_enabled: Boolean = Field(False, title="API access", description="Whether programs may run the assistant.")
    public_enabled: Boolean = Field(
        False, title="Public page", description="Whether anyone may open its public page; needs the visibility public."
    )

    @rule("access_mode", "public_enabled")
    def public_page_of_a_public_assistant(self) -> Complaints:
        if self.public_enabled and self.access_mode != AccessMode.PUBLIC:
            yield ("public_enabled",), Code.CONFLICT, "A public page needs the visibility “public”."
