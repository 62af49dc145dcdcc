"""What the names in a form mean: what is chosen, and what the section offers to choose from."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from assistants.caller import Caller
from assistants.forms.posted import Posted
from assistants.named import MANY, ONE, Kind
from assistants.queries.entries import DepartmentEntry, Entry, ModelEntry
from assistants.queries.known import Meanings, meanings, search
from assistants.spec import AssistantSpec, section_of
from assistants.spec.mcp_servers import McpServers
from assistants.spec.section import Section

_FIELDS: Mapping[str, Kind] = {**ONE, **MANY}
_MODEL = "default_model_key"


@dataclass(frozen=True)
class Known:
    """Entries by kind and id.

    `found` holds what a search answered, by the name of the picker, and `sought` what was looked for; `secrets` the
    last characters of kept secrets by their reference, None where they are not shown.
    """

    meanings: Meanings = field(default_factory=Meanings)
    chosen_model: str = AssistantSpec.model_fields[_MODEL].default
    found: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)
    sought: str = ""
    secrets: Mapping[str, str | None] = field(default_factory=dict)

    def of(self, kind: Kind) -> Mapping[str, Entry]:
        return self.meanings.of(kind)

    def label(self, kind: Kind, id_: str) -> str:
        """The name; of what the caller cannot see, the id."""
        entry = self.of(kind).get(id_)
        return entry.label if entry else id_

    @property
    def model(self) -> ModelEntry | None:
        """The chosen model, as far as the catalogue knows it."""
        entry = self.of(Kind.LANGUAGE_MODEL).get(self.chosen_model)
        return entry if isinstance(entry, ModelEntry) else None

    @property
    def departments(self) -> list[DepartmentEntry]:
        return [entry for entry in self.of(Kind.DEPARTMENT).values() if isinstance(entry, DepartmentEntry)]


def known(
    caller: Caller,
    posted: Mapping[str, Posted],
    *sections: type[Section],
    find: tuple[str, str] | None = None,
    secrets: Mapping[str, str | None] | None = None,
) -> Known:
    """What the names in these sections of a draft mean, in one round trip.

    `find` is a picker's field and what is looked for in it; `secrets` the last characters of the draft's secrets.
    """
    typed = {name: values for section in posted.values() for name, values in section.items()}
    ids: dict[Kind, set[str]] = {}
    for name, kind in _FIELDS.items():
        if section_of(name) in sections:
            ids.setdefault(kind, set()).update(id_ for id_ in typed.get(name, ()) if "\0" not in id_)
    if McpServers in sections:
        ids.setdefault(Kind.CONNECTOR, set()).update(
            values[-1] for name, values in typed.items() if name.endswith(".connector_id") and "\0" not in values[-1]
        )
    found = {find[0]: search(caller, _FIELDS[find[0]], find[1])} if find and find[0] in _FIELDS else {}
    return Known(
        meanings=meanings(caller, ids),
        chosen_model=(typed.get(_MODEL) or [""])[-1] or Known.chosen_model,
        found=found,
        sought=find[1] if find else "",
        secrets=secrets or {},
    )


__all__ = ["DepartmentEntry", "Entry", "Known", "ModelEntry", "known"]
