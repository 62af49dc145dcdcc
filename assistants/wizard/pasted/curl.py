"""A cURL command (curl(1)): the data that it sends, and what of the rest is told to be left behind."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from assistants.wizard.pasted.result import Dropped, Unreadable
from assistants.wizard.pasted.words import Word, here_document, words_of

# What stands between the pieces of the data, where there are several.
_DATA = {"-d": "&", "--data": "&", "--data-ascii": "&", "--data-raw": "&", "--data-binary": "&", "--json": ""}
_HEADER = ("-H", "--header")
_SIGN_IN = ("-u", "--user", "-b", "--cookie", "--oauth2-bearer", "-E", "--cert", "--key", "-U", "--proxy-user")
_FORM = ("-F", "--form", "--data-urlencode", "-T", "--upload-file")
_OTHERS = (
    *("--url", "-X", "--request", "-o", "--output", "-w", "--write-out", "-A", "--user-agent", "-e", "--referer"),
    *("-m", "--max-time", "--connect-timeout", "--retry", "-x", "--proxy", "--cacert"),
)
_WITH_A_VALUE = {*_DATA, *_HEADER, *_SIGN_IN, *_FORM, *_OTHERS}
_OF_THE_TRANSPORT = {"accept", "accept-encoding", "accept-language", "content-length", "content-type", "host"}
_KEYS = re.compile(r"(?<!idempotency-)key|token|auth|secret|cookie|password", re.IGNORECASE)
_HERE = re.compile(r"<<-?[ \t]*(['\"]?)(?P<end>\w+)\1[^\n]*\n")


@dataclass
class Command:
    """What a command would send, and to where."""

    data: Word = field(default_factory=Word)
    url: str = ""
    dropped: tuple[Dropped, ...] = ()


def command_in(text: str, start: int) -> Command:
    """The command that stands at `start` of a text; raises `Unreadable`. Nothing in it is carried out or expanded."""
    command, pieces = Command(), 0
    for option, value in _options(words_of(text, start)[1:]):
        if option in _DATA:
            if pieces:
                command.data.add(_DATA[option], value.source(0))
            command.data.pieces += _data(option, value, text, start).pieces
            pieces += 1
        elif option in _FORM:
            raise Unreadable.at("This sends a form; an assistant is made with JSON, by -d.", text, value.source(0))
        elif option in _HEADER:
            command.dropped += tuple(_of_header(value.text))
        elif option in _SIGN_IN:
            command.dropped += (Dropped(option, "What signs in is never taken from a paste."),)
        elif option in ("", "--url"):
            command.url = command.url or value.text
    if not pieces:
        raise Unreadable.at("The command sends no data: it has no -d.", text, start)
    return command


def _data(option: str, value: Word, text: str, start: int) -> Word:
    """The data that an option gives; cURL reads it from a file where it begins with @, but for --data-raw."""
    named = value.text
    if not named.startswith("@") or option == "--data-raw":
        return value
    if named == "@-" and (here := _HERE.search(text, start)):
        end = re.compile(rf"^[ \t]*{here['end']}[ \t]*\r?$", re.MULTILINE).search(text, here.end())
        return here_document(text, here.end(), end.start() if end else len(text), expanded=not here[1])
    whose = "comes from another program" if named == "@-" else f"is in the file {named[1:]}"
    raise Unreadable.at(f"The data {whose}; paste the data itself.", text, value.source(0))


def _options(words: list[Word]) -> Iterator[tuple[str, Word]]:
    """Each option with its value, and each address with no option; options that take no value are passed over."""
    rest = iter(words)
    for word in rest:
        text = word.text
        if not text.startswith("-") or text == "-":
            yield "", word
        elif text.startswith("--"):
            name, equals, _ = text.partition("=")
            if name in _WITH_A_VALUE and (value := word.without(len(name) + 1) if equals else next(rest, None)):
                yield name, value
        else:
            yield from _letters(word, rest)


def _letters(word: Word, rest: Iterator[Word]) -> Iterator[tuple[str, Word]]:
    """Options of one letter, which may stand together, the value of the last one behind it or in the next word."""
    for place, letter in enumerate(word.text[1:], start=2):
        if f"-{letter}" in _WITH_A_VALUE:
            value = word.without(place) if len(word.text) > place else next(rest, None)
            if value:
                yield f"-{letter}", value
            return


def _of_header(text: str) -> Iterator[Dropped]:
    name = text.partition(":")[0].strip()
    if _KEYS.search(name):
        yield Dropped(name, "Keys are never taken from a paste.")
    elif name.lower() not in _OF_THE_TRANSPORT:
        yield Dropped(name, "This header is of one request, not of the assistant.")
