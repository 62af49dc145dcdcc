"""Which addresses a request may go to, and which server URLs may be saved (security.md, "Outbound").

Nothing here resolves a name: a name is judged by its addresses when it is connected to.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network

from assistants.problems import Code

Address = IPv4Address | IPv6Address

# Python's is_global says True of these, or did in some releases of 3.11.
_NEVER_PUBLIC = tuple(
    ip_network(network)
    for network in (
        "192.0.0.0/24",  # protocol assignments
        "192.88.99.0/24",  # relays of 6to4
        "224.0.0.0/4",  # multicast
        "2001::/23",  # protocol assignments, Teredo among them
        "2002::/16",  # 6to4
        "3fff::/20",  # documentation
    )
)
# All that the Internet's hosts are given: mapped, NAT64, v4-compatible and site-local forms are outside.
_GLOBAL_UNICAST = IPv6Network("2000::/3")
_METADATA = (IPv4Address("169.254.169.254"), IPv6Address("fd00:ec2::254"))
# Forms that carry an IPv4 address, and the number of bits to its right.
_CARRIERS = tuple(
    (IPv6Network(network), shift)
    for network, shift in (
        ("::/96", 0),  # v4-compatible
        ("::ffff:0:0/96", 0),  # mapped
        ("::ffff:0:0:0/96", 0),  # translated (RFC 2765)
        ("64:ff9b::/96", 0),  # NAT64
        ("64:ff9b:1::/48", 0),  # local NAT64, by its prefixes of 96 bits
        ("2002::/16", 80),  # 6to4
        ("2001::/32", 64),  # Teredo: the server
    )
)
_MAPPED = IPv6Network("::ffff:0:0/96")
_LOCAL_NAME = re.compile(r"localhost|.+\.(?:localhost|local|internal)")

_FORBIDDEN_CHARACTER = re.compile(
    r"[\x00-\x20\x7f-\xa0\\\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\ud800-\udfff]"
)
_URL = re.compile(r"(https?)://([^/?#]*)([^#]*)(#.*)?", re.IGNORECASE | re.ASCII)
_AUTHORITY = re.compile(r"(\[[^\[\]]*\]|[^:\[\]]*)(?::([0-9]{1,5}))?")
_LABEL = re.compile(r"[a-z0-9_-]{1,63}")
# Old and new rules for internationalized names map these differently, or drop them (UTS 46).
_DEVIATION = re.compile(r"[ßẞς\u00ad\u034f\u180b-\u180f\ufe00-\ufe0f\U000e0000-\U000e0fff]")
_PARTS = (
    (re.compile(r"0x([0-9a-f]*)"), 16),
    (re.compile(r"0([0-7]*)"), 8),
    (re.compile(r"([1-9][0-9]*)"), 10),
)
_LAST_PART = re.compile(r"[0-9]+|0x[0-9a-f]*")


class HostUnclear(Exception):
    """A host that is neither a name nor an address, or is read differently by different programs."""


def is_public(address: Address) -> bool:
    """Whether an address is on the Internet, for every program that may read it.

    Stricter than Python's `is_global`: tunnels and translated forms are refused whatever they carry, and a
    mapped address is judged as the IPv4 address that the kernel connects to.
    """
    if isinstance(address, IPv6Address):
        if address in _MAPPED:
            return is_public(_carried(address, 0))
        if address not in _GLOBAL_UNICAST:
            return False
    return address.is_global and not any(address in network for network in _NEVER_PUBLIC)


def is_metadata(address: Address) -> bool:
    """Whether this is a cloud's metadata service, plain or carried by another form: no setting allows it."""
    return any(form in _METADATA for form in _forms(address))


def read_host(host: str) -> Address | str:
    """The address that a host is, in whatever notation, or its name: lower case, ASCII, without the last dot.

    Reads as browsers (WHATWG URL, section 3.5) and inet_aton do; raises HostUnclear where they would differ.
    """
    if host.startswith("[") and host.endswith("]"):
        return _ipv6(host[1:-1])
    name = _ascii(host).removesuffix(".")
    labels = name.split(".")
    if len(name) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        raise HostUnclear
    if _LAST_PART.fullmatch(labels[-1]):
        return _ipv4(labels)
    return name


def is_allowed(host: Address | str, allowed_hosts: Collection[str]) -> bool:
    """Whether MCP_ALLOWED_HOSTS names this host; a metadata address is never allowed."""
    if not isinstance(host, str) and is_metadata(host):
        return False
    return any(host == _setting(allowed) for allowed in allowed_hosts)


