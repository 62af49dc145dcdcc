"""The page that shows the document works from here alone, under a policy of its own."""

import re

from django.contrib.staticfiles import finders

from tests.api.client import ApiClient


def policy(path: str) -> dict[str, set[str]]:
    """The directives of the page's Content-Security-Policy."""
    header = ApiClient().get(path).headers["Content-Security-Policy"]
    return {name: set(sources) for name, *sources in (directive.split() for directive in header.split(";"))}


def test_everyone_may_open_it() -> None:
    answer = ApiClient().get("/v1/docs")

    assert (answer.status, answer.headers["Content-Type"]) == (200, "text/html; charset=utf-8")


def test_it_names_no_other_host() -> None:
    page = ApiClient().get("/v1/docs").content.decode()

    assert re.findall(r"""(?:https?:)?//[^\s"'<>]+""", page) == []
    assert '"validatorUrl": null' in page


def test_what_it_loads_ships_with_it() -> None:
    page = ApiClient().get("/v1/docs").content.decode()
    loaded = re.findall(r'(?:src|href)="/static/([^"]+)"', page)

    assert len(loaded) >= 3
    assert [name for name in loaded if finders.find(name) is None] == []


def test_its_policy_lets_it_write_styles_and_no_more() -> None:
    strict, own = policy("/v1/assistants"), policy("/v1/docs")

    assert {name: sources - strict[name] for name, sources in own.items() if sources != strict[name]} == {
        "style-src": {"'unsafe-inline'"},
    }


def test_every_other_answer_has_the_strict_policy() -> None:
    for path in ("/healthz", "/v1/assistants", "/nowhere"):
        found = policy(path)

        # Bootstrap's style sheet holds its marks in itself.
        assert found.pop("img-src") == {"'self'", "data:"}
        assert set().union(*found.values()) == {"'self'", "'none'"}
