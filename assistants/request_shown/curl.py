"""The request as a command of the shell (POSIX, "Quoting"), to copy and to run."""

import shlex
from collections.abc import Mapping
from typing import Any

from assistants.request_shown.essential import essential
from assistants.request_shown.placeholders import API_KEY, without_secrets
from assistants.request_shown.writing import Token, written


def curl_of(body: Mapping[str, Any], address: str) -> str:
    """The command that sends a body, whole but for nulls and defaults, to the API at `address` (scheme and host).

    The key is taken from `$API_KEY`, and secrets from the variables that `variables_of` lists; a value with a
    quotation mark or a backslash has to be escaped for JSON there.
    """
    shown = essential(without_secrets(body)[0])
    data = "\n".join("".join(map(_quoted, line.tokens)) for line in written(shown))
    return " \\\n  ".join(
        (
            f"curl {shlex.quote(address.rstrip('/') + '/v1/assistants')}",
            f'-H "X-API-Key: ${API_KEY}"',
            '-H "Content-Type: application/json"',
            f"-d '{data}'",
        )
    )


def _quoted(token: Token) -> str:
    """A token within single quotes, which end for a moment where the shell has something to expand."""
    if token.variable:
        return f'"\'"${token.variable}"\'"'
    return token.text.replace("'", "'\\''")
