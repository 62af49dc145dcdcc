"""The command that is copied: what the shell makes of it is the request, with secrets from variables alone."""

import json
import os
import shlex
import subprocess
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistants.request_shown import Variable, curl_of, essential, variables_of
from tests.doors.test_page import PAGE

ADDRESS = "https://atelier.example.com"
CANARY = "canary-7f3a91"
# What a shell could take for more than a character.
ODD = st.sampled_from(["'", "''", '"', "\\", "\\'", "$API_KEY", "$(id)", "`id`", "!!", "\n", "\0", "\r", "é", "\ud83e"])
TEXT = st.lists(st.characters() | ODD, max_size=8).map("".join)


def arguments(command: str, **variables: str) -> list[str]:
    """What `curl` is given when the shell runs the command, and the data that it reads for -d @- in its place."""
    given = 'if [ "$argument" = @- ]; then cat; else printf "%s" "$argument"; fi; printf "\\0"'
    script = f"curl() {{ for argument; do {given}; done; }}\n{command}\n"
    environment = {"PATH": os.environ["PATH"], "API_KEY": "ak_1", **variables}
    run = subprocess.run(["sh", "-s"], env=environment, input=script.encode(), capture_output=True, check=True)
    assert run.stderr == b""
    return run.stdout.decode().split("\0")[:-1]


def sent(command: str, **variables: str) -> Any:
    return json.loads(arguments(command, **variables)[-1])


def server(label: str, **fields: Any) -> dict[str, Any]:
    return {"mcp_tools": [{"server_label": label, **fields}]}


def test_the_command_is_the_page_s_own() -> None:
    assert curl_of({"name": "My Assistant", "organization_id": "org_abc123", "description": None}, ADDRESS) == (
        """curl https://atelier.example.com/v1/assistants \\
  -H "X-API-Key: $API_KEY" \\
  -H "Content-Type: application/json" \\
  -d '{
  "name": "My Assistant",
  "organization_id": "org_abc123"
}'"""
    )


def test_curl_gets_the_address_the_headers_and_the_whole_body() -> None:
    body = {**PAGE, "tool_configurations": None, "mcp_tools": None, "instructions": "It's " * 5_000}

    *head, data = arguments(curl_of(body, "http://127.0.0.1:8000/"))

    assert head == [
        "http://127.0.0.1:8000/v1/assistants",
        *("-H", "X-API-Key: ak_1"),
        *("-H", "Content-Type: application/json"),
        "-d",
    ]
    assert json.loads(data) == essential(body)


@given(st.dictionaries(TEXT, TEXT | st.lists(TEXT, max_size=3), max_size=4))
def test_any_text_arrives_as_it_was_written(body: dict[str, Any]) -> None:
    assert sent(curl_of(body, ADDRESS)) == essential(body)


@given(TEXT, TEXT)
def test_a_body_that_is_too_long_for_an_argument_is_read_from_the_command_itself(text: str, label: str) -> None:
    body = {"icon_data": "iVBORw0KGgo" * 10_000, "instructions": text, **server(label, authorization=CANARY)}
    command = curl_of(body, ADDRESS)
    [token] = variables_of(body)

    assert max(map(len, shell_words(command))) < 131_072
    assert CANARY not in command
    assert sent(command, **{token.name: "one"}) == essential({**body, **server(label, authorization="one")})


def shell_words(command: str) -> list[str]:
    """The words of the command without what it reads."""
    return shlex.split(command.partition("<<")[0])


@given(label=TEXT, header=TEXT)
def test_secrets_come_from_the_variables_that_are_told(label: str, header: str) -> None:
    body = server(label, authorization=CANARY, headers={header: CANARY})
    token, other = variables_of(body)
    command = curl_of(body, ADDRESS)

    assert CANARY not in command
    assert sent(command, **{token.name: "one", other.name: "two"}) == server(
        label, authorization="one", headers={header: "two"}
    )


def test_each_secret_has_a_variable_of_its_own() -> None:
    servers = [
        {"server_label": "crm-1", "authorization": "a", "headers": {"Token": "b", "X-Key": ""}},
        {"server_label": "crm_1", "authorization": {"set": True, "last4": "9f2c"}},
        {"server_label": "1st", "authorization": "c", "headers": None},
        {"server_label": None, "authorization": "d", "headers": {"é": "e"}},
        {"server_label": "api", "authorization": None, "headers": {"Key": "f"}},
        "no server",
    ]

    assert variables_of({"tool_configurations": {"mcp_tools": servers}}) == [
        Variable("CRM_1_TOKEN", "the authorization of crm-1"),
        Variable("CRM_1_TOKEN_2", "the header Token of crm-1"),
        Variable("CRM_1_TOKEN_3", "the authorization of crm_1"),
        Variable("_1ST_TOKEN", "the authorization of 1st"),
        Variable("SERVER_TOKEN", "the authorization of server"),
        Variable("SERVER_HEADER", "the header é of server"),
        Variable("API_KEY_2", "the header Key of api"),
    ]


@pytest.mark.parametrize("body", [{}, {"mcp_tools": "x"}, {"tool_configurations": []}, {"mcp_tools": [{}]}])
def test_a_request_without_secrets_needs_no_variables(body: dict[str, Any]) -> None:
    assert variables_of(body) == []
