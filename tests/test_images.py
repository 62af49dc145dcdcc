import base64
import io
import struct
import zlib
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from assistants.images import IconRefused, icon_png
from assistants.limits import ICON_BYTES
from assistants.problems import Code

FORMATS = ("PNG", "JPEG", "WEBP")


def encoded(image: Image.Image, form: str = "PNG", **options: object) -> bytes:
    stream = io.BytesIO()
    image.save(stream, form, **options)
    return stream.getvalue()


def sent(content: bytes) -> str:
    return base64.b64encode(content).decode()


def stored(content: bytes) -> Image.Image:
    png = icon_png(sent(content))
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    image = Image.open(io.BytesIO(png))
    image.load()
    return image


def refusal(icon_data: str | bytes) -> Code:
    with pytest.raises(IconRefused) as caught:
        icon_png(icon_data if isinstance(icon_data, str) else sent(icon_data))
    assert caught.value.message
    assert caught.value.__cause__ is None
    return caught.value.code


def outcome(content: bytes) -> Code | tuple[int, int]:
    try:
        return stored(content).size
    except IconRefused as refused:
        return refused.code


def picture(width: int = 40, height: int = 20, mode: str = "RGB") -> Image.Image:
    gradient = Image.linear_gradient("L").resize((width, height))
    return gradient.convert(mode)


def frames() -> Sequence[Image.Image]:
    return [Image.new("RGB", (9, 9), colour) for colour in ("red", "green", "blue")]


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png_with(width: int, height: int, *chunks: bytes) -> bytes:
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    pixels = chunk(b"IDAT", zlib.compress(b"\0" * 100_000))
    return b"\x89PNG\r\n\x1a\n" + header + b"".join(chunks) + pixels + chunk(b"IEND", b"")


def webp_of(canvas: int) -> bytes:
    extended = b"VP8X" + struct.pack("<I", 10) + bytes(4) + 2 * (canvas - 1).to_bytes(3, "little")
    body = b"WEBP" + extended + encoded(picture(), "WEBP", lossless=True)[12:]
    return b"RIFF" + struct.pack("<I", len(body)) + body


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("prefix", ["", "data:image/png;base64,", "data:image/jpeg;base64,", "DATA:image/WebP;base64,"])
def test_a_picture_is_stored_as_png_whatever_its_form_and_prefix(form: str, prefix: str) -> None:
    png = icon_png(prefix + sent(encoded(picture(), form)))
    image = Image.open(io.BytesIO(png))
    assert (image.format, image.size) == ("PNG", (40, 20))


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ((1, 1), (1, 1)),
        ((512, 512), (512, 512)),
        ((513, 512), (512, 511)),
        ((1024, 512), (512, 256)),
        ((300, 1200), (128, 512)),
        ((2048, 2048), (512, 512)),
        ((2048, 1), (512, 1)),
        ((1, 2048), (1, 512)),
    ],
)
def test_a_large_picture_shrinks_in_proportion_and_a_small_one_does_not_grow(
    size: tuple[int, int], expected: tuple[int, int]
) -> None:
    assert stored(encoded(Image.new("RGB", size))).size == expected


@pytest.mark.parametrize("size", [(2049, 1), (1, 2049), (10_000, 9_500), (30_000, 30_000)])
def test_a_picture_of_too_many_pixels_is_refused(size: tuple[int, int]) -> None:
    assert refusal(png_with(*size)) == Code.TOO_LARGE


def test_a_webp_of_too_many_pixels_is_refused_before_its_canvas_is_made() -> None:
    assert refusal(webp_of(16_384)) == Code.TOO_LARGE
    assert refusal(webp_of(2**24)) == Code.TOO_LARGE


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB"])
def test_an_opaque_picture_stays_opaque(mode: str) -> None:
    assert stored(encoded(picture(mode=mode))).mode == "RGB"


@pytest.mark.parametrize("mode", ["LA", "RGBA", "PA"])
@pytest.mark.parametrize("form", ["PNG", "WEBP"])
def test_a_transparent_picture_stays_transparent(mode: str, form: str) -> None:
    clear = Image.new("RGBA", (4, 4), (255, 0, 0, 0)).convert(mode)
    image = stored(encoded(clear if form == "PNG" and mode != "PA" else clear.convert("RGBA"), form))
    assert image.mode == "RGBA"
    assert image.getpixel((0, 0))[3] == 0  # type: ignore[index]


def test_a_transparent_colour_of_a_palette_stays_transparent() -> None:
    image = stored(encoded(Image.new("P", (4, 4)), transparency=0))
    assert image.getpixel((0, 0))[3] == 0  # type: ignore[index]


def test_shades_of_sixteen_bits_keep_their_brightness() -> None:
    deep = Image.new("I;16", (3, 1))
    for x, shade in enumerate((0, 32_768, 65_535)):
        deep.putpixel((x, 0), shade)
    assert list(stored(encoded(deep)).get_flattened_data()) == [(0, 0, 0), (128, 128, 128), (255, 255, 255)]


def test_a_jpeg_for_printing_becomes_colours_of_a_screen() -> None:
    image = stored(encoded(Image.new("CMYK", (8, 8), (0, 255, 255, 0)), "JPEG"))
    assert image.getpixel((4, 4)) == (255, 0, 0)


def test_a_picture_that_a_camera_turned_is_stored_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    assert stored(encoded(picture(), "JPEG", exif=exif)).size == (20, 40)


