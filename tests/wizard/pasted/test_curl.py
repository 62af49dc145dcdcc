"""A cURL command, pasted into the wizard: as people write it, and as tools write it."""

import json
import shlex
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistants.request_shown import curl_of, essential
from assistants.wizard.pasted import Unreadable, read
from tests.doors.test_page import PAGE
from tests.strategies import texts

HOME = "org_home"
CANARY = "canary-7f3a91"
KEYS = "Keys are never taken from a paste."

THE_PAGE_S_OWN = """curl https://api.aitronos.com/v1/assistants \\
  -H "X-API-Key: $FREDDY_API_KEY" \\
  -H "Content-Type: application/json" \\
  -d '{
    "name": "My Assistant",
    "organization_id": "org_home"
  }'
"""
OF_A_BROWSER = (
    "curl 'https://atelier.example.com/v1/assistants' -X POST --compressed"
    " -H 'Accept: */*' -H 'Cookie: sessionid=" + CANARY + "' -H 'Idempotency-Key: 7'"
    ' --data-raw $\'{"name":"Ann\\u0027s own\\u0021","instructions":"a\\\\nb"}\''
)
OF_A_BROWSER_ON_WINDOWS = """curl ^"https://atelier.example.com/v1/assistants^" ^
  -H ^"x-api-key: %KEY%^" ^
  -H ^"content-type: application/json^" ^
  --data-raw ^"^{^\\^"name^\\^":^\\^"100^% ^& more^\\^",^\\^"instructions^\\^":^\\^"C:^\\^\\dir^\\^\\n^\\^"^}^"
"""
BY_HAND_ON_WINDOWS = """curl.exe -X POST https://atelier.example.com/v1/assistants ^
  -H "X-API-Key: %KEY%" ^
  -d "{\\"name\\": \\"a b\\", \\"instructions\\": \\"one\\ntwo\\"}"
"""
WITH_A_HERE_DOCUMENT = """export API_KEY=ak_1
curl -sS https://atelier.example.com/v1/assistants -H "X-API-Key: $API_KEY" --json @- <<'END' | jq .
{"name": "It's $HOME"}
END
"""


def pasted(command: str) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    found = read(command, HOME)
    return found.body, [(dropped.path, dropped.why) for dropped in found.dropped]


@pytest.mark.parametrize(
    ("command", "body", "dropped"),
    [
        (THE_PAGE_S_OWN, {"name": "My Assistant"}, [("X-API-Key", KEYS)]),
        (
            OF_A_BROWSER,
            {"name": "Ann's own!", "instructions": "a\nb"},
            [("Cookie", KEYS), ("Idempotency-Key", "This header is of one request, not of the assistant.")],
        ),
        (
            OF_A_BROWSER_ON_WINDOWS,
            {"name": "100% & more", "instructions": "C:\\dir\\n"},
            [("x-api-key", KEYS)],
        ),
        (BY_HAND_ON_WINDOWS, {"name": "a b", "instructions": "one\ntwo"}, [("X-API-Key", KEYS)]),
        (WITH_A_HERE_DOCUMENT, {"name": "It's $HOME"}, [("X-API-Key", KEYS)]),
    ],
)
def test_commands_of_the_world_are_understood(
    command: str, body: dict[str, Any], dropped: list[tuple[str, str]]
) -> None:
    assert pasted(command) == (body, dropped)


@pytest.mark.parametrize(
    "command",
    [
        'curl u -d \'{"name": "Ann"}\'',
        '  $ curl u -d \'{"name": "Ann"}\'',
        '/usr/bin/curl u -d \'{"name": "Ann"}\'',
        'API_KEY=ak_1\ncurl u -d \'{"name": "Ann"}\' && echo done',
        'curl u -d "{\\"name\\": \\"Ann\\"}"',
        'curl u -d{\\"name\\":\\"Ann\\"}',
        'curl u --data \'{"name": "Ann"}\'',
        'curl u --data-binary=\'{"name": "Ann"}\'',
        'curl u -sSXPOST -H Accept:x -Lkd \'{"name": "Ann"}\'',
        "curl -o out --max-time 3 --url u --json '{\"name\":' --json '\"Ann\"}' > out",
        "curl u \\\n -d '{\"name\"'\\\n': \"A'\"n\"'n\"}'",
        'curl u \\\r\n  -d \'{"name": "Ann"}\'\r\n',
    ],
)
def test_the_data_is_found_however_it_is_given(command: str) -> None:
    assert pasted(command)[0] == {"name": "Ann"}


