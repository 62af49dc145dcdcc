import json

from assistants.models import Draft
from tests.wizard.browser import Browser

KEY = "sk-canary-0123456789abcdef"


def pasting(browser: Browser, text: str) -> Browser:
    return browser.open("assistants/new/paste/").press(text=text)


def test_pasted_json_fills_the_wizard(ben: Browser) -> None:
    pasting(ben, json.dumps({"name": "Claims", "temperature": 0.3, "stop_sequences": ["END"]}))

    assert ben.page.title.startswith("Basics")
    posted = Draft.objects.get().posted
    assert posted["basics"]["name"] == ["Claims"]
    assert posted["language-model"]["temperature"] == ["0.3"]
    assert posted["language-model"]["stop_sequences.0"] == ["END"]


def test_what_is_left_behind_is_told_before_and_no_secret_comes_along(ben: Browser) -> None:
    server = {"type": "mcp", "server_label": "crm", "server_url": "https://mcp.example.com", "authorization": KEY}
    pasting(ben, json.dumps({"name": "Claims", "mcp_tools": [server]}))
    assert "left behind" in ben.page.text
    assert not Draft.objects.exists()

    ben.press()

    assert ben.page.title.startswith("Basics")
    assert KEY not in repr(Draft.objects.values())


def test_what_cannot_be_read_says_where_and_stays(ben: Browser) -> None:
    pasting(ben, '{"name": }')

    assert ben.page.title.startswith("Error:")
    assert "Line 1, column 10" in ben.page.text
    assert ben.page.forms["section"].data["text"] == ['{"name": }']


def test_a_paste_into_a_draft_replaces_what_it_holds(ben: Browser) -> None:
    ben.open("assistants/new/").press("start").press(name="Before", description="Old")
    ben.open(ben.here.replace("language-model", "paste")).press(text='{"name": "After"}')

    posted = Draft.objects.get().posted
    assert (posted["basics"]["name"], posted["basics"].get("description")) == (["After"], None)
