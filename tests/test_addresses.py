from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assistants.addresses import (
    HostUnclear,
    is_allowed,
    is_metadata,
    is_public,
    read_host,
    server_url_problems,
)
from assistants.problems import Code

PUBLIC = """
    1.1.1.1  8.8.8.8  9.255.255.255  11.0.0.0  93.184.215.14  100.63.255.255  100.128.0.0  126.255.255.255
    128.0.0.1  169.253.255.255  172.15.255.255  172.32.0.0  192.0.1.0  192.167.255.255  198.17.255.255
    198.20.0.0  223.255.255.255  2001:4860:4860::8888  2606:4700:4700::1111  2a00:1450:4001:80b::200e
    2600::  ::ffff:8.8.8.8
"""

NOT_PUBLIC = """
    0.0.0.0  0.1.2.3  10.0.0.0  10.255.255.255  100.64.0.0  100.127.255.255  127.0.0.1  127.255.255.254
    169.254.0.1  169.254.169.254  172.16.0.0  172.31.255.255  192.0.0.1  192.0.0.170  192.0.2.1  192.88.99.1
    192.168.0.0  192.168.255.255  198.18.0.0  198.19.255.255  198.51.100.7  203.0.113.9  224.0.0.1
    239.255.255.255  240.0.0.1  255.255.255.255  ::  ::1  ::7f00:1  ::8.8.8.8  ::a9fe:a9fe  ::ffff:127.0.0.1
    ::ffff:10.0.0.1  ::ffff:169.254.169.254  ::ffff:224.0.0.1  ::ffff:0:127.0.0.1  ::ffff:0:8.8.8.8
    64:ff9b::7f00:1  64:ff9b::8.8.8.8  64:ff9b:1::7f00:1  64:ff9b:1:a9fe:a9:fe00::  100::1  2001::1
    2001:0:4136:e378:8000:63bf:3fff:fdd2  2001:2::1  2001:10::1  2001:20::1  2001:db8::1  2002:7f00:1::
    2002:808:808::1  2002:a9fe:a9fe::1  3fff::1  4000::1  5f00::1  fc00::1  fd00:ec2::254  fd12:3456::1
    fe80::1  fec0::1  feff::1  ff02::1  ff0e::1
"""

METADATA = """
    169.254.169.254  fd00:ec2::254  ::ffff:169.254.169.254  ::169.254.169.254  ::ffff:0:169.254.169.254
    64:ff9b::169.254.169.254  64:ff9b:1::a9fe:a9fe  64:ff9b:1:a9fe:a9:fe00::  2002:a9fe:a9fe::
    2002:a9fe:a9fe:1::5  2001:0:a9fe:a9fe::1  2001:0:4136:e378:8000:63bf:5601:5601
"""

NOT_METADATA = "169.254.169.253  8.8.8.8  127.0.0.1  fd00:ec2::253  ::ffff:127.0.0.1  2002:7f00:1::  2606:4700::1"

LOOPBACK_NOTATIONS = """
    127.0.0.1  127.0.0.1.  127.1  127.0.1  127.0.0.01  0177.0.0.1  0177.1  0x7f.1  0X7F.1  0x7f.0x0.0x0.0x1
    0x7f000001  0x7F000001  2130706433  017700000001  00000177.0.0.1  127.0x1  127.0.0.0x1  ①②⑦.⓪.⓪.①
    １２７.０.０.１  127。0。0。1  127．0．0．1  127｡0｡0｡1  𝟏𝟐𝟕.𝟎.𝟎.𝟏  🯱🯲🯷.🯰.🯰.🯱  0ｘ7f.1  ₁₂₇.1  ¹²⁷.¹
"""  # noqa: RUF001

UNCLEAR = """
    256.1.1.1  1.2.3.4.5  1.2.3.256  1.2.65536  1.16777216  4294967296  0x100000000  08.1.1.1  127.0.0.09
    1.2.3.0xg.4  foo.1  foo.0x1  foo.0x  a..b  .a  a..  .  ..  -.1  a%2eb  %31%32%37.1  127.0.0.1%00  a,b
    a*b  a"b  a'b  a|b  a^b  a<b  straße.example  ς.example  12\u00ad7.0.0.1  127.0.0.1\ufe0f
    127.0.0.1\U000e0100  a\u034fb  ℀.example  ‥.example  xn--\u0660.example  [::1  ::1]  [::1%eth0]
    [::1%25eth0]  [v1.x]  []  [:::]  [1.2.3.4]  [::1]]  [[::1]]  [localhost]
"""

LOCAL_NAMES = """
    localhost  LOCALHOST  localhost.  a.localhost  a.b.LocalHost.  printer.local  a.b.local  db.internal
    metadata.google.internal  metadata.google.internal.  ⓛocalhost  ｌｏｃａｌｈｏｓｔ  localhoſt  𝐥𝐨𝐜𝐚𝐥𝐡𝐨𝐬𝐭
    printer。local  printer．ｌｏｃａｌ
"""  # noqa: RUF001

