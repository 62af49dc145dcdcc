"""No other part of the process asks anything of anybody, and this one asks nothing where its libraries are missing."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistants.mcp_probe import NotInstalled, Server, tools_of

ROOT = Path(__file__).parents[2]
WAYS_OUT = {"socket", "asyncio", "anyio", "mcp", "mcp_types", "httpx", "httpx2", "httpcore", "httpcore2", "requests"}
WAYS_OUT |= {"http.client", "urllib.request", "smtplib", "ftplib", "xmlrpc.client", "django.core.mail", "subprocess"}


def ways_out_of(source: str) -> set[str]:
    return {name for name in imports(source) if any(f"{name}.".startswith(f"{way}.") for way in WAYS_OUT)}


def imports(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_the_probe_alone_knows_a_way_out() -> None:
    modules = (ROOT / "assistants").rglob("*.py")
    knowing = {path.relative_to(ROOT).parent for path in modules if ways_out_of(path.read_text())}

    assert knowing == {Path("assistants/mcp_probe")}


@pytest.mark.parametrize("source", ["import socket", "from urllib import request", "from mcp.client import session"])
def test_a_way_out_is_recognised(source: str) -> None:
    assert ways_out_of(source)


def test_nothing_of_the_sdk_is_loaded_before_a_probe() -> None:
    for name in ("__init__", "found", "server"):
        assert not ways_out_of((ROOT / "assistants" / "mcp_probe" / f"{name}.py").read_text())


@pytest.mark.parametrize("library", ["mcp", "httpx2", "httpcore2"])
def test_without_the_extra_a_probe_says_so(monkeypatch: pytest.MonkeyPatch, library: str) -> None:
    for module in ("session", "network", "transport"):
        monkeypatch.delitem(sys.modules, f"assistants.mcp_probe.{module}", raising=False)
    monkeypatch.setitem(sys.modules, library, None)

    with pytest.raises(NotInstalled):
        tools_of(Server("https://mcp.example.com/mcp", {}))
