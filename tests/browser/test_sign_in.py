"""Signing in, in a real browser."""

import pytest

from tests.browser.accessibility import findings
from tests.browser.conftest import Visit
from tests.browser.people import PASSWORD


def test_a_person_signs_in_and_comes_to_the_assistants_of_their_organization(visit: Visit) -> None:
    page = visit("ann").go("/")

    assert page.get_by_role("heading", level=1).inner_text() == "Acme has no assistants yet"


def test_without_scripts_a_person_signs_in_all_the_same(visit: Visit) -> None:
    page = visit(None, javascript=False).go("/accounts/login/")
    page.get_by_label("Email").fill("ann@example.com")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()

    assert page.url.endswith("/assistants/")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 375])
def test_axe_finds_nothing_on_the_page_of_sign_in(visit: Visit, theme: str, width: int) -> None:
    page = visit(None, width=width, theme=theme).go("/accounts/login/")
    assert findings(page) == []

    page.get_by_label("Email").fill("ann@example.com")
    page.get_by_label("Password").fill("wrong")
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("alert").wait_for()
    assert findings(page) == []
