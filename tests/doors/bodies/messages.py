"""System messages: in the form with content, and in the form with texts, images and files."""

from typing import Any

from tests.doors.bodies.row import Row, bad, good, one_each

PICTURE = "https://example.com/fox.png"
LETTER = "https://example.com/letter.pdf"
AT = "system_message.0"
PART = f"{AT}.content.0"


def said(content: Any, **more: Any) -> dict[str, Any]:
    return {"system_message": [{"role": "user", "content": content, **more}]}


def part(kind: str, **fields: Any) -> dict[str, Any]:
    return said([{"type": kind, **fields}])


def listed(says: str, sent: dict[str, Any], role: str, *parts: dict[str, Any]) -> Row:
    """A message in the form with texts, images and files, shown as parts."""
    answer = good(says, {"system_message": [sent]})
    shown = {**answer.shows, "system_message": [{"role": role, "content": list(parts)}]}
    return Row(says, answer.change, shows=shown)


def text(words: str) -> dict[str, Any]:
    return {"type": "input_text", "text": words}


def image(url: str | None = None, file: str | None = None, detail: str = "auto") -> dict[str, Any]:
    return {"type": "input_image", "image_url": url, "file_id": file, "detail": detail}


def document(**given: str) -> dict[str, Any]:
    return {"type": "input_file", "file_id": None, "file_url": None, "file_data": None, "filename": None, **given}


MESSAGE = [
    *[
        good(f"a message of the role {role}", {"system_message": [{"role": role, "content": "Hello."}]})
        for role in ("system", "developer", "user", "assistant")
    ],
    good("32 messages", {"system_message": [{"role": "user", "content": str(n)} for n in range(32)]}),
    bad("33 messages", {"system_message": [{"role": "user", "content": str(n)} for n in range(33)]},
        {"system_message": "too_many"}),
    good("messages of nearly 1 MiB together", {"system_message": [{"role": "user", "content": "m" * 520_000}] * 2}),
    bad("messages of more than 1 MiB together", {"system_message": [{"role": "user", "content": "m" * 530_000}] * 2},
        {"system_message": "too_large"}),
    bad("bytes are counted, not characters", {"system_message": [{"role": "user", "content": "é" * 530_000}]},
        {"system_message": "too_large"}),
    good("an empty message", said("")),
    good("a message without parts", said([])),
    good("a message is composed (NFC), and its line ends are LF", said("e\u0301\r\n"), said("é\n")),
    bad("a message with a NUL", said("a\0"), {f"{AT}.content": "invalid_character"}),
    bad("an unknown role", {"system_message": [{"role": "tool", "content": "x"}]}, {f"{AT}.role": "invalid_choice"}),
    bad("no role", {"system_message": [{"content": "x"}]}, {f"{AT}.role": "required"}),
    bad("a null role", {"system_message": [{"role": None, "content": "x"}]}, {f"{AT}.role": "required"}),
    bad("no content", {"system_message": [{"role": "user"}]}, {f"{AT}.content": "required"}),
    bad("neither role nor content", {"system_message": [{}]}, {f"{AT}.role": "required", f"{AT}.content": "required"}),
    bad("content that is a number", said(5), {f"{AT}.content": "wrong_type"}),
    bad("content that is an object", said({"type": "input_text", "text": "x"}), {f"{AT}.content": "wrong_type"}),
    bad("an unknown field of a message", said("x", name="Ann"), {f"{AT}.name": "unknown_field"}),
    bad("a message that is a text", {"system_message": ["Be kind."]}, {AT: "wrong_type"}),
    bad("a message that is null", {"system_message": [None]}, {AT: "wrong_type"}),
    bad("the second message is told by its place",
        {"system_message": [{"role": "user", "content": "x"}, {"role": "king", "content": 1}]},
        {"system_message.1.role": "invalid_choice", "system_message.1.content": "wrong_type"}),
    *one_each(("system_message",), "Be kind.", "wrong_type", "a text is no list"),
    *one_each(("system_message",), {"role": "user", "content": "x"}, "wrong_type", "a message is no list"),
]  # fmt: skip

