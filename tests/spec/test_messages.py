from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from assistants.spec.messages import Messages

MESSAGES: TypeAdapter[Any] = TypeAdapter(Messages)


def read(*messages: Any) -> list[dict[str, Any]]:
    return [message.model_dump(mode="json") for message in MESSAGES.validate_python(list(messages))]


def is_refused(*messages: Any) -> bool:
    try:
        read(*messages)
    except ValidationError:
        return True
    return False


def test_lists_of_texts_images_and_files_become_parts_in_that_order() -> None:
    files, texts = ["file-1", "https://example.com/a.pdf"], ["one", {"type": "input_text", "text": "two"}]
    (message,) = read({"files": files, "images": ["https://example.com/a.png"], "texts": texts})
    kinds = [part["type"] for part in message["content"]]
    assert message["role"] == "user"
    assert kinds == ["input_text", "input_text", "input_image", "input_file", "input_file"]


def test_a_text_among_images_or_files_is_a_file_s_id_or_an_address() -> None:
    (message,) = read({"images": ["file-1", "https://example.com/a.png"]})
    by_id, by_address = message["content"]
    assert (by_id["file_id"], by_id["image_url"]) == ("file-1", None)
    assert (by_address["file_id"], by_address["image_url"]) == (None, "https://example.com/a.png")


def test_what_is_shown_is_read_again_as_it_is() -> None:
    sent = [{"role": "system", "content": "Be kind."}, {"texts": ["a"], "files": ["file-1"]}]
    assert read(*read(*sent)) == read(*sent)


def test_content_and_lists_are_two_forms_of_a_message() -> None:
    assert is_refused({"role": "user", "content": "a", "texts": ["b"]})


@pytest.mark.parametrize(
    "url", ["http://example.com/", "https://", "https://a b", "https://[::1", "file:///etc/passwd"]
)
def test_an_address_is_whole_and_https(url: str) -> None:
    assert is_refused({"role": "user", "content": [{"type": "input_image", "image_url": url}]})


def test_a_message_without_content_says_nothing() -> None:
    assert is_refused({"role": "user"})
    assert is_refused({})
