"""What a browser posts: the form's own names alone, with the secrets apart, and with what the page does not show."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import IO

from django.utils.datastructures import MultiValueDict

from assistants.forms.control import Control
from assistants.forms.kept import Picture, Secret, uploaded
from assistants.forms.picks import Many
from assistants.forms.posted import EMPTY, REMOVE, Posted
from assistants.models.draft import KEPT

Find = Callable[[str], Control | None]


def split(
    find: Find, data: "MultiValueDict[str, str]", files: Mapping[str, IO[bytes]], before: Posted
) -> tuple[dict[str, list[str]], dict[str, str]]:
    """What was typed, and the secrets by the names of their inputs; `find` is given names, for their controls.

    What the page does not show is carried over from `before`: a secret and a picture unless they are replaced or their
    box to remove them is ticked, and that an empty input stands for "".
    """
    sent = {name: [_lines(value) for value in data.getlist(name)] for name in data if _is_input(find(name))}
    removed = {name.removesuffix(REMOVE) for name in sent if name.endswith(REMOVE)}
    secrets = {name: values[-1] for name, values in sent.items() if isinstance(find(name), Secret)}
    posted = {name: values for name, values in sent.items() if name not in secrets and not name.endswith(REMOVE)}
    posted = {name: values for name, values in posted.items() if not isinstance(find(name), Picture)}
    posted |= {n: _as_before(v, before.get(n, ())) for n, v in posted.items() if isinstance(find(n), Many)}
    keeping = {name + KEPT for name, text in secrets.items() if not text and name not in removed}
    keeping |= {name + EMPTY for name in _with_those_above(sent)}
    keeping |= {name for name in before if name not in removed and isinstance(find(name), Picture)}
    posted |= {name: list(values) for name, values in before.items() if name in keeping}
    posted |= {name: [uploaded(file)] for name, file in files.items() if isinstance(find(name), Picture)}
    return posted, {name: text for name, text in secrets.items() if text and name not in removed}


def _as_before(ids: list[str], before: Sequence[str]) -> list[str]:
    """Chosen ids in the order that they had, new ones after them: boxes are posted as they stand on the page."""
    return sorted(ids, key=lambda id_: before.index(id_) if id_ in before else len(before))


def _is_input(control: Control | None) -> bool:
    return control is not None and control.is_input


def _with_those_above(names: Mapping[str, object]) -> Iterator[str]:
    for name in names:
        while name:
            yield name
            name = name.rpartition(".")[0]  # noqa: PLW2901 - up to the top


def _lines(value: str) -> str:
    # A form posts every line end as CRLF (HTML, "multipart form data"); the places of pairs are found by their keys.
    return value.replace("\r\n", "\n").replace("\r", "\n")
