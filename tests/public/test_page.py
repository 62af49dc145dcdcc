"""The public page: for anyone, of those assistants alone that have one."""

import pytest
from django.test import Client

from assistants.models import Avatar, Icon
from assistants.services.assistant import delete, update
from tests.cast import Cast
from tests.factories import PresetPromptFactory

PUBLIC = {"access_mode": "public", "public_enabled": True}


@pytest.fixture
def cast(db: None) -> Cast:
    return Cast()


def test_anyone_sees_what_chat_shows(cast: Cast) -> None:
    prompts = [
        PresetPromptFactory.create(organization=cast.organization, name="Open an account").id,
        PresetPromptFactory.create(organization=cast.organization, name="For clerks", only_for=[]).id,
    ]
    fields = {"name": "Front desk", "description": "First answers", "instructions": "Be brief"}
    made = cast.assistant(**PUBLIC, **fields)["id"]
    update(made, {"preset_prompts": prompts}, caller=cast.caller("ann"))

    page = Client().get(f"/p/{made}/")

    assert page.status_code == 200
    source = page.content.decode()
    for shown in ("Front desk", "First answers", "Open an account", cast.organization.name):
        assert shown in source
    for hidden in ("Be brief", "gpt-4o", "For clerks", "usr_"):
        assert hidden not in source


@pytest.mark.parametrize("why", ["private", "members", "no page", "inactive", "deleted"])
def test_every_other_is_not_there_as_one_that_never_was(cast: Cast, why: str) -> None:
    mode = {"private": "private", "members": "organization"}.get(why, "public")
    made = cast.assistant(access_mode=mode, public_enabled=why in ("inactive", "deleted"))["id"]
    if why == "inactive":
        update(made, {"is_active": False}, caller=cast.caller("ben"))
    if why == "deleted":
        delete(made, caller=cast.caller("ben"))

    for page in ("", "picture/"):
        answer, never = Client().get(f"/p/{made}/{page}"), Client().get(f"/p/asst_never/{page}")
        assert (answer.status_code, never.status_code) == (404, 404)
        assert answer.content == never.content


def test_its_picture_is_shown_and_can_do_nothing(cast: Cast) -> None:
    avatar = Avatar.objects.first()
    assert avatar
    made = cast.assistant(**PUBLIC, avatar_id=avatar.id)["id"]

    assert f"/p/{made}/picture/" in Client().get(f"/p/{made}/").content.decode()
    answer = Client().get(f"/p/{made}/picture/")

    assert answer["Content-Type"] == "image/svg+xml"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert Client().get(f"/p/{cast.assistant(**PUBLIC)['id']}/picture/").status_code == 404


def test_an_icon_of_the_library_is_drawn_in_the_page(cast: Cast) -> None:
    icon = Icon.objects.first()
    assert icon
    made = cast.assistant(**PUBLIC, icon_id=icon.id)["id"]

    assert icon.svg in Client().get(f"/p/{made}/").content.decode()


def test_an_address_that_can_name_nothing_is_not_there(cast: Cast) -> None:
    assert Client().get("/p/asst%00/").status_code == 404
