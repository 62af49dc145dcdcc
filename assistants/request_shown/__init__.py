"""The request that makes an assistant, shown to people: as lines of JSON beside the form, and as a command to copy."""

from assistants.request_shown.curl import curl_of
from assistants.request_shown.essential import essential
from assistants.request_shown.lines import Line, lines_of
from assistants.request_shown.placeholders import Variable, variables_of
from assistants.request_shown.writing import Token

__all__ = ["Line", "Token", "Variable", "curl_of", "essential", "lines_of", "variables_of"]
