"""Controls whose value the page never shows again: left empty, the earlier value stays; a ticked box removes it."""

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from typing import IO, Any

from django import forms

from assistants import limits
from assistants.forms.control import Control, Page, Reading
from assistants.forms.known import Known
from assistants.forms.leaves import Hidden, Leaf
from assistants.forms.posted import Posted, Typed
from assistants.models.draft import KEPT
from assistants.problems import Path

# The reference of a secret that the assistant has already, in the place of a draft's own.
STORED = "stored"
_REMOVE = Hidden()


@dataclass(frozen=True, kw_only=True)
class Kept(Leaf):
    """What is kept stands in what was typed, where no browser can put it."""

    def at(self, steps: Sequence[str]) -> Control | None:
        return _REMOVE if list(steps) == ["remove"] else super().at(steps)

    def blank(self, name: str) -> Posted:  # noqa: ARG002 - of the others
        return {}


@dataclass(frozen=True, kw_only=True)
class Secret(Kept):
    """A secret: a reference to where it is sealed, and of what an answer showed of it, its end and its time."""

    template: str = "secret"

    def read(self, typed: Typed, into: Reading, path: Path) -> Any:
        into.places[path] = typed.name
        if not typed.kept:
            return None
        reference, *shown = typed.kept
        if reference in into.secrets:
            return into.secrets[reference]
        if not shown:
            return {"set": True}
        last4, updated_at = shown
        return {"set": True, "last4": last4 or None, "updated_at": int(updated_at) if updated_at else None}

    def write(self, value: Any, name: str) -> dict[str, list[str]]:
        if not isinstance(value, dict):
            return {}
        shown = [str(value[key] or "") for key in ("last4", "updated_at") if key in value]
        return {name + KEPT: [STORED, *shown]}

    def widget(self, typed: Typed, page: Page) -> forms.Widget:  # noqa: ARG002 - of the others
        placeholder = "Leave empty to keep it" if typed.kept else ""
        return forms.PasswordInput({"class": "form-control mono", "autocomplete": "off", "placeholder": placeholder})

    def more(self, typed: Typed, page: Page) -> dict[str, Any]:
        reference, last4, *_ = [*typed.kept, "", ""]
        return {"is_set": bool(typed.kept), "last4": last4 or page.known.secrets.get(reference)}

    def is_untouched(self, typed: Typed) -> bool:
        return not typed.kept

    def in_brief(self, typed: Typed, known: Known) -> str:  # noqa: ARG002 - of the others
        return "set" if typed.kept else ""


@dataclass(frozen=True, kw_only=True)
class Picture(Kept):
    """A picture that is uploaded; it stands in base64 in what was typed, where only an upload puts it."""

    template: str = "picture"

    def widget(self, typed: Typed, page: Page) -> forms.Widget:  # noqa: ARG002 - of the others
        return forms.FileInput({"class": "form-control", "accept": "image/png,image/jpeg,image/webp"})

    def more(self, typed: Typed, page: Page) -> dict[str, Any]:  # noqa: ARG002 - of the others
        return {"base64": typed.text}

    def in_brief(self, typed: Typed, known: Known) -> str:  # noqa: ARG002 - of the others
        return "uploaded" if typed.text else ""


def uploaded(file: IO[bytes]) -> str:
    """The file in base64; of one that is too large, so much that it is refused for that."""
    return b64encode(file.read(limits.ICON_BYTES + 1)).decode()