@given(st.dictionaries(st.sampled_from(["name", "description", "instructions"]), texts()))
def test_any_text_that_the_shell_quotes_is_read_back(body: dict[str, Any]) -> None:
    assert pasted(f"curl https://a.example -d {shlex.quote(json.dumps(body, ensure_ascii=False))}") == (body, [])


def test_the_command_that_atelier_itself_shows_is_read_back() -> None:
    body, dropped = pasted(curl_of(PAGE, "https://atelier.example.com"))

    assert [path for path, _ in dropped] == [
        "X-API-Key",
        "tool_configurations.mcp_tools.0.authorization",
        "tool_configurations.mcp_tools.0.headers.X-A",
    ]
    expected = pasted(f"curl a -d {shlex.quote(json.dumps(essential(PAGE)))}")[0]
    assert body == expected


@given(texts(), st.sampled_from(["$API_KEY", "`id`", "\\", "\\\\n", "'", '"']))
def test_it_is_read_back_too_where_it_is_so_long_that_it_reads_its_own_text(text: str, odd: str) -> None:
    body = {"name": "Ann", "instructions": text + odd + "a" * 100_000}

    assert pasted(curl_of(body, "https://atelier.example.com")) == (body, [("X-API-Key", KEYS)])


def test_no_key_of_a_command_is_kept_or_told() -> None:
    found = read(
        f"curl -u me:{CANARY} -b a={CANARY} -H 'Authorization: Bearer {CANARY}' -H 'X-API-Key: {CANARY}' u -d '{{}}'",
        HOME,
    )

    assert CANARY not in repr(found)
    assert [dropped.path for dropped in found.dropped] == ["-u", "-b", "Authorization", "X-API-Key"]


@pytest.mark.parametrize(
    ("command", "message"),
    [
        ("curl https://a.example", "Line 1, column 1: The command sends no data: it has no -d."),
        ('curl u -d \'{"name": "a"}', "Line 1, column 11: This quotation mark is never closed."),
        ('curl ^\n u -d "{', "Line 2, column 9: A quotation mark is never closed."),
        ("curl u -d @body.json", "Line 1, column 11: The data is in the file body.json; paste the data itself."),
        ("curl u -d @-", "Line 1, column 11: The data comes from another program; paste the data itself."),
        (
            '\ncurl u -d "' + "\\\\" * 300_000 + '"',
            "Line 2, column 1: This command is too long to be one; paste the JSON that it sends.",
        ),
        (
            "curl u" + " a" * 2_000,
            "Line 1, column 1: This command is too long to be one; paste the JSON that it sends.",
        ),
        ("curl u -F name=a", "Line 1, column 11: This sends a form; an assistant is made with JSON, by -d."),
        (
            "curl u \\\n  -d '{\n  \"name\": x\n}'",
            "Line 3, column 11: The data of the command is not JSON: Expecting value.",
        ),
        ('curl u -d "{\\"a\\": 1,\n \\"a\\": 2}"', "Line 2, column 2: An object has the same key twice."),
        ("curl u -d a=b -d c=d", "Line 1, column 11: The data of the command is not JSON: Expecting value."),
        ("curl u -d ''", "Line 1, column 12: The data of the command is not JSON: Expecting value."),
    ],
)
def test_a_command_without_json_is_refused_at_its_place_in_the_text(command: str, message: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read(command, HOME)

    assert refused.value.message == message


@given(st.text(alphabet="curl -d{}\"'\\^\n$@<|Hx:,1"))
def test_no_command_is_too_strange_to_be_answered(rest: str) -> None:
    try:
        read(f"curl {rest}", HOME)
    except Unreadable as error:
        assert error.line >= 1  # noqa: PT017 - either answer is right
