"""The request beside the form: its JSON line by line, with what this step fills in and what would be refused."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from assistants.problems import Path
from assistants.request_shown.essential import essential
from assistants.request_shown.placeholders import without_secrets
from assistants.request_shown.writing import Token, Written, written
from assistants.spec.assistant import NEST, NESTED

# The deepest indentation that the style sheet knows.
_DEEPEST = 5


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the JSON: its tokens, for a template to escape and to mark with the class of each token's kind.

    `now`: this step fills it in; `bad`: it would be refused.
    """

    depth: int
    tokens: tuple[Token, ...]
    now: bool
    bad: bool

    @property
    def classes(self) -> str:
        """The classes of the line, as the style sheet has them: l, d1 to d5, now, bad."""
        depth = f"d{min(self.depth, _DEEPEST)}" if self.depth else ""
        return " ".join(name for name in ("l", depth, "now" * self.now, "bad" * self.bad) if name)

    @property
    def text(self) -> str:
        """The line as it reads, with its indentation."""
        return "".join(token.text for token in self.tokens)


def lines_of(body: Mapping[str, Any], *, now: Collection[str] = (), refused: Iterable[Path] = ()) -> list[Line]:
    """The lines of a request's JSON, without nulls and defaults, shortened where it is long, and without secrets.

    `body` is a request as it is sent, right or not; `now` names fields of the spec (`section.model_fields`);
    `refused` holds the paths of the problems. One at which nothing stands is marked where it is missing.
    """
    paths = set(refused)
    shown = essential(without_secrets(body)[0], paths)
    marks = _Marks(
        now={(NEST, name) if name in NESTED and name not in shown else (name,) for name in now},
        refused=paths,
        above={path[:end] for path in paths for end in range(len(path))},
        missing={_nearest(shown, path) for path in paths} - paths,
    )
    return [
        Line(line.depth, line.tokens, now=marks.is_now(line), bad=marks.is_bad(line))
        for line in written(shown, briefly=True)
    ]


@dataclass(frozen=True, slots=True)
class _Marks:
    now: set[Path]
    refused: set[Path]
    above: set[Path]
    missing: set[Path]

    def is_now(self, line: Written) -> bool:
        return any(path in self.now for path in _with_those_above(line.path))

    def is_bad(self, line: Written) -> bool:
        if any(path in self.refused for path in _with_those_above(line.path)):
            return True
        if line.whole:
            beneath = ((*line.path, key) for key in line.more) if line.more else (line.path,)
            return any(path in self.above or path in self.refused for path in beneath)
        return line.opens and line.path in self.missing


def _with_those_above(path: Path) -> Iterable[Path]:
    return (path[:end] for end in range(1, len(path) + 1))


def _nearest(shown: Any, path: Path) -> Path:
    """The path, as far as something stands there."""
    for end, step in enumerate(path):
        found = step in shown if isinstance(shown, dict) else isinstance(step, int) and _holds(shown, step)
        if not found:
            return path[:end]
        shown = shown[step]
    return path


def _holds(shown: Any, place: int) -> bool:
    return isinstance(shown, list) and 0 <= place < len(shown)
