"""What a probe finds at a real server, and what of it is shown."""

import pytest

from assistants import limits
from assistants.mcp_probe import ProbedTools, Server, Unreachable, tools_of
from tests.mcp_server import TENANT, TOKEN, RunningServer

HERE = ("127.0.0.1",)


def probed(server: RunningServer, path: str = "/mcp", **headers: str) -> ProbedTools:
    return tools_of(Server(server.url(path), headers, HERE))


def test_the_tools_are_found_with_their_hints(mcp_server: RunningServer) -> None:
    found = probed(mcp_server)

    assert [(tool.name, tool.read_only, tool.destructive) for tool in found.tools] == [
        ("search", True, False),
        ("append", False, False),
        ("wipe", False, True),
        ("update", False, True),
    ]
    assert not found.has_more


def test_a_server_of_the_old_protocol_is_asked_too_and_its_session_ended(mcp_server: RunningServer) -> None:
    found = probed(mcp_server, "/old/mcp")

    assert [tool.name for tool in found.tools] == ["search", "append", "wipe", "update"]
    assert "DELETE" in [method for method, _, _ in mcp_server.requests]


def test_a_title_is_taken_from_the_hints_too(mcp_server: RunningServer) -> None:
    search, append, *_ = probed(mcp_server).tools

    assert (search.title, search.description) == ("Search contacts", "Does search.")
    assert append.title is None


def test_the_headers_are_sent_with_every_request(mcp_server: RunningServer) -> None:
    found = probed(mcp_server, "/guarded/mcp", **{"Authorization": f"Bearer {TOKEN}", "X-Tenant": TENANT})

    assert len(found.tools) == 4
    assert mcp_server.sent("X-Tenant") == {TENANT}


def test_nothing_is_found_without_the_headers_that_a_server_wants(mcp_server: RunningServer) -> None:
    with pytest.raises(Unreachable):
        probed(mcp_server, "/guarded/mcp", Authorization=f"Bearer {TOKEN}")


@pytest.mark.parametrize("path", ["/many", "/pages"])
def test_no_more_tools_are_shown_than_the_limit(mcp_server: RunningServer, path: str) -> None:
    found = probed(mcp_server, path)

    assert len(found.tools) == limits.PROBE_TOOLS
    assert found.has_more


def test_what_the_server_says_is_cut_and_what_cannot_be_named_is_left_out(mcp_server: RunningServer) -> None:
    found = probed(mcp_server, "/odd")
    long, marked = found.tools

    assert long.title is not None
    assert long.description is not None
    assert (len(long.title), len(long.description)) == (limits.TOOL_TITLE_LENGTH, limits.TOOL_DESCRIPTION_LENGTH)
    assert long.description.endswith("d…")
    assert (marked.title, marked.description) == ("evil", "two\nlines")
    assert found.has_more


def test_no_compression_is_asked_for_whatever_the_headers_say(mcp_server: RunningServer) -> None:
    probed(mcp_server, **{"Accept-Encoding": "gzip"})

    assert mcp_server.sent("Accept-Encoding") == {"identity"}


@pytest.mark.parametrize("path", ["/nonsense", "/gzip", "/nothing", "/huge"])
def test_an_answer_that_cannot_be_used_is_none(mcp_server: RunningServer, path: str) -> None:
    with pytest.raises(Unreachable):
        probed(mcp_server, path)


def test_a_redirect_is_not_followed_not_even_to_the_same_host(mcp_server: RunningServer) -> None:
    with pytest.raises(Unreachable):
        probed(mcp_server, "/redirect")

    assert {path for _, path, _ in mcp_server.requests} == {"/redirect"}


def test_a_server_that_does_not_answer_is_left(mcp_server: RunningServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "PROBE_SECONDS", 0.3)

    with pytest.raises(Unreachable):
        probed(mcp_server, "/slow")

    assert {path for _, path, _ in mcp_server.requests} == {"/slow"}


def test_all_that_is_read_counts(mcp_server: RunningServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "PROBE_BYTES", 1_000)

    with pytest.raises(Unreachable):
        probed(mcp_server, "/many")


def test_nothing_of_the_conversation_is_logged(mcp_server: RunningServer, caplog: pytest.LogCaptureFixture) -> None:
    probed(mcp_server, "/guarded/mcp", **{"Authorization": f"Bearer {TOKEN}", "X-Tenant": TENANT})
    with pytest.raises(Unreachable):
        probed(mcp_server, "/nonsense?key=hidden")

    assert [record.getMessage() for record in caplog.records] == []
