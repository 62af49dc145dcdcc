"""What there is at the site when every page is looked at: assistants of each kind, drafts sound and not."""

import json
from dataclasses import dataclass
from typing import Any

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from playwright.sync_api import Page

from assistants.spec.assistant import NEST
from tests.browser.hands import Hands
from tests.browser.people import PASSWORD, Person
from tests.browser.whole import WHOLE
from tests.live.acme import ORGANIZATION
from tests.live.api import Api

HERE = f"/o/{ORGANIZATION}"

# Something wrong in each section.
WRONG: dict[str, Any] = {
    "name": "",
    "metadata": {"": "empty"},
    "temperature": 9,
    "stop_sequences": ["END"] * 5,
    "logit_bias": {"word": 400},
    "vector_store_ids": ["vs_that_is_gone"],
    "max_tool_calls": 9_999,
    "access_users": ["usr_who_left"],
    "public_enabled": True,
    "response_format": {"type": "json_schema", "json_schema": {"name": "a b", "schema": {"type": "sentence"}}},
    "json_schemas": [{"name": "a b", "schema": {"type": "sentence"}}],
    NEST: {
        "system_tools": {"web_search": {"mode": "perhaps"}},
        "mcp_tools": [{"type": "mcp", "server_label": "not a label", "server_url": "http://localhost"}],
    },
}


@dataclass(frozen=True)
class World:
    """The paths of what there is, by name."""

    paths: dict[str, str]

    def path(self, template: str) -> str:
        """A path with the names in it filled in."""
        return template.format(here=HERE, **self.paths)


# An organization that has nothing yet, and who owns it.
NEW = {
    "organization": {"id": "org_new", "name": "Brand new"},
    "members": [{"id": "usr_dora", "email": "dora@example.com", "name": "Dora", "level": "owner"}],
}
_DORA = f"""
from assistants.models import User
from assistants.services.people import set_password
set_password(User.objects.get(id="usr_dora"), {PASSWORD!r})
"""


def build(api: Api, ann: Person, ben: Person) -> World:
    """Fill the site: through the API what the API makes, drafts by pasting; Ben gets a second factor."""
    ann.site.manage("provision", "-", stdin=json.dumps(NEW))
    ann.site.manage("shell", "-c", _DORA)
    _second_factor(ben)
    paths: dict[str, str] = {}
    open_to_all = {"access_mode": "public", "public_enabled": True, "is_active": True}
    whole = _made(api, {**WHOLE, **open_to_all})
    api.http.patch(f"/v1/assistants/{whole}", json={"instructions": "Be brief.\nAnd kind.", "temperature": 0.4})
    paths["public"] = f"/p/{whole}/"
    paths["whole"] = f"{HERE}/assistants/{whole}"
    paths["plain"] = f"{HERE}/assistants/{_made(api, {'name': 'Plain', 'organization_id': ORGANIZATION})}"
    chat = {"name": "For a chat", "organization_id": ORGANIZATION, "visible_in_chat_to_users": ["usr_ben"]}
    paths["chat"] = f"{HERE}/assistants/{_made(api, {**chat, 'preset_prompts': ['prompt_sum']})}"
    deleted = _made(api, {"name": "Deleted", "organization_id": ORGANIZATION})
    api.http.delete(f"/v1/assistants/{deleted}")
    paths["draft"] = draft(ann, {**WHOLE, "name": "Not yet finished"})
    paths["wrong"] = draft(ann, WRONG)
    paths["unbegun"] = draft(ann, {"name": "Only a name"})
    paths["overtaken"] = _overtaken(api, ann)
    return World(paths)


def _made(api: Api, body: dict[str, Any]) -> str:
    answer = api.post(body)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


def paste(page: Page, body: dict[str, Any]) -> None:
    """Send a text to be read, on the page that is for that."""
    page.get_by_label("Text").fill(json.dumps(body))
    page.get_by_role("button", name="Fill the wizard").click()


def draft(ann: Person, body: dict[str, Any]) -> str:
    """Begin a draft of a request; the answer is the path of it."""
    page = ann.go(f"{HERE}/assistants/new/paste/")
    paste(page, body)
    told = page.get_by_role("button", name="Fill the wizard without these")
    told.or_(page.locator("#section[data-saves]")).wait_for()
    if told.count():
        told.click()
    Hands(page).arrive("basics")
    return page.url.removeprefix(ann.site.url).removesuffix("/basics/")


def _overtaken(api: Api, ann: Person) -> str:
    """The draft of an edit that a colleague has overtaken, in one field that both changed and in one more."""
    key = _made(api, {"name": "Of two people", "organization_id": ORGANIZATION, "temperature": 0.5})
    page = ann.go(f"{HERE}/assistants/{key}/edit/")
    page.get_by_role("button", name="Edit", exact=True).click()
    hands = Hands(page)
    hands.arrive("basics")
    path = page.url.removeprefix(ann.site.url).removesuffix("/basics/")
    ann.go(f"{path}/language-model/")
    hands.fill({"temperature": ["0.9"]})
    hands.go_on("knowledge")
    api.http.patch(f"/v1/assistants/{key}", json={"temperature": 0.1, "seed": 7})
    return path


def confirm(page: Page) -> None:
    """Give the password once more, where a page asks for it before it is shown."""
    if "/reauthenticate/" in page.url:
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Confirm").click()
        page.wait_for_url(lambda address: "/reauthenticate/" not in address)


def _second_factor(ben: Person) -> None:
    page = ben.go("/accounts/2fa/totp/activate/")
    confirm(page)
    secret = page.locator("#authenticator_secret").input_value()
    counter = next(iter(yield_hotp_counters_from_time()))
    page.locator('[name="code"]').fill(format_hotp_value(hotp_value(secret, counter)))
    page.get_by_role("button", name="Activate").click()
    page.wait_for_url("**/recovery-codes/**")
