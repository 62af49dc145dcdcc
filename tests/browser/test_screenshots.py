"""The pictures of the README, which `make screenshots` keeps: of pages as they are, with something in them."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Visit
from tests.browser.people import Person
from tests.browser.world import HERE, draft
from tests.live.acme import ORGANIZATION
from tests.live.api import Api
from tests.test_readme import README

_LARGEST = 200_000  # bytes
_WIDE, _NARROW = (1280, 800), (375, 800)

TEAM: list[dict[str, Any]] = [
    {
        "name": "Claims assistant",
        "description": "Answers questions about open claims, from the documents of the department.",
        "avatar_id": "avt_fox",
        "default_model_key": "gpt-4.1",
        "vector_store_ids": ["vs_docs"],
        "access_mode": "organization",
        "is_default": True,
        "editable_by_roles": ["role_support"],
        "tool_configurations": {"system_tools": {"web_search": {"mode": "auto"}, "file_search": {"mode": "on"}}},
    },
    {
        "name": "Letter writer",
        "description": "Drafts letters to policy holders in the style of the house.",
        "icon_id": "icon_mail",
        "default_model_key": "gpt-6-luna",
        "instructions_thread_id": "thread_style",
        "access_departments": ["dept_claims"],
    },
    {
        "name": "Onboarding",
        "description": "Shows new colleagues where things are.",
        "avatar_id": "avt_owl",
        "default_model_key": "claude-sonnet-5-5",
        "access_mode": "organization",
        "preset_prompts": ["prompt_sum"],
    },
    {
        "name": "Contract reader",
        "description": "Finds the clause, and says where it stands.",
        "icon_id": "icon_contract",
        "default_model_key": "gpt-4.1",
        "vector_store_ids": ["vs_docs", "vs_faq"],
        "access_users": ["usr_ben"],
        "editable_by_users": ["usr_cleo"],
    },
    {
        "name": "Weekly report",
        "description": "Sums up the week, every Friday.",
        "icon_id": "icon_chart",
        "default_model_key": "gpt-6-luna",
        "tool_configurations": {
            "system_tools": {"code_interpreter": {"mode": "on"}},
            "streamline_tools": ["auto_nightly"],
        },
    },
    {
        "name": "Questions of customers",
        "description": "For the public page: what is covered, and what is not.",
        "icon_id": "icon_umbrella",
        "access_mode": "public",
        "public_enabled": True,
        "rule_ids": ["rule_tone"],
    },
]
BEGUN: dict[str, Any] = {
    **TEAM[0],
    "name": "Travel assistant",
    "description": "Books what the policy of travel allows.",
    "is_default": False,
    "instructions": "You help the people of Acme to plan their journeys.\n\n"
    "Say what the policy allows, with its section. Ask when a date or a place is missing.",
    "temperature": 0.3,
}


@pytest.fixture
def team(api: Api) -> dict[str, str]:
    """The assistants of a small company: their ids by name."""
    made = {body["name"]: api.post({**body, "organization_id": ORGANIZATION}).json()["id"] for body in TEAM}
    api.http.patch(f"/v1/assistants/{made['Claims assistant']}", json={"access_users": ["usr_ben"]})
    return made


def test_the_pictures_are_made_and_are_small(
    visit: Visit, team: dict[str, str], tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    folder = Path(pytestconfig.getoption("screenshots") or tmp_path)
    light, dark, phone = visit("ann"), visit("ann", theme="dark"), visit("ann", width=_NARROW[0])
    pages = {
        "list": light.go(f"{HERE}/assistants/"),
        "access": dark.go(f"{HERE}/assistants/{team['Claims assistant']}/access/?person=Cleo"),
        "phone": phone.go(f"{HERE}/assistants/{team['Claims assistant']}/"),
    }
    sizes = {name: _picture(page, folder, name) for name, page in pages.items()}
    sizes["wizard"] = _picture(_at_the_model(light), folder, "wizard")

    assert {name: size for name, size in sizes.items() if size > _LARGEST} == {}
    assert all(f"static/screenshots/{name}.png" in README for name in sizes)


def _at_the_model(ann: Person) -> Page:
    path = draft(ann, BEGUN)
    ann.page.get_by_role("button", name="Continue", exact=True).click()
    return ann.go(f"{path}/language-model/")


def _picture(page: Page, folder: Path, name: str) -> int:
    width, height = _NARROW if name == "phone" else _WIDE
    page.set_viewport_size({"width": width, "height": height})
    file = folder / f"{name}.png"
    page.screenshot(path=file, animations="disabled")
    return file.stat().st_size
