"""What is sent along to an MCP server: authorization and headers, which are never shown again."""

from typing import Any

from tests.doors.bodies.mcp_servers import unserved, with_server
from tests.doors.bodies.row import Row, good

# The contract's list (RFC 9110, RFC 9112, and the protocol's own).
OF_THE_CONNECTION = (
    "Host", "Content-Length", "Transfer-Encoding", "Connection", "Proxy-Connection", "Proxy-Authorization",
    "Keep-Alive", "TE", "Trailer", "Upgrade", "Expect", "Mcp-Session-Id",
)  # fmt: skip
LONGEST = "s" * 8_192


def sent(says: str, **change: Any) -> Row:
    return good(says, with_server(**change), {})


AUTHORIZATION = [
    sent("no authorization", authorization=None),
    sent("authorization of one character", authorization="x"),
    sent("authorization of 8,192 characters", authorization=LONGEST),
    sent("every visible character of ASCII", authorization="".join(map(chr, range(0x21, 0x7F)))),
    unserved("authorization of 8,193 characters", {"authorization": f"{LONGEST}s"}, {"authorization": "too_long"}),
    unserved("empty authorization", {"authorization": ""}, {"authorization": "too_short"}),
    *[
        unserved(f"authorization with {word!r}", {"authorization": word}, {"authorization": "invalid_character"})
        for word in ("Bearer abc", "a\tb", "a\n", "\r\nX-A: 1", "é", "\x7f", "a\0b", "a\u202eb")
    ],
    *[
        unserved(f"authorization as {value!r}", {"authorization": value}, {"authorization": "wrong_type"})
        for value in (5, True, ["x"], {"set": True}, {"set": True, "last4": "9f2c", "updated_at": 1})
    ],
]

HEADERS = [
    sent("no headers", headers={}),
    sent("null headers", headers=None),
    sent("32 headers", headers={f"X-{n}": "v" for n in range(32)}),
    unserved("33 headers", {"headers": {f"X-{n}": "v" for n in range(33)}}, {"headers": "too_many"}),
    sent("a value of 8,192 characters", headers={"X-A": LONGEST}),
    unserved("a value of 8,193 characters", {"headers": {"X-A": f"{LONGEST}s"}}, {"headers.X-A": "too_long"}),
    sent("a value with blanks and tabs", headers={"X-A": "a b\tc"}),
    sent("every sign that a name may have", headers={"!#$%&'*+-.^_`|~0aZ": "v"}),
    *[
        unserved(f"the header {name!r}", {"headers": {name: "v"}}, {f"headers.{name}": "invalid_format"})
        for name in ("", "X A", "X:A", "X-É", "(X)", "X\n", "X\t", 'X"', "X/A", "X@A")
    ],
    *[
        unserved(f"a value with {value!r}", {"headers": {"X-A": value}}, {"headers.X-A": "invalid_character"})
        for value in ("a\nb", "a\r\nX-B: c", "é", "\x7f", "a\0", "\u2028")
    ],
    *[
        unserved(f"a value as {value!r}", {"headers": {"X-A": value}}, {"headers.X-A": "wrong_type"})
        for value in (5, None, ["x"], {"set": True})
    ],
    *[
        unserved(f"the connection's own {name}", {"headers": {name: "v"}}, {f"headers.{name}": "not_allowed"})
        for name in OF_THE_CONNECTION
    ],
    unserved("the connection's own in another case", {"headers": {"hOST": "v"}}, {"headers.hOST": "not_allowed"}),
    unserved("a header twice", {"headers": {"X-A": "1", "x-a": "2"}}, {"headers.x-a": "duplicate"}),
    unserved("a header three times", {"headers": {"X-A": "1", "x-a": "2", "X-a": "3"}},
        {"headers.x-a": "duplicate", "headers.X-a": "duplicate"}),
    sent("Authorization as a header", headers={"Authorization": "Bearer abc"}),
    sent("Authorization as a header beside null", headers={"Authorization": "Bearer abc"}, authorization=None),
    unserved("Authorization beside authorization", {"headers": {"authorization": "x"}, "authorization": "y"},
        {"headers.authorization": "conflict"}),
    unserved("headers in a list", {"headers": [["X-A", "1"]]}, {"headers": "wrong_type"}),
    unserved("several headers are wrong", {"headers": {"X A": "1", "Host": "2", "X-B": 3, "X-C": "é"}},
        {"headers.X A": "invalid_format", "headers.X-B": "wrong_type", "headers.X-C": "invalid_character",
         "headers.Host": "not_allowed"}),
]  # fmt: skip

ROWS = [*AUTHORIZATION, *HEADERS]
