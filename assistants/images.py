"""Checks an icon that someone sent and encodes it anew (security.md, "Payload bombs")."""

import base64
import io

from PIL import Image, ImageOps

from assistants.limits import ICON_BYTES, ICON_JPEG_SCANS, ICON_SIDE, ICON_STORED_SIDE
from assistants.problems import Code

_FORMATS = ("PNG", "JPEG", "WEBP")
_PREFIXES = {f"data:image/{name.lower()};base64" for name in _FORMATS}
_BASE64_LENGTH = (ICON_BYTES + 2) // 3 * 4
_START_OF_SCAN = b"\xff\xda"


class IconRefused(Exception):
    """The picture cannot be an icon; the code and the message say why, to the person who sent it."""

    def __init__(self, code: Code, message: str) -> None:
        self.code = code
        self.message = message
        super().__init__(message)


def icon_png(icon_data: str) -> bytes:
    """The picture as it is stored: a PNG of at most 512 x 512 pixels, its proportions kept, without metadata.

    `icon_data` is base64 of a PNG, JPEG or WebP, with or without a `data:` prefix (contract, section 1). The
    same input makes the same bytes. Raises IconRefused and nothing else, whatever the input.
    """
    content = _decoded(icon_data)
    try:
        return _encoded(_opened(content))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_many_pixels() from None
    except IconRefused:
        raise
    except Exception:  # noqa: BLE001 - whatever hostile bytes make the decoders raise, they are no picture
        raise IconRefused(
            Code.INVALID_IMAGE, "Send a complete PNG, JPEG or WebP picture: this one cannot be read."
        ) from None


def _decoded(icon_data: str) -> bytes:
    prefix, comma, text = icon_data.rpartition(",")
    if comma and prefix.lower() not in _PREFIXES:
        raise IconRefused(
            Code.INVALID_IMAGE,
            "Start with data:image/png;base64, or the same for jpeg or webp, or leave it out.",
        )
    too_large = IconRefused(Code.TOO_LARGE, f"Send a picture of at most {ICON_BYTES:,} bytes.")
    if len(text) > _BASE64_LENGTH:
        raise too_large
    try:
        content = base64.b64decode(text, validate=True)
    except ValueError:
        raise IconRefused(
            Code.INVALID_IMAGE,
            "Encode the picture in base64, in the standard alphabet and without line breaks.",
        ) from None
    if len(content) > ICON_BYTES:
        raise too_large
    return content


def _opened(content: bytes) -> Image.Image:
    """The picture, its header read and judged, its pixels not decoded yet."""
    image = Image.open(io.BytesIO(content), formats=_FORMATS)
    if max(image.size) > ICON_SIDE:
        raise _too_many_pixels()
    # A camera's JPEG may hold other views of the picture (MPO); its first one is decoded.
    if image.format != "MPO" and getattr(image, "n_frames", 1) > 1:
        raise IconRefused(Code.INVALID_IMAGE, "Send a picture that does not move.")
    if content.startswith(b"\xff\xd8") and content.count(_START_OF_SCAN) > ICON_JPEG_SCANS:
        raise IconRefused(Code.INVALID_IMAGE, f"Send a JPEG of at most {ICON_JPEG_SCANS} scans.")
    return image


def _encoded(image: Image.Image) -> bytes:
    upright = ImageOps.exif_transpose(image)
    if upright.mode == "I;16":
        # Pillow's conversion would turn every shade of 16 bits but the darkest into white.
        upright = upright.convert("I").point(lambda shade: shade * (1 / 256)).convert("L")
    picture = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
    picture.thumbnail((ICON_STORED_SIDE, ICON_STORED_SIDE))
    # A copy of the pixels alone: what the file said besides them is not written.
    bare = Image.frombytes(picture.mode, picture.size, picture.tobytes())
    stored = io.BytesIO()
    bare.save(stored, "PNG")
    return stored.getvalue()


def _too_many_pixels() -> IconRefused:
    return IconRefused(Code.TOO_LARGE, f"Send a picture of at most {ICON_SIDE:,} x {ICON_SIDE:,} pixels.")
