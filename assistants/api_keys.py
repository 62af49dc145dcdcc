"""The form of an API key (contract, section 4): `ak_`, 33 random characters of base62, 6 of checksum.

The checksum tells a mistyped key from a wrong one without a query, and lets secret scanners find a key that
leaked.
"""

import re
import secrets
import string
from hashlib import sha256
from zlib import crc32

from assistants.limits import API_KEY_CHECKSUM_LENGTH, API_KEY_PREFIX_LENGTH, API_KEY_RANDOM_LENGTH

_MARK = "ak_"
_BASE62 = string.digits + string.ascii_uppercase + string.ascii_lowercase
_FORM = re.compile(rf"{_MARK}([0-9A-Za-z]{{{API_KEY_RANDOM_LENGTH}}})([0-9A-Za-z]{{{API_KEY_CHECKSUM_LENGTH}}})")


def mint() -> str:
    """A new key, of 196 random bits. It is shown once; only its `digest` and `prefix` are kept."""
    body = "".join(secrets.choice(_BASE62) for _ in range(API_KEY_RANDOM_LENGTH))
    return f"{_MARK}{body}{_checksum(body)}"


def is_well_formed(key: str) -> bool:
    """Whether the text can be a key at all: judged before any query."""
    # Not in constant time: the checksum follows from the text and proves nothing about a key that exists.
    match = _FORM.fullmatch(key)
    return match is not None and match[2] == _checksum(match[1])


def digest(key: str) -> str:
    """What is stored and looked up: 64 hexadecimal digits of SHA-256.

    The look-up compares digests, whose beginning an attacker cannot choose, so timing tells nothing.
    """
    return sha256(key.encode(errors="surrogatepass")).hexdigest()


def prefix(key: str) -> str:
    """The first 8 characters, by which people tell their keys apart."""
    return key[:API_KEY_PREFIX_LENGTH]


def _checksum(body: str) -> str:
    """CRC-32 of the random characters in base62, the most significant digit first."""
    rest = crc32(body.encode("ascii"))
    digits = ""
    for _ in range(API_KEY_CHECKSUM_LENGTH):
        rest, digit = divmod(rest, len(_BASE62))
        digits = _BASE62[digit] + digits
    return digits
