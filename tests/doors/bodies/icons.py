"""The icon: its type, the two libraries and a picture of one's own."""

import base64
import io

from PIL import Image

from assistants.images import icon_png
from tests.doors.bodies.row import bad, good, one_each


def _picture(form: str, *size: int) -> str:
    stream = io.BytesIO()
    Image.new("RGB", (size[0], size[1]), "teal").save(stream, form)
    return base64.b64encode(stream.getvalue()).decode()


PNG = _picture("PNG", 8, 8)
KEPT = base64.b64encode(icon_png(PNG)).decode()
SVG = base64.b64encode(b'<svg xmlns="http://www.w3.org/2000/svg"/>').decode()
OF_TYPES = {"avatar": "avatar_id", "icon": "icon_id", "custom": "icon_data"}
NOT_SET = {"icon_type": None, "avatar_id": None, "icon_id": None, "icon_data": None, "icon_url": None}

TYPE = [
    good("no icon", {}, NOT_SET),
    good("nulls are left out", {name: None for name in NOT_SET if name != "icon_url"}, NOT_SET),
    good("the type follows from an avatar alone", {"avatar_id": "avt_fox"}, {"icon_type": "avatar"}),
    good("the type follows from an icon alone", {"icon_id": "icon_chat"}, {"icon_type": "icon"}),
    good("the type follows from a picture alone", {"icon_data": PNG}, {"icon_type": "custom", "icon_data": KEPT}),
    good("of several, none is the icon", {"avatar_id": "avt_fox", "icon_id": "icon_chat"},
         {"icon_type": None, "icon_url": None, "avatar_id": "avt_fox", "icon_id": "icon_chat"}),
    good("what the type does not use is kept", {"icon_type": "icon", "avatar_id": "avt_fox", "icon_id": "icon_chat"}),
    good("an avatar", {"icon_type": "avatar", "avatar_id": "avt_owl"}),
    *[
        bad(f"the type {kind} needs {partner}", {"icon_type": kind}, {partner: "required"})
        for kind, partner in OF_TYPES.items()
    ],
    bad("another's partner is not enough", {"icon_type": "avatar", "icon_id": "icon_chat"}, {"avatar_id": "required"}),
    bad("a null partner is missing", {"icon_type": "custom", "icon_data": None}, {"icon_data": "required"}),
    *one_each(("icon_type",), "emoji", "invalid_choice", "not in the list"),
    *one_each(("icon_type",), "Avatar", "invalid_choice", "another case"),
    *one_each(("icon_type",), "", "invalid_choice", "empty"),
]  # fmt: skip

LIBRARIES = [
    *one_each(("avatar_id",), "avt_none", "not_found", "not in the library"),
    *one_each(("icon_id",), "icon_none", "not_found", "not in the library"),
    *one_each(("avatar_id",), "icon_chat", "not_found", "an icon is no avatar"),
    *one_each(("avatar_id", "icon_id", "icon_data"), 3, "wrong_type", "a number is no id"),
    *one_each(("avatar_id", "icon_id"), "", "too_short", "empty"),
    bad("an unknown avatar is not a missing one", {"icon_type": "avatar", "avatar_id": "avt_none"},
        {"avatar_id": "not_found"}),
]  # fmt: skip

PICTURE = [
    good("a PNG with its prefix", {"icon_data": f"data:image/png;base64,{PNG}"}, {"icon_data": KEPT}),
    good("a JPEG", {"icon_data": _picture("JPEG", 8, 8)}, {"icon_type": "custom"}),
    good("a WebP", {"icon_data": _picture("WEBP", 8, 8)}, {"icon_type": "custom"}),
    good("2,048 pixels a side", {"icon_data": _picture("PNG", 2048, 2048)}, {"icon_type": "custom"}),
    bad("2,049 pixels wide", {"icon_data": _picture("PNG", 2049, 1)}, {"icon_data": "too_large"}),
    bad("2,049 pixels high", {"icon_data": _picture("PNG", 1, 2049)}, {"icon_data": "too_large"}),
    bad("more than 1 MiB", {"icon_data": base64.b64encode(bytes(1_048_577)).decode()}, {"icon_data": "too_large"}),
    bad("an SVG", {"icon_data": SVG}, {"icon_data": "invalid_image"}),
    bad("an SVG with its prefix", {"icon_data": f"data:image/svg+xml;base64,{SVG}"}, {"icon_data": "invalid_image"}),
    bad("a GIF", {"icon_data": _picture("GIF", 8, 8)}, {"icon_data": "invalid_image"}),
    bad("half a picture", {"icon_data": PNG[:40]}, {"icon_data": "invalid_image"}),
    bad("not base64", {"icon_data": "a fox!"}, {"icon_data": "invalid_image"}),
    bad("the URL-safe alphabet", {"icon_data": f"{PNG[:-4]}-_-_"}, {"icon_data": "invalid_image"}),
    bad("an address", {"icon_data": "https://example.com/fox.png"}, {"icon_data": "invalid_image"}),
    bad("an empty picture", {"icon_data": ""}, {"icon_data": "invalid_image"}),
    bad("a broken picture beside a type", {"icon_type": "custom", "icon_data": "a fox!"},
        {"icon_data": "invalid_image"}),
]  # fmt: skip

ROWS = [*TYPE, *LIBRARIES, *PICTURE]
