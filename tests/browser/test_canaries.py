"""Secrets that are typed into the wizard are found nowhere afterwards (security.md, "Secrets")."""

import re

from tests.browser.conftest import Visit
from tests.browser.hands import Hands
from tests.live.canaries import Canaries, dump
from tests.live.server import Server

SERVER = "mcp_tools.0"
OF_A_DRAFT = ("basics/", "mcp-servers/", "mcp-servers/?return=check", "check/", "curl/", "paste/")
OF_AN_ASSISTANT = ("", "tools/", "access/", "versions/", "history/", "api/", "edit/")


def test_no_secret_that_is_typed_is_found_in_a_page_a_log_or_the_database(visit: Visit, site: Server) -> None:
    canaries = Canaries()
    ann = visit("ann")
    page = ann.go("/o/org_acme/assistants/new/")
    hands = Hands(page)
    page.get_by_role("button", name="Start with an empty one").click()
    hands.arrive("basics")
    hands.fill({"name": ["Of secrets"]})
    hands.go_on("language-model")
    draft = page.url.removesuffix("language-model/")
    page.goto(f"{draft}mcp-servers/")
    # In error first, so that it is told what is wrong beside the secrets.
    typed = {
        f"{SERVER}.server_label": ["not a label"],
        f"{SERVER}.server_url": ["https://mcp.example.com/v1"],
        f"{SERVER}.authorization": [canaries.new("authorization")],
        f"{SERVER}.headers.0.key": ["X-Tenant"],
        f"{SERVER}.headers.0.value": [canaries.new("header")],
    }
    hands.fill(typed)
    page.get_by_role("button", name="Continue", exact=True).click()
    page.locator(".errors").wait_for()
    pages = [page.content()]
    hands.fill({f"{SERVER}.server_label": ["crm"], f"{SERVER}.authorization": [canaries.new("another authorization")]})
    page.get_by_role("button", name="Test connection").click()
    page.get_by_text("What you typed is kept").wait_for()
    pages.append(page.content())
    pages += [ann.go(f"{draft}{name}".removeprefix(site.url)).content() for name in OF_A_DRAFT]
    before = dump(site.database_url)

    page.goto(f"{draft}check/")
    page.get_by_role("button", name="Create assistant").click()
    page.get_by_text("has been created").wait_for()
    page.goto(f"{site.url}/o/org_acme/assistants/")
    page.get_by_role("link", name="Of secrets").click()
    page.wait_for_url(re.compile("/asst_"))
    assistant = page.url.removeprefix(site.url)
    pages += [ann.go(assistant + name).content() for name in OF_AN_ASSISTANT]
    page.get_by_role("button", name="Edit", exact=True).click()
    hands.arrive("basics")
    pages.append(ann.go(page.url.removeprefix(site.url).replace("basics", "mcp-servers")).content())
    pages.append(ann.go("/o/org_acme/drafts/").content())

    assert "Set, ends in …last" in "".join(pages)
    assert canaries.found_in("".join(pages).encode()) == set()
    assert canaries.found_in(before) == set()
    assert canaries.found_in(dump(site.database_url)) == set()
    assert canaries.found_in(site.log.read_bytes()) == set()
