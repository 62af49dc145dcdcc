"""The filters of the list: what there is to choose from, and what was chosen, each with the address without it."""

from collections.abc import Mapping
from dataclasses import dataclass

from assistants.dashboard.asked import Asked
from assistants.dashboard.words import MODES, tool_words
from assistants.named import Kind
from assistants.queries.words import Words
from assistants.spec.text import name_key


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter: the parameter of the address, its words, and the words of each value that it may have."""

    name: str
    words: str
    values: Mapping[str, str]
    chosen: tuple[str, ...]
    without: str

    @property
    def said(self) -> str:
        """The chosen values in words."""
        return " or ".join(self.values.get(value, value) for value in self.chosen)

    @property
    def choices(self) -> list[tuple[str, str, bool]]:
        """Each value with its words, and whether it is chosen; a chosen one that is gone is there too."""
        known = {**{value: value for value in self.chosen}, **self.values}
        return [(value, words, value in self.chosen) for value, words in known.items()]


def filters(asked: Asked, names: Words) -> list[list[Filter]]:
    """Every filter, in the columns of the menu."""

    def one(name: str, words: str, values: Mapping[str, str]) -> Filter:
        return Filter(name, words, values, getattr(asked, name), asked.to(**{name: ()}))

    modes = {mode.value: words for mode, words in MODES.items()}
    models = _by_name(names[Kind.LANGUAGE_MODEL])
    providers = _by_name(names[Kind.PROVIDER])
    return [
        [one("access", "Access", modes), one("tool", "Tool", tool_words()), one("model", "Model", models)],
        [one("provider", "Provider", providers)],
    ]


def _by_name(names: Mapping[str, str]) -> dict[str, str]:
    return dict(sorted(names.items(), key=lambda entry: name_key(entry[1])))
