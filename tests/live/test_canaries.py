"""No secret that is sent can be found anywhere afterwards (security.md, "Secrets")."""

from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from django.conf import settings

from assistants import api_keys, crypto
from assistants.limits import BODY_BYTES
from tests.live.acme import body
from tests.live.api import Api
from tests.live.canaries import Canaries, dump
from tests.live.rows import query
from tests.live.server import UNLIMITED, Server, serve


@pytest.fixture
def canaries(keys: dict[str, str]) -> Canaries:
    """Every secret of the installation, before a request has brought others."""
    known = Canaries()
    for name, key in keys.items():
        known.watch(f"API key {name}", key)
    known.watch("SECRET_KEY", settings.SECRET_KEY)
    for number, key in enumerate(settings.ENCRYPTION_KEYS):
        known.watch(f"encryption key {number}", key)
    return known


@pytest.fixture
def answers() -> list[httpx.Response]:
    """Every answer that the server gave."""
    return []


@pytest.fixture
def watched(
    database_url: str, keys: dict[str, str], tmp_path: Path, answers: list[httpx.Response]
) -> Iterator[tuple[Server, Api]]:
    """Ann at a server whose every answer is kept."""
    with serve(database_url, tmp_path / "log", **UNLIMITED) as server, Api(server.url, keys["ann"]) as api:
        api.http.event_hooks["response"] = [answers.append]
        yield server, api


def _with_secrets(canaries: Canaries, name: str, **fields: Any) -> dict[str, Any]:
    """A body with a secret in each place that takes one."""

    def server(label: str, **address: str) -> dict[str, Any]:
        return {
            "type": "mcp",
            "server_label": label,
            "authorization": canaries.new(f"{name}: authorization of {label}"),
            "headers": {
                "X-Token": canaries.new(f"{name}: header of {label}"),
                "X-Other": canaries.new(f"{name}: other header of {label}"),
            },
            **address,
        }

    servers = [server("own", server_url="https://mcp.example.com"), server("gmail", connector_id="connector_gmail")]
    return body(name, mcp_tools=servers, **fields)


def test_no_secret_of_a_request_is_found_in_an_answer_a_log_or_the_database(
    watched: tuple[Server, Api], canaries: Canaries, answers: list[httpx.Response], keys: dict[str, str]
) -> None:
    server, api = watched
    accepted = _with_secrets(canaries, "Accepted")
    made = api.post(accepted, Idempotency_Key="first")
    api.post(accepted, Idempotency_Key="first")
    api.post(_with_secrets(canaries, "Reused"), Idempotency_Key="first")
    api.post(_with_secrets(canaries, "Default", is_default=True))
    api.post(_with_secrets(canaries, "Next default", is_default=True))
    api.get(made.json()["id"])
    api.post(_with_secrets(canaries, "accepted"))
    _refused_requests(api, canaries, keys)
    _failing_request(server, api, canaries)

    assert {answer.status_code for answer in answers} == {200, 201, 400, 401, 403, 404, 409, 413, 415, 422, 500}
    assert canaries.found_in(b"\n".join(_everything(answer) for answer in answers)) == set()
    assert canaries.found_in(server.log.read_bytes()) == set()
    assert canaries.found_in(dump(server.database_url)) == set()


def test_a_secret_in_a_text_would_be_found(
    watched: tuple[Server, Api], canaries: Canaries, answers: list[httpx.Response], database_url: str
) -> None:
    _, api = watched
    plain, encoded = canaries.new("plain"), b64encode(f"x{canaries.new('encoded')}".encode()).decode()
    api.create("Careless", description=f"{plain} {encoded}")

    assert canaries.found_in(_everything(answers[0])) == {"plain", "encoded"}
    assert canaries.found_in(dump(database_url)) == {"plain", "encoded"}


def test_what_was_accepted_can_be_opened_again(
    watched: tuple[Server, Api], canaries: Canaries, database_url: str
) -> None:
    _, api = watched
    sent = _with_secrets(canaries, "Accepted")
    assert api.post(sent).status_code == 201

    rows = query(
        database_url,
        "SELECT m.server_label, s.header, s.sealed, s.organization_id, s.id"
        " FROM secret s JOIN mcp_server m ON m.id = s.mcp_server_id",
    )
    opened = {
        (label, header): crypto.open_sealed(sealed, organization_id=organization, secret_id=key)
        for label, header, sealed, organization, key in rows
    }
    assert opened == {
        (tool["server_label"], header): value
        for tool in sent["mcp_tools"]
        for header, value in {"": tool["authorization"], **tool["headers"]}.items()
    }


