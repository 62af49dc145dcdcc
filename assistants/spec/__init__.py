"""The definition of an assistant, written once; every door reads and checks it here."""

from assistants.spec.assistant import SECTIONS, AssistantSpec, section_of

__all__ = ["SECTIONS", "AssistantSpec", "section_of"]
