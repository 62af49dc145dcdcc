"""Addresses of MCP servers, judged by the deployment's settings, and secrets, which stay with their address."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.conf import settings

from assistants import limits
from assistants.addresses import server_url_problems
from assistants.problems import Code, Path, Problem

Servers = Sequence[Mapping[str, Any]]


def address_problems(sent: Mapping[str, Any], stored: Servers = ()) -> Iterator[Problem]:
    """Problems of each server URL, judged as it was sent, whatever else is wrong with its server.

    `stored` are the servers that there were before: an address that stays is not judged again.
    """
    for place, server in _servers(sent):
        url, old = server.get("server_url"), _labelled(server, stored)
        if isinstance(url, str) and 0 < len(url) <= limits.URL_LENGTH and not (old and old["server_url"] == url):
            for code, message in server_url_problems(url, settings.MCP_ALLOWED_HOSTS):
                yield Problem(("mcp_tools", place, "server_url"), code, message)


def secret_problems(sent: Mapping[str, Any], stored: Servers | None) -> Iterator[Problem]:
    """Problems of each secret that is to stay as it is stored: it must be there, for the very same address.

    Else whoever may edit an assistant could point a stored token at a server of their own (security.md, "Secrets").
    A new assistant has nothing to keep: there, `stored` is None, and a secret is text.
    """
    for place, server in _servers(sent):
        old = _labelled(server, stored or ())
        moved = old is not None and _address(old) != _address(server)
        for path, known in _kept_secrets(server, old):
            if stored is None:
                yield Problem(("mcp_tools", place, *path), Code.WRONG_TYPE, "A secret must be text.")
            elif moved:
                message = "Enter this secret anew, or clear it: the address of the server changes."
                yield Problem(("mcp_tools", place, *path), Code.SECRET_REQUIRED, message)
            elif not known:
                message = "There is no secret here to keep: enter one."
                yield Problem(("mcp_tools", place, *path), Code.SECRET_REQUIRED, message)


def _kept_secrets(server: Mapping[str, Any], old: Mapping[str, Any] | None) -> Iterator[tuple[Path, bool]]:
    """Where a secret is to be kept, and whether there is one."""
    if isinstance(server.get("authorization"), dict):
        yield ("authorization",), bool(old and old["authorization"])
    known = {name.lower() for name in old["headers"]} if old else set()
    headers = server.get("headers")
    for name, value in headers.items() if isinstance(headers, dict) else ():
        if isinstance(value, dict):
            yield ("headers", name), name.lower() in known


def _servers(sent: Mapping[str, Any]) -> Iterator[tuple[int, Mapping[str, Any]]]:
    servers = sent.get("mcp_tools")
    for place, server in enumerate(servers[: limits.MCP_SERVERS] if isinstance(servers, list) else ()):
        if isinstance(server, dict):
            yield place, server


def _labelled(server: Mapping[str, Any], stored: Servers) -> Mapping[str, Any] | None:
    return next((old for old in stored if old["server_label"] == server.get("server_label")), None)


def _address(server: Mapping[str, Any]) -> tuple[Any, Any]:
    return server.get("server_url"), server.get("connector_id")