PARTS = [
    good("a text", part("input_text", text="Hello."), said([text("Hello.")])),
    good("a text of a part is composed (NFC)", part("input_text", text="e\u0301"), said([text("é")])),
    good("an image by address", part("input_image", image_url=PICTURE), said([image(PICTURE)])),
    good("an image by file", part("input_image", file_id="file-1_A", detail="high"),
        said([image(file="file-1_A", detail="high")])),
    *[good(f"an image in {name} detail", said([image(PICTURE, detail=name)])) for name in ("auto", "low", "high")],
    good("a file by id", part("input_file", file_id="f" * 128), said([document(file_id="f" * 128)])),
    good("a file by address", part("input_file", file_url=LETTER), said([document(file_url=LETTER)])),
    good("a file by content", part("input_file", file_data="JVBERi0=", filename="letter.pdf"),
        said([document(file_data="JVBERi0=", filename="letter.pdf")])),
    bad("a part without a type", said([{"text": "x"}]), {f"{PART}.type": "required"}),
    bad("a part of an unknown type", part("input_audio", text="x"), {f"{PART}.type": "invalid_choice"}),
    bad("a part that is a text", said(["Hello."]), {PART: "wrong_type"}),
    bad("a part that is null", said([None]), {PART: "wrong_type"}),
    bad("a text without text", part("input_text"), {f"{PART}.text": "required"}),
    bad("a text that is a number", part("input_text", text=5), {f"{PART}.text": "wrong_type"}),
    bad("text with an image", part("input_text", text="x", image_url=PICTURE), {f"{PART}.image_url": "unknown_field"}),
    bad("an image from nowhere", part("input_image"), {f"{PART}.image_url": "required"}),
    bad("an image from both", part("input_image", image_url=PICTURE, file_id="f"), {f"{PART}.file_id": "conflict"}),
    bad("an image in detail medium", part("input_image", image_url=PICTURE, detail="medium"),
        {f"{PART}.detail": "invalid_choice"}),
    *[bad(f"an image at {url}", part("input_image", image_url=url), {f"{PART}.image_url": "invalid_url"})
        for url in ("http://example.com/fox.png", "data:image/png;base64,AA==", "ftp://example.com/x", "/fox.png",
                    "https://", "")],
    *[bad(f"a file with the id {file!r}", part("input_file", file_id=file), {f"{PART}.file_id": "invalid_format"})
        for file in ("", "f" * 129, "a b", "a/b", "é", "f\n")],
    bad("a file from nowhere", part("input_file", filename="letter.pdf"), {f"{PART}.file_id": "required"}),
    bad("a file from both", part("input_file", file_url=LETTER, file_data="x"), {f"{PART}.file_data": "conflict"}),
    bad("a file at an http address", part("input_file", file_url="http://example.com/x"),
        {f"{PART}.file_url": "invalid_url"}),
    bad("an unknown field of a part", part("input_file", file_id="f", size=3), {f"{PART}.size": "unknown_field"}),
    bad("each part is told by its place", said([text("x"), {"type": "input_text"}, {"type": "x"}]),
        {f"{AT}.content.1.text": "required", f"{AT}.content.2.type": "invalid_choice"}),
]  # fmt: skip

LISTED = [
    listed("texts", {"role": "system", "texts": ["Be kind.", "Be e\u0301xact."]}, "system",
           text("Be kind."), text("Be éxact.")),
    listed("a role that is left out is user", {"texts": ["Hello."]}, "user", text("Hello.")),
    listed("a null role is user", {"role": None, "texts": ["Hello."]}, "user", text("Hello.")),
    listed("images by address", {"images": [PICTURE]}, "user", image(PICTURE)),
    listed("parts within the lists",
           {"texts": [text("a")], "images": [{"type": "input_image", "file_id": "f"}],
            "files": [{"type": "input_file", "file_url": LETTER}]},
           "user", text("a"), image(file="f"), document(file_url=LETTER)),
    bad("an image at an http address among images", {"system_message": [{"images": ["http://example.com/fox.png"]}]},
        {f"{AT}.images.0": "invalid_url"}),
    bad("a text that is a number among texts", {"system_message": [{"texts": ["x", 5]}]},
        {f"{AT}.texts.1": "wrong_type"}),
    bad("a file among texts", {"system_message": [{"texts": [{"type": "input_file", "file_id": "f"}]}]},
        {f"{AT}.texts.0.type": "invalid_choice"}),
    bad("texts that are a text", {"system_message": [{"texts": "Hello."}]}, {f"{AT}.texts": "wrong_type"}),
    bad("an unknown role beside texts", {"system_message": [{"role": "king", "texts": ["x"]}]},
        {f"{AT}.role": "invalid_choice"}),
    bad("an unknown field beside texts", {"system_message": [{"texts": ["x"], "audio": []}]},
        {f"{AT}.audio": "unknown_field"}),
    bad("a text with a NUL among texts", {"system_message": [{"texts": ["a\0"]}]},
        {f"{AT}.texts.0": "invalid_character"}),
]  # fmt: skip

ROWS = [*MESSAGE, *PARTS, *LISTED]
