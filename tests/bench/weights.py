"""What a page weighs over the wire: the compressed bytes of all that a browser loads for it, headers apart."""

import re
from typing import NamedTuple
from urllib.parse import urljoin

import httpx

# What a browser loads by itself; an address within the page, or in its own text, is no load.
_LOADS = re.compile(r"<(?:link|script|img|use)\b[^>]*?\b(?:href|src)=\"([^\"#]+)")
_LATEST = {"Accept-Encoding": "br, gzip"}


class Weight(NamedTuple):
    """The bytes of a first visit and of the next one, and those of each part of the first, by its name."""

    first: int
    next: int
    parts: dict[str, int]

    @property
    def heaviest(self) -> str:
        """The parts that weigh most, in kB."""
        parts = sorted(self.parts.items(), key=lambda part: -part[1])
        return ", ".join(f"{name} {size / 1000:.1f}" for name, size in parts[:4])


def weigh(url: str, cookie: str) -> Weight:
    """Load a page and all that it names; at the next visit, what is immutable is there already."""
    with httpx.Client(headers=_LATEST | {"Cookie": cookie}, trust_env=False) as client:
        size, page = _load(client, url)
        parts, kept = {"HTML": size}, 0
        for address in dict.fromkeys(_LOADS.findall(page.text)):
            if address.startswith("data:"):
                continue
            size, answer = _load(client, urljoin(url, address))
            parts[_plain(address)] = size
            kept += size if "immutable" in answer.headers.get("Cache-Control", "") else 0
    total = sum(parts.values())
    return Weight(total, total - kept, parts)


def _load(client: httpx.Client, url: str) -> tuple[int, httpx.Response]:
    """An answer, and how many bytes its body had on the wire."""
    answer = client.get(url).raise_for_status()
    return answer.num_bytes_downloaded, answer


def _plain(address: str) -> str:
    """The name of a file without its folders and without the digest of what it holds."""
    return re.sub(r"\.[0-9a-f]{12}(?=\.)", "", address.rstrip("/").rpartition("/")[2])
