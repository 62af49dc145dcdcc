"""What comes of a paste."""

from dataclasses import dataclass
from typing import Any, NamedTuple, Self

from assistants.strict_json import line_and_column


class Dropped(NamedTuple):
    """Something that was pasted and is not in the body: where it stood, dotted, and why, for a person."""

    path: str
    why: str


@dataclass(frozen=True, slots=True)
class Pasted:
    """The body of a request, what did not come along, and what the text was taken for."""

    body: dict[str, Any]
    dropped: tuple[Dropped, ...]
    recognised: str


class Unreadable(Exception):
    """A text that holds no assistant: a sentence for a person, which begins with the place, and the place from 1."""

    def __init__(self, sentence: str, line: int = 1, column: int = 1) -> None:
        self.message = f"Line {line}, column {column}: {sentence}"
        self.line = line
        self.column = column
        super().__init__(self.message)

    @classmethod
    def at(cls, sentence: str, text: str, position: int) -> Self:
        """The error at a position of the text."""
        return cls(sentence, *line_and_column(text, position))
