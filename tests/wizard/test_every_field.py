"""Every field of the page, through the wizard alone, without a script: the same as by the API from the same JSON."""

from base64 import b64decode
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from assistants.forms import FORMS
from assistants.models import Assistant, Membership
from tests.api.client import ApiClient
from tests.doors.test_page import PAGE
from tests.doors.world import HOME, build
from tests.wizard.browser import Browser

# What names an assistant, and what tells when it was made.
OWN = {"id", "name", "icon_url", "created_at", "updated_at"}
SECRETS = {"mcp_tools.0.authorization": "token", "mcp_tools.0.headers.0.value": "1"}


@pytest.fixture
def keys(db: None) -> dict[str, str]:
    return build()


def typed(step: str) -> dict[str, Any]:
    """What a person types and ticks for the page's request."""
    written: dict[str, Any] = FORMS[step].posted_from(PAGE)
    if picture := written.pop("icon_data", None):
        written["icon_data"] = SimpleUploadedFile("icon.png", b64decode(picture[0]))
    return written | (SECRETS if step == "mcp-servers" else {})


def told(record: dict[str, Any]) -> dict[str, Any]:
    for server in record["tool_configurations"]["mcp_tools"]:
        for secret in (server["authorization"], *server["headers"].values()):
            secret["updated_at"] = None
    return {name: value for name, value in record.items() if name not in OWN}


def test_every_field_of_the_page_through_the_wizard_equals_the_api_s(keys: dict[str, str]) -> None:
    browser = Browser(Membership.objects.get(organization_id=HOME, user_id="usr_member"))
    browser.open("assistants/new/").press("start")
    for step in FORMS:
        assert f"/{step}/" in browser.here, browser.page.text
        browser.press(**typed(step))
    browser.press("finish", confirm="on")

    client = ApiClient(keys["member"])
    by_wizard = client.get(f"/v1/assistants/{Assistant.objects.get().id}").json
    by_api = client.post("/v1/assistants", {**PAGE, "name": "By the API"}).json
    assert by_wizard["name"] == PAGE["name"]
    assert told(by_wizard) == told(by_api)