OTHER_NAMES = """
    example.com  EXAMPLE.com.  mcp.example.co.uk  localhost.example.com  localhosts  mylocalhost
    local.example  internal.example  notlocal  1a.example  127.0.0.1.nip.io  0x7f.example  a_b.example
    xn--bcher-kva.example  bücher.example  例え.jp  a--b.example  1.2.3.4a  0xg
"""


def each(table: str) -> list[str]:
    return table.split()


def codes(url: str, *allowed: str) -> list[Code]:
    return [code for code, _ in server_url_problems(url, allowed)]


@pytest.mark.parametrize("address", each(PUBLIC))
def test_an_address_on_the_internet_is_public(address: str) -> None:
    assert is_public(ip_address(address))


@pytest.mark.parametrize("address", each(NOT_PUBLIC))
def test_any_other_address_is_not(address: str) -> None:
    assert not is_public(ip_address(address))


@given(st.ip_addresses(v=4))
def test_a_mapped_address_is_judged_as_what_it_maps(address: IPv4Address) -> None:
    assert is_public(IPv6Address(f"::ffff:{address}")) == is_public(address)


@given(st.one_of(st.ip_addresses(v=4), st.ip_addresses(v=6)))
def test_what_python_calls_private_is_never_public(address: IPv4Address | IPv6Address) -> None:
    mapped = isinstance(address, IPv6Address) and address.ipv4_mapped is not None
    assert mapped or address.is_global or not is_public(address)


@pytest.mark.parametrize("address", each(METADATA))
def test_the_metadata_service_is_known_in_every_form(address: str) -> None:
    assert is_metadata(ip_address(address))
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", each(NOT_METADATA))
def test_other_addresses_are_not_the_metadata_service(address: str) -> None:
    assert not is_metadata(ip_address(address))


@pytest.mark.parametrize("host", each(LOOPBACK_NOTATIONS))
def test_an_address_is_read_in_any_notation(host: str) -> None:
    assert read_host(host) == IPv4Address("127.0.0.1")
    assert codes(f"https://{host}/mcp") == [Code.PRIVATE_ADDRESS]
    assert codes(f"https://{host}:8443") == [Code.PRIVATE_ADDRESS]


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("0", "0.0.0.0"),
        ("0x", "0.0.0.0"),
        ("1.2", "1.0.0.2"),
        ("1.2.3", "1.2.0.3"),
        ("1.2.65535", "1.2.255.255"),
        ("4294967295", "255.255.255.255"),
        ("0251.0376.0251.0376", "169.254.169.254"),
        ("[::1]", "::1"),
        ("[0:0:0:0:0:ffff:7f00:1]", "::ffff:127.0.0.1"),
        ("[2606:4700:4700::1111]", "2606:4700:4700::1111"),
    ],
)
def test_short_notations_fill_in_as_browsers_do(host: str, address: str) -> None:
    assert read_host(host) == ip_address(address)


@given(st.ip_addresses(v=4), st.sampled_from(["{}", "0x{:x}", "0{:o}"]))
def test_one_number_and_four_are_the_same_address(address: IPv4Address, notation: str) -> None:
    assert read_host(notation.format(int(address))) == address
    assert read_host(".".join(notation.format(byte) for byte in address.packed)) == address


@pytest.mark.parametrize("host", each(UNCLEAR))
def test_a_host_that_programs_read_differently_is_refused(host: str) -> None:
    with pytest.raises(HostUnclear):
        read_host(host)
    assert codes(f"https://{host}/mcp") == [Code.INVALID_URL]


@pytest.mark.parametrize("host", each(LOCAL_NAMES))
def test_a_local_name_is_refused(host: str) -> None:
    assert codes(f"https://{host}/mcp") == [Code.PRIVATE_ADDRESS]


@pytest.mark.parametrize("host", each(OTHER_NAMES))
def test_any_other_name_passes_when_saved(host: str) -> None:
    assert codes(f"https://{host}/mcp") == []
    assert codes(f"https://{host}:65535/mcp?key=%20#") == [Code.INVALID_URL]


@pytest.mark.parametrize("address", each(PUBLIC))
def test_a_public_address_passes(address: str) -> None:
    assert codes(f"https://{address}/" if ":" not in address else f"https://[{address}]/") == []


@pytest.mark.parametrize("address", each(NOT_PUBLIC))
def test_a_private_address_is_refused(address: str) -> None:
    host = address if ":" not in address else f"[{address}]"
    assert codes(f"https://{host}/") == [Code.PRIVATE_ADDRESS]


@pytest.mark.parametrize(
    "url",
    [
        "https://example.com",
        "https://example.com/",
        "HTTPS://EXAMPLE.COM:443/MCP",
        "https://example.com:1/a/b/../c?d=e&f=@g:h",
        "https://example.com?x=1",
        "https://example.com/%7Etoken/パス",
        "https://example.com/@user",
        "https://example.com//a//b",
    ],
)
def test_a_plain_https_url_passes(url: str) -> None:
    assert codes(url) == []