def test_metadata_is_dropped() -> None:
    text = PngImagePlugin.PngInfo()
    text.add_text("Comment", "canary-text")
    exif = Image.Exif()
    exif[0x010E] = "canary-exif"
    sources = [
        encoded(picture(), "PNG", pnginfo=text, exif=exif, icc_profile=b"canary-profile", dpi=(300, 300)),
        encoded(picture(), "JPEG", exif=exif, icc_profile=b"canary-profile", comment=b"canary-comment"),
        encoded(picture(), "WEBP", exif=exif, icc_profile=b"canary-profile", xmp=b"canary-xmp"),
    ]
    for source in sources:
        png = icon_png(sent(source))
        assert b"canary" not in png
        assert stored(source).info == {}


@pytest.mark.parametrize("form", ["PNG", "WEBP"])
def test_a_moving_picture_is_refused(form: str) -> None:
    first, *rest = frames()
    assert refusal(encoded(first, form, save_all=True, append_images=rest)) == Code.INVALID_IMAGE


def test_a_cameras_jpeg_with_several_views_keeps_its_first() -> None:
    first, *rest = frames()
    image = stored(encoded(first, "MPO", save_all=True, append_images=rest))
    assert image.getpixel((4, 4)) == (254, 0, 0)


@pytest.mark.parametrize("form", ["GIF", "BMP", "TIFF", "ICO", "PPM", "AVIF", "JPEG2000", "TGA", "EPS", "PDF"])
def test_other_forms_are_refused(form: str) -> None:
    assert refusal(encoded(picture(), form)) == Code.INVALID_IMAGE


@pytest.mark.parametrize(
    "icon_data",
    [
        "",
        "data:image/png;base64,",
        "data:,",
        ",",
        "=",
        "A",
        "not base64",
        "PHN2Zy8+",
        "data:image/svg+xml;base64,PHN2Zy8+",
        "data:image/gif;base64," + sent(encoded(picture(), "GIF")),
        "data:image/svg+xml;base64," + sent(encoded(picture())),
        "data:image/png," + sent(encoded(picture())),
        "image/png;base64," + sent(encoded(picture())),
        "," + sent(encoded(picture())),
        "data:image/png;base64,data:image/png;base64," + sent(encoded(picture())),
        sent(encoded(picture())) + "\n",
        "\n".join(sent(encoded(picture()))),
        " " + sent(encoded(picture())),
        "=" + sent(encoded(picture())),
        base64.urlsafe_b64encode(b"\xff\xfe\xfd" + encoded(picture())).decode(),
        sent(encoded(picture()))[:-1],
        "\u00e9" * 100,
        "\ud800",
        "\x00",
        "https://example.com/icon.png",
    ],
)
def test_what_is_not_base64_of_a_picture_is_refused(icon_data: str) -> None:
    assert refusal(icon_data) == Code.INVALID_IMAGE


def test_a_picture_of_exactly_the_limit_passes_and_one_byte_more_is_refused() -> None:
    small = encoded(picture())
    filling = ICON_BYTES - len(small)
    assert stored(small + b"\0" * filling).size == (40, 20)
    assert refusal(small + b"\0" * (filling + 1)) == Code.TOO_LARGE
    assert refusal("A" * 50_000_000) == Code.TOO_LARGE
    assert refusal("é" * 50_000_000) == Code.TOO_LARGE


@pytest.mark.parametrize("kind", [b"zTXt", b"iTXt", b"iCCP"])
def test_chunks_that_unfold_without_end_do_no_harm(kind: bytes) -> None:
    bomb = zlib.compress(b"\0" * 60_000_000, 9)
    label = b"a\0\1\0\0\0" if kind == b"iTXt" else b"a\0\0"
    bombs = [chunk(kind, label + bomb)] * 10
    assert outcome(png_with(8, 8, *bombs)) in {Code.INVALID_IMAGE, (8, 8)}


def test_a_jpeg_of_endless_scans_is_refused() -> None:
    progressive = encoded(picture(2_048, 2_048), "JPEG", progressive=True)
    scan = progressive[progressive.rfind(b"\xff\xda") :][:10]
    assert stored(progressive).size == (512, 512)
    assert refusal(progressive[:-2] + scan * 50_000 + progressive[-2:]) == Code.INVALID_IMAGE


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_picture_makes_the_same_bytes(form: str) -> None:
    icon_data = sent(encoded(picture(700, 300), form))
    assert icon_png(icon_data) == icon_png(icon_data)


@pytest.mark.parametrize("form", FORMATS)
def test_a_stored_icon_can_be_sent_again_and_stays_as_it_is(form: str) -> None:
    once = icon_png(sent(encoded(picture(700, 300), form)))
    assert icon_png(sent(once)) == once


@given(st.text())
def test_any_text_is_refused_or_stored(icon_data: str) -> None:
    refusal(icon_data)


@given(
    start=st.sampled_from([b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"RIFF\xff\xff\xff\xffWEBPVP8X"]),
    rest=st.binary(max_size=300),
)
def test_any_bytes_are_refused(start: bytes, rest: bytes) -> None:
    assert refusal(start + rest) in {Code.INVALID_IMAGE, Code.TOO_LARGE}


@given(
    form=st.sampled_from(FORMATS),
    changes=st.lists(st.tuples(st.integers(0, 100_000), st.integers(0, 255)), max_size=6),
    length=st.integers(0, 100_000) | st.none(),
)
def test_a_damaged_picture_is_refused_or_stored(form: str, changes: list[tuple[int, int]], length: int | None) -> None:
    content = bytearray(encoded(picture(90, 70), form))
    for place, value in changes:
        content[place % len(content)] = value
    damaged = bytes(content if length is None else content[: length % len(content)])
    match outcome(damaged):
        case (width, height):
            assert max(width, height) <= 512
        case code:
            assert code in {Code.INVALID_IMAGE, Code.TOO_LARGE}
