"""What the names in a form mean: the catalogue, and what the organization keeps, by id."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from assistants.named import Kind
from assistants.queries.known import Department, Entry, ModelEntry

__all__ = ["Department", "Entry", "Known", "ModelEntry"]


@dataclass(frozen=True)
class Known:
    """By kind and id: what is chosen, and what the section offers to choose from.

    `found` holds what a search answered, by the name of the picker; `secrets` the last characters of kept secrets, by
    their reference, None where those are not shown.
    """

    entries: Mapping[Kind, Mapping[str, Entry]] = field(default_factory=dict)
    models: Mapping[str, ModelEntry] = field(default_factory=dict)
    departments: tuple[Department, ...] = ()
    found: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)
    secrets: Mapping[str, str | None] = field(default_factory=dict)
    # The model that is chosen, whichever section that is in.
    model: ModelEntry | None = None

    def of(self, kind: Kind) -> Mapping[str, Entry]:
        return self.entries.get(kind, {})

    def label(self, kind: Kind, id_: str) -> str:
        """The name; of what cannot be seen, the id."""
        found = self.of(kind).get(id_)
        return found.label if found else id_
