"""The sections of the spec as forms."""

from assistants.forms.body import Whole, body_of, by_section
from assistants.forms.known import Entry, Known, known
from assistants.forms.posted import Posted
from assistants.forms.section import SectionForm, Told
from assistants.forms.sections import FORMS

__all__ = ["FORMS", "Entry", "Known", "Posted", "SectionForm", "Told", "Whole", "body_of", "by_section", "known"]