@pytest.mark.parametrize(
    "url",
    [
        "",
        "example.com",
        "//example.com",
        "/mcp",
        "https:",
        "https://",
        "https:///mcp",
        "https:/example.com",
        "https:example.com",
        "https://?x",
        "https://:443/",
        "http://example.com/",
        "http\u017f://example.com/",
        "ws://example.com/",
        "wss://example.com/",
        "ftp://example.com/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "data:text/plain,x",
        "unix:///run/docker.sock",
        " https://example.com/",
        "https://example.com/ ",
        "https://example.com/a b",
        "https://exa mple.com/",
        "https://example.com/\n",
        "https://exam\tple.com/",
        "https://example.com/\r\nHost: x",
        "https://example.com/\x00",
        "https://example.com/\x7f",
        "https://example.com/\x85",
        "https://example.com/\u2028",
        "https://example.com/\u202e",
        "https://example.com/\ud800",
        "https://example\u200b.com/",
        "https://example.com\\@evil.example/",
        "https://example.com\\.evil.example/",
        "https:\\\\example.com",
        "https://user@example.com/",
        "https://user:pass@example.com/",
        "https://@example.com/",
        "https://:@example.com/",
        "https://127.0.0.1@example.com/",
        "https://a@b@example.com/",
        "https://example.com#",
        "https://example.com/#fragment",
        "https://example.com#@evil.example/",
        "https://example.com:",
        "https://example.com:/",
        "https://example.com:0/",
        "https://example.com:65536/",
        "https://example.com:999999/",
        "https://example.com:-1/",
        "https://example.com:+443/",
        "https://example.com:\uff14\uff14\uff13/",
        "https://example.com:443:443/",
        "https://example.com:x/",
        "https://::1/",
        "https://[::1/",
        "https://[::1]x/",
        "https://x[::1]/",
        "https://[::1]:/",
        "https://%6cocalhost/",
        f"https://{'a' * 64}.example/",
        f"https://{'a.' * 127}example/",
    ],
)
def test_a_url_that_is_not_plain_https_is_refused(url: str) -> None:
    assert codes(url) == [Code.INVALID_URL]


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost:8000/",
        "http://169.254.169.254/latest/meta-data/",
        "https://user@10.0.0.1/",
        "https://example.com@[::1]/",
        "https://localhost/#fragment",
    ],
)
def test_everything_wrong_with_a_url_is_said_at_once(url: str) -> None:
    assert codes(url) == [Code.INVALID_URL, Code.PRIVATE_ADDRESS]


@pytest.mark.parametrize(
    ("url", "allowed"),
    [
        ("https://localhost/", "localhost"),
        ("http://localhost:9000/mcp", "LOCALHOST."),
        ("http://mcp.internal/", "mcp.internal"),
        ("http://mcp_server/", "mcp_server"),
        ("http://example.com/", "example.com"),
        ("http://127.0.0.1:8000/", "127.0.0.1"),
        ("http://127.1:8000/", "127.0.0.1"),
        ("https://10.0.0.5/", "10.0.0.5"),
        ("http://[::1]/", "::1"),
        ("http://[0:0::1]/", "[::1]"),
        ("http://bücher.internal/", "xn--bcher-kva.internal"),
    ],
)
def test_an_allowed_host_passes_with_http_too(url: str, allowed: str) -> None:
    assert codes(url, "other.example", allowed) == []


@pytest.mark.parametrize(
    ("url", "allowed"),
    [
        ("https://a.localhost/", "localhost"),
        ("https://127.0.0.2/", "127.0.0.1"),
        ("https://localhost/", "127.0.0.1"),
        ("https://localhost/", ""),
        ("https://localhost/", "*"),
        ("https://localhost/", "[broken"),
        ("https://[::ffff:127.0.0.1]/", "127.0.0.1"),
    ],
)
def test_no_other_host_passes_for_being_near_an_allowed_one(url: str, allowed: str) -> None:
    assert codes(url, allowed) == [Code.PRIVATE_ADDRESS]


@pytest.mark.parametrize("address", each(METADATA))
def test_no_setting_allows_the_metadata_service(address: str) -> None:
    host = address if ":" not in address else f"[{address}]"
    assert not is_allowed(ip_address(address), [address])
    assert codes(f"https://{host}/", address, host) == [Code.PRIVATE_ADDRESS]


def test_a_url_without_a_host_and_with_a_user_has_two_problems() -> None:
    assert codes("https://user@") == [Code.INVALID_URL, Code.INVALID_URL]


@given(st.text())
@example("[")
@example("https://[")
def test_any_text_gets_an_answer(text: str) -> None:
    codes(text, text)
    codes(f"https://{text}", text)


@given(st.text(alphabet="0123456789abcfx.[]:%@①７。/\\\u00ad-", max_size=30))
def test_any_text_near_an_address_gets_an_answer(text: str) -> None:
    found = codes(f"https://{text}/", text)
    assert set(found) <= {Code.INVALID_URL, Code.PRIVATE_ADDRESS}
