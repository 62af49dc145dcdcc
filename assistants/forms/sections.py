"""Every section's form, by the name of the section's step, in the order of the sections."""

from collections.abc import Mapping

from assistants.forms.access import AccessForm
from assistants.forms.basics import BasicsForm
from assistants.forms.knowledge import KnowledgeForm
from assistants.forms.language_model import LanguageModelForm
from assistants.forms.mcp_servers import McpServersForm
from assistants.forms.output import OutputForm
from assistants.forms.section import SectionForm
from assistants.forms.tools import ToolsForm

FORMS: Mapping[str, type[SectionForm]] = {
    "basics": BasicsForm,
    "language-model": LanguageModelForm,
    "knowledge": KnowledgeForm,
    "tools": ToolsForm,
    "mcp-servers": McpServersForm,
    "access": AccessForm,
    "output": OutputForm,
}
