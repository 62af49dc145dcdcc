"""Every section's form, by the name of the section's step."""

from collections.abc import Mapping

from assistants.forms.basics import BasicsForm
from assistants.forms.language_model import LanguageModelForm
from assistants.forms.section import SectionForm

FORMS: Mapping[str, type[SectionForm]] = {
    "basics": BasicsForm,
    "language-model": LanguageModelForm,
}
