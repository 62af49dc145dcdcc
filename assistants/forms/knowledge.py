"""Knowledge: what the assistant may look up, follow and remember."""

from assistants.choices import ContextStrategy
from assistants.forms.derive import Words, controls_of
from assistants.forms.layout import Fold, Folds
from assistants.forms.section import SectionForm
from assistants.forms.switches import Choice
from assistants.spec.knowledge import Knowledge


class KnowledgeForm(SectionForm):
    """Vector stores, rules, preset prompts, memory and context."""

    section = Knowledge
    controls = controls_of(
        Knowledge,
        {
            "context_strategy": Choice(
                values_of=ContextStrategy,
                template="opts",
                sentences=(
                    ("full", "The whole thread, each time"),
                    ("off", "Only the last message"),
                    ("auto", "Left to the platform"),
                    ("saver", "As little as will do"),
                ),
            )
        },
        {
            "vector_store_ids": Words(hint="Documents that file search looks through. At most {high}."),
            "rule_ids": Words(hint="Applied to every answer. At most {high}."),
            "preset_prompts": Words(hint="Offered to people at the start of a chat. At most {high}."),
            "memory_enabled": Words("Remember across conversations", ""),
            "truncation": Words("Cut what exceeds the context window", "Off, a thread that is too long fails."),
        },
    )
    arrangement = (
        "vector_store_ids",
        "rule_ids",
        "preset_prompts",
        "memory_enabled",
        Folds(
            Fold("context_strategy", "truncation", title="Context", none="Strategy auto, long threads are cut"),
        ),
    )
