"""The server that is asked: where it is, and what it is told."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Server:
    """An MCP server as it is to be reached.

    `url` may be anything: it is judged before it is used. `allowed_hosts` is the setting MCP_ALLOWED_HOSTS.
    `headers` hold the secrets in plain text, `Authorization` among them.
    """

    url: str = field(repr=False)
    headers: Mapping[str, str] = field(repr=False)
    allowed_hosts: Collection[str] = ()
