"""What the catalogue answers to a caller."""

from datetime import date

import pytest

from assistants.choices import CatalogueStatus
from assistants.queries import catalogue
from assistants.queries.page import Page
from tests.factories import (
    AvatarFactory,
    ConnectorFactory,
    IconFactory,
    LanguageModelFactory,
    MembershipFactory,
    ProviderFactory,
    caller,
)

pytestmark = pytest.mark.django_db


def test_a_model_is_shown_with_all_that_is_known_of_it() -> None:
    member = caller(MembershipFactory.create())
    LanguageModelFactory.create(
        key="test-9",
        name="Test 9",
        provider=ProviderFactory.create(id="tester"),
        context_window=100,
        max_output_tokens=10,
        reasons=True,
        vision=False,
        takes=["seed"],
        released=date(2026, 1, 2),
        retires_on=date(2027, 1, 2),
        successor="test-10",
    )

    assert catalogue.models(member, Page(search="test-9"))["models"] == [
        {
            "key": "test-9",
            "name": "Test 9",
            "provider": "tester",
            "status": "available",
            "context_window": 100,
            "max_output_tokens": 10,
            "reasons": True,
            "vision": False,
            "takes": ["seed"],
            "released": "2026-01-02",
            "retires_on": "2027-01-02",
            "successor": "test-10",
        }
    ]


def test_what_is_not_known_of_a_model_is_null() -> None:
    member = caller(MembershipFactory.create())
    LanguageModelFactory.create(key="test-9")

    (shown,) = catalogue.models(member, Page(search="test-9"))["models"]

    assert {name for name, value in shown.items() if value is None} == {
        "context_window",
        "max_output_tokens",
        "reasons",
        "vision",
        "takes",
        "released",
        "retires_on",
        "successor",
    }


@pytest.mark.parametrize(
    ("status", "listed"),
    [(CatalogueStatus.AVAILABLE, 1), (CatalogueStatus.DEPRECATED, 1), (CatalogueStatus.RETIRED, 0)],
)
def test_what_is_retired_cannot_be_named_and_is_not_listed(status: CatalogueStatus, listed: int) -> None:
    member = caller(MembershipFactory.create())
    LanguageModelFactory.create(key="test-9", status=status)
    ConnectorFactory.create(id="connector_test", status=status)

    assert catalogue.models(member, Page(search="test-9"))["total"] == listed
    assert catalogue.connectors(member, Page(search="connector_test"))["total"] == listed


def test_providers_connectors_and_pictures_are_shown_whole() -> None:
    member = caller(MembershipFactory.create())
    ProviderFactory.create(id="tester", name="Tester", homepage="https://example.org")
    ConnectorFactory.create(id="connector_test", name="Test", service="Testing")
    AvatarFactory.create(id="avt_test", name="Test", svg="<svg/>")
    IconFactory.create(id="icon_test", name="Test", svg="<svg/>")

    page = Page(search="test")

    assert catalogue.providers(member, page)["providers"] == [
        {"id": "tester", "name": "Tester", "homepage": "https://example.org"}
    ]
    assert catalogue.connectors(member, page)["connectors"] == [
        {"id": "connector_test", "name": "Test", "service": "Testing", "status": "available"}
    ]
    assert catalogue.avatars(member, page)["avatars"] == [{"id": "avt_test", "name": "Test", "svg": "<svg/>"}]
    assert catalogue.icons(member, page)["icons"] == [{"id": "icon_test", "name": "Test", "svg": "<svg/>"}]