def server_url_problems(url: str, allowed_hosts: Collection[str]) -> Iterator[tuple[Code, str]]:
    """What keeps a server URL from being saved, as code and message (contract, "An MCP tool", server_url).

    `allowed_hosts` is the setting MCP_ALLOWED_HOSTS: names or addresses, without port.
    The length is checked by the spec.
    """
    if _FORBIDDEN_CHARACTER.search(url):
        yield Code.INVALID_URL, "Remove spaces, control characters and backslashes from the URL."
        return
    parts = _URL.fullmatch(url)
    if parts is None:
        yield Code.INVALID_URL, "Give a URL that starts with https://."
        return
    scheme, authority, _, fragment = parts.groups()
    if fragment is not None:
        yield Code.INVALID_URL, "Remove the fragment: everything from # on."
    if "@" in authority:
        yield (
            Code.INVALID_URL,
            "Remove the user name and password before @; send them in authorization or headers.",
        )
    try:
        host = _host(authority.rpartition("@")[2])
    except HostUnclear:
        yield Code.INVALID_URL, "Give one host name or address, and a port from 1 to 65535 if any."
        return
    allowed = is_allowed(host, allowed_hosts)
    if scheme.lower() != "https" and not allowed:
        yield Code.INVALID_URL, "Use https:// instead of http://."
    if not allowed and _is_private(host):
        yield (
            Code.PRIVATE_ADDRESS,
            "Use a host on the Internet: this one is a private, local or reserved address.",
        )


def _host(place: str) -> Address | str:
    match = _AUTHORITY.fullmatch(place)
    if match is None or (match[2] is not None and not 1 <= int(match[2]) <= 65535):
        raise HostUnclear
    return read_host(match[1])


def _is_private(host: Address | str) -> bool:
    if isinstance(host, str):
        return _LOCAL_NAME.fullmatch(host) is not None
    return not is_public(host)


def _setting(allowed: str) -> Address | str | None:
    try:
        return ip_address(allowed.strip("[]")) if ":" in allowed else read_host(allowed)
    except (ValueError, HostUnclear):
        return None


def _forms(address: Address) -> Iterator[Address]:
    """The address, and those that it carries or may be read as."""
    yield address
    if isinstance(address, IPv4Address):
        return
    for network, shift in _CARRIERS:
        if address in network:
            yield _carried(address, shift)
    if address in IPv6Network("2001::/32"):  # Teredo: the client, with its bits inverted
        yield IPv4Address(int(_carried(address, 0)) ^ 0xFFFFFFFF)
    if address in IPv6Network("64:ff9b:1::/48"):  # by a prefix of 48 bits, around the reserved octet (RFC 6052)
        yield IPv4Address((int(address) >> 64 & 0xFFFF) << 16 | int(address) >> 40 & 0xFFFF)


def _carried(address: IPv6Address, shift: int) -> IPv4Address:
    return IPv4Address(int(address) >> shift & 0xFFFFFFFF)


def _ipv6(host: str) -> IPv6Address:
    # A zone ("%eth0") names a link of the machine that connects.
    if "%" in host:
        raise HostUnclear
    try:
        return IPv6Address(host)
    except ValueError:
        raise HostUnclear from None


def _ascii(host: str) -> str:
    """The host as DNS is asked for it: full-width digits and other disguises become what they stand for."""
    if _DEVIATION.search(host):
        raise HostUnclear
    # The codec knows Unicode 3.2 alone, and would leave the digits of later versions in disguise.
    plain = unicodedata.normalize("NFKC", host)
    if plain.isascii():
        return plain.lower()
    try:
        return plain.encode("idna").decode("ascii").lower()
    except UnicodeError:
        raise HostUnclear from None


def _ipv4(labels: list[str]) -> IPv4Address:
    """One to four numbers, each decimal, octal or hexadecimal; the last one fills the bytes that are left."""
    numbers = [_number(label) for label in labels]
    *first, last = numbers
    if len(numbers) > 4 or any(number > 0xFF for number in first) or last >= 256 ** (5 - len(numbers)):
        raise HostUnclear
    return IPv4Address(sum(number << 24 - 8 * index for index, number in enumerate(first)) + last)


def _number(label: str) -> int:
    for form, base in _PARTS:
        if match := form.fullmatch(label):
            return int("0" + match[1], base)
    raise HostUnclear
