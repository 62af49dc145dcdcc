"""Knowledge: what the assistant may look up, follow and remember."""

from typing import Annotated

from pydantic import Field

from assistants import limits
from assistants.choices import ContextStrategy
from assistants.spec.bounds import Count
from assistants.spec.section import Section
from assistants.spec.text import UNIQUE, Boolean, Identifier

References = Annotated[list[Identifier], UNIQUE, Count(0, limits.KNOWLEDGE_REFERENCES)]


class Knowledge(Section):
    """Vector stores, rules, preset prompts, memory and context."""

    title = "Knowledge"

    vector_store_ids: References = Field(
        [], title="Vector stores", description="For file search.", examples=[["vs_handbook"]]
    )
    rule_ids: References = Field([], title="Rules", description="Applied to every answer.", examples=[["rule_tone"]])
    preset_prompts: References = Field(
        [], title="Preset prompts", description="Offered to people in chat.", examples=[["prompt_summary"]]
    )
    memory_enabled: Boolean = Field(False, title="Memory", description="Remembers across conversations.")
    context_strategy: ContextStrategy = Field(
        ContextStrategy.AUTO, title="Context strategy", description="How the context of a thread is managed."
    )
    truncation: Boolean = Field(
        True, title="Truncation", description="Cuts messages that exceed the context window instead of failing."
    )
