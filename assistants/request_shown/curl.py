"""The request as a command of the shell (POSIX, "Quoting"), to copy and to run."""

import re
import shlex
from collections.abc import Mapping
from typing import Any

from assistants.request_shown.essential import essential
from assistants.request_shown.placeholders import API_KEY, without_secrets
from assistants.request_shown.writing import Token, written

# In bytes: Linux takes no argument of more than 128 KiB (execve(2), "Limits on size of arguments and environment").
_LONGEST_ARGUMENT = 100_000


def curl_of(body: Mapping[str, Any], address: str) -> str:
    """The command that sends a body, whole but for nulls and defaults, to the API at `address` (scheme and host).

    The key is taken from `$API_KEY`, and secrets from the variables that `variables_of` lists; a value with a
    quotation mark or a backslash has to be escaped for JSON there.
    """
    lines = [line.tokens for line in written(essential(without_secrets(body)[0]))]
    short = sum(len(token.text.encode()) for tokens in lines for token in tokens) <= _LONGEST_ARGUMENT
    quoted = _in_quotes if short else _in_here_document
    data = "\n".join("".join(map(quoted, tokens)) for tokens in lines)
    return " \\\n  ".join(
        (
            f"curl {shlex.quote(address.rstrip('/') + '/v1/assistants')}",
            f'-H "X-API-Key: ${API_KEY}"',
            '-H "Content-Type: application/json"',
            f"-d '{data}'" if short else f"-d @- <<JSON\n{data}\nJSON",
        )
    )


def _in_quotes(token: Token) -> str:
    """A token within single quotes, which end for a moment where the shell has something to expand."""
    if token.variable:
        return f'"\'"${token.variable}"\'"'
    return token.text.replace("'", "'\\''")


def _in_here_document(token: Token) -> str:
    """A token within a document in which the shell expands variables."""
    return token.text if token.variable else re.sub(r"[\\$`]", r"\\\g<0>", token.text)
