"""Which picture an assistant shows, and to whom."""

from base64 import b64encode
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from assistants.choices import MembershipLevel
from assistants.models import Assistant, Organization
from assistants.problems import AssistantNotFound
from assistants.queries.icon import Picture, icon_seen_by
from tests.factories import AvatarFactory, IconFactory, MembershipFactory, OrganizationFactory, assistant, caller

pytestmark = pytest.mark.django_db

FOX = Picture(b"<svg>fox</svg>", "image/svg+xml")
CHAT = Picture(b"<svg>chat</svg>", "image/svg+xml")


@pytest.fixture
def acme() -> Organization:
    AvatarFactory.create(id="avt_test", svg="<svg>fox</svg>")
    IconFactory.create(id="icon_test", svg="<svg>chat</svg>")
    return OrganizationFactory.create(name="Acme")


def png() -> str:
    content = BytesIO()
    Image.new("RGB", (8, 8), "red").save(content, "PNG")
    return b64encode(content.getvalue()).decode()


@pytest.mark.parametrize(
    ("fields", "picture"),
    [
        ({}, None),
        ({"avatar_id": "avt_test"}, FOX),
        ({"icon_id": "icon_test"}, CHAT),
        ({"avatar_id": "avt_test", "icon_id": "icon_test"}, None),
        ({"avatar_id": "avt_test", "icon_id": "icon_test", "icon_type": "icon"}, CHAT),
        ({"avatar_id": "avt_test", "icon_data": png(), "icon_type": "avatar"}, FOX),
    ],
)
def test_the_picture_is_that_of_the_type(fields: dict[str, Any], picture: Picture | None, acme: Organization) -> None:
    creator = caller(MembershipFactory.create(organization=acme))

    assert icon_seen_by(creator, assistant(creator, **fields)["id"]) == picture


def test_an_own_picture_is_served_as_the_png_that_was_stored(acme: Organization) -> None:
    creator = caller(MembershipFactory.create(organization=acme))
    made = assistant(creator, icon_data=png(), icon_id="icon_test", icon_type="custom")

    picture = icon_seen_by(creator, made["id"])

    assert picture is not None
    assert picture.media_type == "image/png"
    assert b64encode(picture.content).decode() == made["icon_data"]


def test_owners_and_admins_of_the_organization_see_it(acme: Organization) -> None:
    creator = caller(MembershipFactory.create(organization=acme))
    made = assistant(creator, icon_id="icon_test")

    for level in (MembershipLevel.OWNER, MembershipLevel.ADMIN):
        assert icon_seen_by(caller(MembershipFactory.create(organization=acme, level=level)), made["id"]) == CHAT


def test_nobody_else_learns_that_the_assistant_exists(acme: Organization) -> None:
    creator = caller(MembershipFactory.create(organization=acme))
    made = assistant(creator, icon_id="icon_test")
    colleague = MembershipFactory.create(organization=acme)
    stranger = MembershipFactory.create(level=MembershipLevel.OWNER)

    for other in (colleague, stranger):
        with pytest.raises(AssistantNotFound):
            icon_seen_by(caller(other), made["id"])


def test_what_no_identifier_can_be_names_nothing(acme: Organization) -> None:
    with pytest.raises(AssistantNotFound):
        icon_seen_by(caller(MembershipFactory.create(organization=acme)), "asst_\0")


def test_a_deleted_assistant_shows_nothing(acme: Organization) -> None:
    creator = caller(MembershipFactory.create(organization=acme))
    made = assistant(creator, icon_id="icon_test")
    Assistant.objects.update(deleted_at="2026-01-01T00:00:00Z")

    with pytest.raises(AssistantNotFound):
        icon_seen_by(creator, made["id"])
