from collections.abc import Callable
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tests import factories
from tests.wizard.browser import Browser


def started(browser: Browser) -> Browser:
    return browser.open("assistants/new/").press("start")


def upload(content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("p.png", content, "image/png")


def png() -> bytes:
    held = BytesIO()
    Image.new("RGB", (4, 4), "red").save(held, "PNG")
    return held.getvalue()


def test_a_chosen_icon_is_drawn_in_the_card_and_beside_the_name(ben: Browser) -> None:
    icon = factories.IconFactory.create(svg='<svg viewBox="0 0 1 1"><path id="drawn"/></svg>')

    started(ben).press(icon_id=icon.id)

    assert ben.page.html.count(icon.svg) == 2


def test_an_avatar_and_an_upload_are_served_as_the_icon_endpoint_serves_them(ben: Browser) -> None:
    avatar = factories.AvatarFactory.create()
    started(ben).press(avatar_id=avatar.id)
    at = f"{ben.here.rpartition('/')[0].rpartition('/')[0]}/picture/"
    assert at in ben.page.html

    shown = ben.client.get(at)
    assert (shown.content.decode(), shown["Content-Type"]) == (avatar.svg, "image/svg+xml")
    assert shown["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert shown["X-Content-Type-Options"] == "nosniff"

    ben.open(at.replace("picture", "basics")).press(icon_type="custom", icon_data=upload(png()))
    assert ben.client.get(at)["Content-Type"] == "image/png"


@pytest.mark.parametrize("content", [b"<script>alert(1)</script>", b""])
def test_an_upload_that_is_no_picture_is_never_served(ben: Browser, content: bytes) -> None:
    started(ben).press(icon_type="custom", icon_data=upload(content))

    assert ben.client.get(f"{ben.here.rpartition('/')[0].rpartition('/')[0]}/picture/").status_code == 404


def test_a_draft_without_a_picture_has_none_and_another_persons_is_not_found(
    ben: Browser, browser: Callable[[str], Browser]
) -> None:
    avatar = factories.AvatarFactory.create()
    at = started(ben).here.replace("basics", "picture")
    assert ben.client.get(at).status_code == 404

    ben.press(avatar_id=avatar.id)
    assert ben.client.get(at).status_code == 200
    assert browser("ann").client.get(at).status_code == 404
