from typing import Any

from assistants.models import Assistant
from assistants.services import assistant as assistants
from tests import factories
from tests.cast import Cast
from tests.wizard.browser import Browser


def at_the_check(browser: Browser, **typed: Any) -> Browser:
    browser.open("assistants/new/").press("start").press(name="Claims")
    browser.open(browser.here.replace("language-model", "access"))
    return browser.press(button="go", value="check", **typed)


def test_who_gains_access_is_said_by_name_and_has_to_be_confirmed(cast: Cast, ben: Browser) -> None:
    name = cast.people["vic"].user.name
    at_the_check(ben, access_users=["usr_vic"])
    assert "Give 1 person access?" in ben.page.text
    assert name in ben.page.text

    ben.press("finish")
    assert ben.page.title.startswith("Error:")
    assert not Assistant.objects.exists()

    ben.press("finish", confirm="on")
    assert Assistant.objects.exists()


def test_a_private_assistant_needs_no_confirmation(ben: Browser) -> None:
    at_the_check(ben)

    assert "confirm" not in ben.page.forms["finish"].data
    assert "access?" not in ben.page.text


def test_a_confirmation_of_other_people_is_asked_for_again(cast: Cast, ben: Browser) -> None:
    role = factories.RoleFactory.create(organization=cast.organization)
    cast.people["vic"].roles.add(role)
    at_the_check(ben, visible_to_roles=[role.id])
    cast.people["max"].roles.add(role)

    ben.press("finish", confirm="on")

    assert "Give 2 people access?" in ben.page.text
    assert not Assistant.objects.exists()


def test_a_new_default_has_to_be_confirmed(browser: Any) -> None:
    ann = browser("ann")
    ann.open("assistants/new/").press("start").press(name="Claims", is_default=["", "on"], button="go", value="check")

    assert "Make it the default of the organization?" in ann.page.text
    ann.press("finish", confirm="on")
    assert Assistant.objects.get().is_default


def test_a_public_page_has_to_be_confirmed(ben: Browser) -> None:
    at_the_check(ben, access_mode="public", public_enabled=["", "on"])

    assert "open it to everyone with the link" in ben.page.text


def test_an_edit_says_who_loses_access(cast: Cast, ben: Browser) -> None:
    made = factories.assistant(cast.caller("ben"), access_users=["usr_vic"])
    ben.open(f"assistants/{made['id']}/edit/").press("start")
    ben.open(ben.here.replace("basics", "access")).press(access_users=None, button="go", value="check")

    assert "Take access from 1 person?" in ben.page.text
    assert cast.people["vic"].user.name in ben.page.text
    ben.press("finish", confirm="on")
    assert assistants.update(made["id"], {}, caller=cast.caller("ben"))["access_users"] == []