def test_of_a_key_only_its_beginning_and_its_digest_are_kept(database_url: str, keys: dict[str, str]) -> None:
    text = dump(database_url).decode(errors="replace")

    for key in keys.values():
        assert api_keys.prefix(key) in text
        assert api_keys.digest(key) in text
        assert key[len(api_keys.prefix(key)) :] not in text


def _refused_requests(api: Api, canaries: Canaries, keys: dict[str, str]) -> None:
    """One request for each way of being refused, with secrets in it; some in a wrong place or of a wrong form."""
    secret = canaries.new
    wrong: list[dict[str, Any]] = [
        {"name": ""},
        {"mcp_tools": secret("mcp_tools as text")},
        {"mcp_tools": [secret("server as text")]},
        {"mcp_tools": [_tool(authorization=[secret("authorization in a list")])]},
        {"mcp_tools": [_tool(authorization=secret("authorization with a space") + " ä")]},
        {"mcp_tools": [_tool(authorization=secret("authorization too long") * 400)]},
        {"mcp_tools": [_tool(headers={"Host": secret("a header that is not allowed")})]},
        {"mcp_tools": [_tool(headers={"X-A": secret("header with a line") + "\r\nX-B: 1"})]},
        {"mcp_tools": [_tool(headers={"X-A": {"value": secret("header as an object")}})]},
        {"mcp_tools": [_tool(headers=secret("headers as text"))]},
        {"mcp_tools": [_tool(headers={"Authorization": secret("authorization twice")}, authorization="t")]},
        {"mcp_tools": [_tool(server_url=f"https://user:{secret('user info')}@mcp.example.com")]},
        {"mcp_tools": [_tool(server_url="http://localhost", authorization=secret("private address"))]},
        {"mcp_tools": [{"type": "mcp", "server_label": "a", "authorisation": secret("a field misspelt")}]},
    ]
    for number, fields in enumerate(wrong):
        api.post(_with_secrets(canaries, f"Refused {number}") | fields)
    api.post(_with_secrets(canaries, "Elsewhere") | {"organization_id": "org_other"})
    text = secret("text that is not JSON")
    for content in (f'{{"authorization": "{text}"', f"{{{text}", f'{{"a": {text}}}', f'{{"{text}": 1, "{text}": 1}}'):
        _send(api, content.encode())
    _send(api, secret("not UTF-8").encode() + b"\xff")
    _send(api, secret("too large").encode().ljust(BODY_BYTES + 1))
    _send(api, b"{}", **{"Content-Type": secret("content type")})
    _send(api, b"{}", **{"X-API-Key": api_keys.mint()})
    _send(api, b"{}", **{"X-API-Key": secret("a mistyped key")})
    _send(api, b"{}", **{"X-API-Key": keys["expired"]})
    _send(api, b"{}", **{"X-API-Key": keys["reader"], "Authorization": f"Bearer {secret('another header')}"})
    api.http.get("/v1/nothing", params={"api_key": keys["ann"], "token": secret("a query")})
    api.http.get("/v1/nothing", headers={"Cookie": f"session={secret('a cookie')}"})


def _tool(**fields: Any) -> dict[str, Any]:
    return {"type": "mcp", "server_label": "a", "server_url": "https://mcp.example.com", **fields}


def _send(api: Api, content: bytes, **headers: str) -> None:
    api.http.post("/v1/assistants", content=content, headers={"Content-Type": "application/json"} | headers)


def _failing_request(server: Server, api: Api, canaries: Canaries) -> None:
    """A create that meets an error nobody has foreseen: the database refuses the last of its rows."""
    if server.database_url.startswith("sqlite"):
        query(
            server.database_url,
            "CREATE TRIGGER fails BEFORE INSERT ON audit_event BEGIN SELECT RAISE(ABORT, 'unforeseen'); END",
        )
    else:
        query(server.database_url, "ALTER TABLE secret ADD CONSTRAINT fails CHECK (false) NOT VALID")
    assert api.post(_with_secrets(canaries, "Failing"), Idempotency_Key="failing").status_code == 500


def _everything(answer: httpx.Response) -> bytes:
    return b"\n".join([answer.content, *(b"%s: %s" % header for header in answer.headers.raw)])
