"""The theme: chosen once, there from the first byte of the next page."""

import pytest
from django.test import Client

from assistants.choices import Theme


def chosen(**sent: str) -> Client:
    browser = Client()
    assert browser.post("/theme/", sent).status_code == 302
    return browser


@pytest.mark.django_db
@pytest.mark.parametrize(("theme", "drawn"), [(Theme.DARK, "dark"), (Theme.LIGHT, "light"), (Theme.AUTO, "light")])
def test_the_page_is_drawn_in_the_chosen_theme(theme: Theme, drawn: str) -> None:
    page = chosen(theme=theme).get("/nowhere").content.decode()

    assert f'data-theme="{theme}" data-bs-theme="{drawn}"' in page


@pytest.mark.parametrize("next_", ["https://evil.example/", "//evil.example", "javascript:alert(1)", ""])
def test_the_choice_leads_back_to_this_site_alone(next_: str) -> None:
    assert Client().post("/theme/", {"theme": "dark", "next": next_})["Location"] == "/"


def test_the_choice_leads_back_to_where_it_was_made() -> None:
    assert Client().post("/theme/", {"theme": "dark", "next": "/o/a/?x=1"})["Location"] == "/o/a/?x=1"


def test_a_theme_that_is_none_is_refused() -> None:
    assert Client().post("/theme/", {"theme": "pink"}).status_code == 400


def test_looking_chooses_nothing() -> None:
    assert Client().get("/theme/").status_code == 405
