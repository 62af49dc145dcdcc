"""The organization: its people and what it keeps, as far as the caller may name them."""

from ninja import Router

from assistants.api.listing import add_list
from assistants.queries import organization

router = Router(tags=["Organization"])

add_list(router, organization.vector_stores, organization.ResourceRow)
add_list(router, organization.rules, organization.ResourceRow)
add_list(router, organization.preset_prompts, organization.ResourceRow)
add_list(router, organization.automations, organization.ResourceRow)
add_list(router, organization.threads, organization.ResourceRow)
add_list(router, organization.departments, organization.DepartmentRow)
add_list(router, organization.roles, organization.RoleRow)
add_list(router, organization.users, organization.UserRow | organization.UserWithEmailRow)
