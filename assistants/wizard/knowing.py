"""What the names in a page of the wizard mean."""

from collections.abc import Iterable, Mapping

from assistants.caller import Caller
from assistants.forms import FORMS, Known, Posted, known
from assistants.named import MANY, ONE
from assistants.spec.knowledge import Knowledge
from assistants.wizard.seen import Seen

_PROMPTS = "preset_prompts"
_MODEL = "default_model_key"
# What may hold an id, but for the model: that has no other name than its key.
_IDS = {*ONE, *MANY} - {_MODEL}


def known_of(caller: Caller, seen: Seen, steps: Iterable[str], find: tuple[str, str] | None = None) -> Known:
    """The names in these steps of a draft, and those that the card beside them shows.

    `find` is a picker's field and what is looked for in it.
    """
    sections = {FORMS[step].section for step in steps if step in FORMS}
    if seen.body.get(_PROMPTS):
        sections.add(Knowledge)
    secrets = {reference: secret.last4 for reference, secret in seen.secrets.shown.items()}
    return known(caller, seen.draft.posted, *sections, find=find, secrets=secrets)


def naming(filled: Mapping[str, Posted]) -> list[str]:
    """The steps among those that are filled in which something is named by its id."""
    return [key for key, posted in filled.items() if any(_is_id(name) and any(posted[name]) for name in posted)]


def _is_id(name: str) -> bool:
    return name in _IDS or name.endswith(".connector_id")
