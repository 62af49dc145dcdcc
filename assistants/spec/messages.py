"""System messages: texts, images and files that open every conversation."""

from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field

from assistants import limits
from assistants.choices import ImageDetail, MessageRole
from assistants.problems import Code
from assistants.spec.bounds import Count, Length, Pattern, Size
from assistants.spec.explain import wrong
from assistants.spec.section import Complaints, Strict, rule
from assistants.spec.shown import one_given, some_given
from assistants.spec.text import NFC, ONE_LINE, Text
from assistants.spec.unions import chosen_by, member, type_of, with_type


def _https(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme != "https" or not parts.hostname or any(character.isspace() for character in url):
        raise wrong(Code.INVALID_URL, "must be a whole address that begins with https://.")
    return url


Url = Annotated[Text, AfterValidator(_https), Field(json_schema_extra={"format": "uri", "pattern": "^https://"})]
FILE_ID = Pattern(r"[A-Za-z0-9_-]{1,128}", "a file id: up to 128 letters, digits, _ and -")
FileId = Annotated[Text, FILE_ID]
Words = Annotated[Text, NFC]


class InputText(Strict):
    """A text within a message."""

    type: Literal["input_text"] = Field(title="Type")
    text: Words = Field(title="Text")


class InputImage(Strict):
    """A picture within a message, by address or by file."""

    model_config = one_given(image_url="string", file_id="string")

    type: Literal["input_image"] = Field(title="Type")
    image_url: Url | None = Field(None, title="Image address")
    file_id: FileId | None = Field(None, title="File")
    detail: ImageDetail = Field(ImageDetail.AUTO, title="Detail")

    @rule("image_url", "file_id")
    def one_source(self) -> Complaints:
        yield from _one_of(self, "image_url", "file_id")


class InputFile(Strict):
    """A file within a message, by id, by address or by its content."""

    model_config = one_given(file_id="string", file_url="string", file_data="string")

    type: Literal["input_file"] = Field(title="Type")
    file_id: FileId | None = Field(None, title="File")
    file_url: Url | None = Field(None, title="File address")
    file_data: Text | None = Field(None, title="File content")
    filename: Annotated[Text, Length(1, limits.FILENAME_LENGTH), ONE_LINE] | None = Field(None, title="File name")

    @rule("file_id", "file_url", "file_data")
    def one_source(self) -> Complaints:
        yield from _one_of(self, "file_id", "file_url", "file_data")


def _one_of(part: Strict, *names: str) -> Complaints:
    given = [name for name in names if getattr(part, name) is not None]
    if not given:
        yield (names[0],), Code.REQUIRED, f"Give one of {', '.join(names)}."
    for surplus in given[1:]:
        yield (surplus,), Code.CONFLICT, f"Give {given[0]} or {surplus}, not both."


Part = Annotated[
    Annotated[InputText, member("input_text")]
    | Annotated[InputImage, member("input_image")]
    | Annotated[InputFile, member("input_file")],
    chosen_by(type_of, ("input_text", "input_image", "input_file"), "an object with a type"),
    with_type("input_text", "input_image", "input_file"),
]


def _form(value: Any) -> str:
    return "text" if isinstance(value, str) else "parts" if isinstance(value, list) else ""


class Message(Strict):
    """One message, as it is stored and shown."""

    role: MessageRole = Field(title="Role")
    content: Annotated[
        Annotated[Words, member("text")] | Annotated[list[Part], member("parts")],
        chosen_by(_form, ("text", "parts"), "text or an array of parts"),
    ] = Field(title="Content")


def _as_text(sent: Any) -> Any:
    return {"type": "input_text", "text": sent} if isinstance(sent, str) else sent


def _as_image(sent: Any) -> Any:
    return {"type": "input_image", **_source(sent, "image_url")} if isinstance(sent, str) else sent


def _as_file(sent: Any) -> Any:
    return {"type": "input_file", **_source(sent, "file_url")} if isinstance(sent, str) else sent


def _source(sent: str, address: str) -> dict[str, str]:
    if FILE_ID.matches(sent):
        return {"file_id": sent}
    return {address: _https(sent)}


class ListedMessage(Strict):
    """A message whose texts, images and files come in lists of their own; it is shown as parts."""

    model_config = some_given(texts="array", images="array", files="array")

    role: MessageRole = Field(MessageRole.USER, title="Role")
    texts: list[
        Annotated[
            InputText, with_type("input_text"), BeforeValidator(_as_text, json_schema_input_type=Words | InputText)
        ]
    ] = Field([], title="Texts", description="Each a text, or a part of the type input_text.")
    images: list[
        Annotated[
            InputImage,
            with_type("input_image"),
            BeforeValidator(_as_image, json_schema_input_type=FileId | Url | InputImage),
        ]
    ] = Field([], title="Images", description="Each a file id, an address, or a part of the type input_image.")
    files: list[
        Annotated[
            InputFile,
            with_type("input_file"),
            BeforeValidator(_as_file, json_schema_input_type=FileId | Url | InputFile),
        ]
    ] = Field([], title="Files", description="Each a file id, an address, or a part of the type input_file.")

    @rule("texts", "images", "files")
    def something_to_say(self) -> Complaints:
        if not (self.texts or self.images or self.files):
            yield ("content",), Code.REQUIRED, "A message needs its content."


def _layout(value: Any) -> str:
    if not isinstance(value, (dict, Strict)):
        return ""
    listed = isinstance(value, dict) and "content" not in value and value.keys() & {"texts", "images", "files"}
    return "listed" if listed else "whole"


def _shown(message: Message | ListedMessage) -> Message:
    if isinstance(message, Message):
        return message
    return Message(role=message.role, content=[*message.texts, *message.images, *message.files])


Messages = Annotated[
    list[
        Annotated[
            Annotated[Message, member("whole")] | Annotated[ListedMessage, member("listed")],
            chosen_by(_layout, ("whole", "listed"), "an object with a role and a content"),
            AfterValidator(_shown),
        ]
    ],
    Count(0, limits.MESSAGES),
    Size(limits.MESSAGES_BYTES),
]
