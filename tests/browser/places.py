"""Every page that the site has, in each of its states, and the way there; and what has an address and is no page."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.urls import resolve
from playwright.sync_api import Page

from assistants.forms import FORMS
from tests.browser.hands import Hands
from tests.browser.people import PASSWORD, Person
from tests.browser.world import WRONG, World, confirm, paste

Then = Callable[[Page], None]


@dataclass(frozen=True)
class Place:
    """A page by the name of its URL, in a state: who goes where, and what they do there.

    `at` is the name of the address at which it is shown, where that is another's.
    """

    page: str
    state: str
    path: str
    then: Then | None = None
    who: str | None = "ann"
    at: str = ""

    def reach(self, person: Person, world: World) -> Page:
        page = person.go(world.path(self.path))
        if not self.page.endswith("reauthenticate"):
            confirm(page)
        if self.then:
            self.then(page)
        assert resolve(urlsplit(page.url).path).view_name == (self.at or self.page)
        return page


def _refused(name: str) -> Then:
    """Press a button, and see what is wrong."""

    def refused(page: Page) -> None:
        page.get_by_role("button", name=name, exact=True).first.click()
        page.locator(".errors, .err").first.wait_for()

    return refused


def _several(page: Page) -> None:
    """Select assistants, and ask to deactivate them."""
    for box in page.locator('[name="id"]').all():
        box.check()
    page.locator('button[name="do"][value="deactivate"]').click()
    page.wait_for_url("**/bulk/")


def _carried_out(page: Page) -> None:
    _several(page)
    page.get_by_role("button", name="Deactivate").click()
    page.wait_for_url("**/bulk/result/")


def _two_tabs(page: Page) -> None:
    """Save the step in another tab, then here."""
    other = Hands(page.context.new_page())
    other.page.goto(page.url)
    other.fill({"instructions": ["From the other tab"]})
    other.go_on("knowledge")
    other.page.close()
    Hands(page).fill({"instructions": ["From this tab"]})
    page.get_by_role("button", name="Continue", exact=True).click()
    page.get_by_role("heading", name="Two tabs changed this step").wait_for()


def _found(page: Page) -> None:
    page.locator('[name="q.vector_store_ids"]').fill("o")
    page.locator('button[name="find"][value="vector_store_ids"]').click()
    page.locator(".found").wait_for()


def _tested(page: Page) -> None:
    page.get_by_role("button", name="Test connection").first.click()
    page.get_by_text("What you typed is kept").wait_for()


def _menu(name: str) -> Then:
    return lambda page: page.locator("details.menu > summary", has_text=name).first.click()


def _menu_of_the_account(page: Page) -> None:
    page.locator(".side-end details.menu > summary").click()


def _phone(page: Page) -> None:
    """Open the menu that a narrow window has in the place of the side column."""
    page.set_viewport_size({"width": 375, "height": 900})
    page.locator(".bar details.menu > summary").first.click()


def _help(page: Page) -> None:
    page.keyboard.press("?")
    page.get_by_role("dialog").wait_for()


def _pasted(page: Page) -> None:
    paste(page, WRONG | {"secret": "unknown"})
    page.get_by_role("button", name="Fill the wizard without these").wait_for()


def _wrong_sign_in(page: Page) -> None:
    page.get_by_label("Email").fill("ann@example.com")
    page.get_by_label("Password").fill("wrong")
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("alert").wait_for()


def _with_password(page: Page) -> None:
    page.get_by_label("Email").fill("ben@example.com")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/2fa/authenticate/")


def _wrong_code(page: Page) -> None:
    page.locator('[name="code"]').fill("000000")
    page.locator('form:has([name="code"]) button').first.click()
    page.locator(".err").wait_for()


def _steps() -> Iterator[Place]:
    for step in FORMS:
        yield Place("wizard:step", f"{step}, empty", f"{{unbegun}}/{step}/")
        yield Place("wizard:step", f"{step}, filled", f"{{draft}}/{step}/")
        yield Place("wizard:step", f"{step}, in error", f"{{wrong}}/{step}/", _refused("Continue"))


PLACES = [
    Place("dashboard:assistants", "filled", "{here}/assistants/"),
    Place("dashboard:assistants", "empty", "/o/org_new/assistants/", who="dora"),
    Place("dashboard:assistants", "none of one's own", "{here}/assistants/?view=mine", who="cleo"),
    Place("dashboard:assistants", "nothing found", "{here}/assistants/?search=zzz"),
    Place("dashboard:assistants", "cards", "{here}/assistants/?layout=cards"),
    Place("dashboard:assistants", "filter open", "{here}/assistants/", _menu("Filter")),
    Place("dashboard:assistants", "account menu open", "{here}/assistants/", _menu_of_the_account),
    Place("dashboard:assistants", "menu of a phone open", "{here}/assistants/", _phone),
    Place("dashboard:assistants", "help", "{here}/assistants/", _help),
    Place("dashboard:deleted", "filled", "{here}/assistants/deleted/"),
    Place("dashboard:deleted", "empty", "{here}/assistants/deleted/", who="cleo"),
    Place("dashboard:bulk", "preview", "{here}/assistants/", _several),
    Place("dashboard:bulk-result", "filled", "{here}/assistants/?search=Plain", _carried_out),
    *(
        Place(f"dashboard:assistant{tab}", state, f"{{{state}}}/{tab[1:] + '/' if tab else ''}")
        for tab in ("", "-tools", "-access", "-versions", "-history", "-api")
        for state in ("whole", "plain")
    ),
    Place("dashboard:assistant", "for a chat alone", "{chat}/", who="ben"),
    Place("dashboard:assistant-access", "a person checked", "{whole}/access/?person=Ben"),
    Place("dashboard:assistant-access", "nobody found", "{whole}/access/?person=zzz&search=zzz"),
    Place("dashboard:assistant-versions", "compared", "{whole}/versions/?a=1&b=2"),
    Place("dashboard:restore-version", "filled", "{whole}/versions/1/restore/"),
    Place("dashboard:activity", "filled", "{whole}/activity/"),
    Place("dashboard:transfer", "empty", "{whole}/transfer/"),
    Place("dashboard:transfer", "nobody found", "{whole}/transfer/?search=zzz"),
    Place("dashboard:transfer", "somebody chosen", "{whole}/transfer/?person=usr_ben"),
    Place("dashboard:delete", "filled", "{whole}/delete/"),
    Place("wizard:new", "filled", "{here}/assistants/new/"),
    Place("wizard:new", "empty", "{here}/assistants/new/", who="cleo"),
    Place("wizard:paste", "empty", "{here}/assistants/new/paste/"),
    Place("wizard:paste", "in error", "{here}/assistants/new/paste/", _refused("Fill the wizard")),
    Place("wizard:paste", "something dropped", "{here}/assistants/new/paste/", _pasted),
    Place("wizard:paste-into", "empty", "{draft}/paste/"),
    Place("wizard:edit", "not begun", "{plain}/edit/"),
    Place("wizard:drafts", "filled", "{here}/drafts/"),
    Place("wizard:drafts", "empty", "{here}/drafts/", who="cleo"),
    *_steps(),
    Place("wizard:step", "something found", "{unbegun}/knowledge/", _found),
    Place("wizard:step", "a test failed", "{draft}/mcp-servers/", _tested),
    Place("wizard:step", "menu of a phone open", "{draft}/basics/", _phone),
    Place("wizard:check", "empty", "{unbegun}/check/"),
    Place("wizard:check", "filled", "{draft}/check/"),
    Place("wizard:check", "in error", "{wrong}/check/"),
    Place("wizard:check", "not agreed", "{draft}/check/", _refused("Create assistant")),
    Place("wizard:versions", "filled", "{overtaken}/versions/"),
    Place("wizard:tabs", "filled", "{unbegun}/language-model/", _two_tabs, at="wizard:step"),
    Place("public:page", "filled", "{public}", who=None),
    Place("public:page", "nothing there", "/p/asst_nothing/", who=None),
    Place("account_login", "empty", "/accounts/login/", who=None),
    Place("account_login", "in error", "/accounts/login/", _wrong_sign_in, who=None),
    Place("account_signup", "closed", "/accounts/signup/", who=None),
    Place("account_reset_password", "filled", "/accounts/password/reset/", who=None),
    Place("account_inactive", "filled", "/accounts/inactive/", who=None),
    Place("account_logout", "filled", "/accounts/logout/"),
    Place("account_reauthenticate", "empty", "/accounts/reauthenticate/"),
    Place("account_change_password", "empty", "/accounts/password/change/"),
    Place("account_change_password", "in error", "/accounts/password/change/", _refused("Change Password")),
    Place("account_email", "filled", "/accounts/email/"),
    Place("mfa_index", "empty", "/accounts/2fa/"),
    Place("mfa_activate_totp", "empty", "/accounts/2fa/totp/activate/"),
    Place("mfa_activate_totp", "in error", "/accounts/2fa/totp/activate/", _refused("Activate")),
    Place("mfa_list_webauthn", "empty", "/accounts/2fa/webauthn/"),
    Place("mfa_add_webauthn", "empty", "/accounts/2fa/webauthn/add/"),
    Place("mfa_index", "filled", "/accounts/2fa/", who="ben"),
    Place("mfa_deactivate_totp", "filled", "/accounts/2fa/totp/deactivate/", who="ben"),
    Place("mfa_view_recovery_codes", "filled", "/accounts/2fa/recovery-codes/", who="ben"),
    Place("mfa_generate_recovery_codes", "filled", "/accounts/2fa/recovery-codes/generate/", who="ben"),
    Place("mfa_reauthenticate", "empty", "/accounts/2fa/reauthenticate/", who="ben"),
    Place("mfa_reauthenticate", "in error", "/accounts/2fa/reauthenticate/", _wrong_code, who="ben"),
    Place("mfa_authenticate", "empty", "/accounts/login/", _with_password, who=None),
]

# What has an address and shows no page, or one that is not reached here; with the reason.
NO_PAGES = {
    "dashboard:home": "leads to an organization; whoever belongs to one alone sees no page",
    "dashboard:theme": "a button's",
    "dashboard:icon": "a picture",
    "dashboard:bulk-do": "a button's, leads to the result",
    "dashboard:bulk-undo": "a button's, leads to the result",
    "dashboard:duplicate": "a button's, leads to the copy",
    "dashboard:restore": "a button's, leads to the assistant",
    "wizard:draft": "leads to a step",
    "wizard:discard": "a button's, leads to the drafts",
    "wizard:curl": "plain text",
    "wizard:picture": "a picture",
    "public:picture": "a picture",
    "account_set_password": "for who has no password; here it leads to the change of one",
    "account_reset_password_done": "follows a mail, and the installation sends none",
    "account_reset_password_from_key": "follows a mail, and the installation sends none",
    "account_reset_password_from_key_done": "follows a mail, and the installation sends none",
    "mfa_download_recovery_codes": "a text to keep",
    "mfa_login_webauthn": "for a script",
    "mfa_edit_webauthn": "of a passkey, and browsers make none for an address without a name",
    "mfa_remove_webauthn": "of a passkey, and browsers make none for an address without a name",
    "mfa_reauthenticate_webauthn": "of a passkey, and browsers make none for an address without a name",
}
