from collections.abc import Iterator
from typing import Any

import pytest
from django.test import override_settings

from assistants.models import Assistant, Draft, Secret
from tests.mcp_server import RunningServer, mcp_server, running_server
from tests.wizard.browser import Browser

__all__ = ["mcp_server", "running_server"]

TOKEN = "canary-7f3b-token-0123456789"


@pytest.fixture
def at_the_servers(ben: Browser) -> Iterator[Browser]:
    with override_settings(MCP_ALLOWED_HOSTS=frozenset({"127.0.0.1"})):
        ben.open("assistants/new/").press("start").press(name="Claims")
        ben.open(ben.here.replace("language-model", "mcp-servers")).press(button="add", value="mcp_tools")
        yield ben


def first(**typed: Any) -> dict[str, Any]:
    return {f"mcp_tools.0.{name}": value for name, value in typed.items()}


def test_a_secret_is_in_no_page_and_no_draft_but_in_the_assistant(at_the_servers: Browser) -> None:
    ben = at_the_servers
    ben.press(**first(server_label="crm", server_url="https://mcp.example.com", authorization=TOKEN))
    draft = ben.here.rpartition("/")[0].rpartition("/")[0]
    pages = "".join(ben.open(f"{draft}/{page}/").page.html for page in ("mcp-servers", "check", "curl", "basics"))

    assert "Set, ends in …6789" in pages
    assert TOKEN not in pages + repr(Draft.objects.values()) + repr(Secret.objects.values())
    ben.open(ben.here.replace("basics", "check")).press("finish")
    [secret] = Secret.objects.all()
    assert secret.draft_id is None
    assert secret.mcp_server is not None
    assert Assistant.objects.get().id == secret.mcp_server.assistant_id


def test_a_secret_left_empty_stays_and_its_box_removes_it(at_the_servers: Browser) -> None:
    ben = at_the_servers
    ben.press(
        button="go",
        value="check",
        **first(server_label="crm", server_url="https://mcp.example.com", authorization=TOKEN),
    )
    ben.open(ben.here.replace("check", "mcp-servers")).press(button="go", value="check")
    assert Secret.objects.count() == 1

    ben.open(ben.here.replace("check", "mcp-servers"))
    ben.press(mcp_tools__0__authorization__remove="on")
    assert Secret.objects.count() == 0


def test_a_test_lists_the_tools_to_tick(at_the_servers: Browser, mcp_server: RunningServer) -> None:
    ben = at_the_servers

    ben.press(button="test", value="0", **first(server_label="crm", server_url=mcp_server.url()))

    assert "The server answered with its tools" in ben.page.text
    names = ben.page.forms["section"].data["tested.allowed"]
    ben.press(button="tools", value="0", tested__allowed=names[:2], tested__asks=names[:1])
    ben.press(button="go", value="check").press("finish")
    server = Assistant.objects.get().mcpservers.get()
    assert server.allowed_tools == names[:2]
    assert server.require_approval == {"always": {"tool_names": names[:1]}, "never": {"tool_names": names[1:2]}}


def test_a_test_that_fails_loses_nothing_that_was_typed(at_the_servers: Browser) -> None:
    ben = at_the_servers

    ben.press(button="test", value="0", **first(server_label="crm", server_url="http://127.0.0.1:9/mcp"))

    assert "What you typed is kept" in ben.page.text
    assert ben.page.forms["section"].data["mcp_tools.0.server_url"] == ["http://127.0.0.1:9/mcp"]
    assert Draft.objects.get().posted["mcp-servers"]["mcp_tools.0.server_label"] == ["crm"]
