"""The API of a running server, as programs call it: over the wire, and many at once."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from types import TracebackType
from typing import Any, Self, TypeVar

import httpx

from tests.live.acme import ORGANIZATION, body

Answer = TypeVar("Answer")


class Api:
    """A program that holds one API key; it may be shared by threads, and its connections are kept alive."""

    def __init__(self, url: str, key: str) -> None:
        self.http = httpx.Client(
            base_url=url,
            headers={"X-API-Key": key},
            timeout=60,
            # Idle connections end here before they end there: gunicorn closes one after two seconds.
            limits=httpx.Limits(max_connections=None, max_keepalive_connections=None, keepalive_expiry=1),
            trust_env=False,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.http.close()

    def post(self, content: dict[str, Any], **headers: str) -> httpx.Response:
        """Send a create; a header is named with underscores: `Idempotency_Key`."""
        return self.http.post("/v1/assistants", json=content, headers=_named(headers))

    def create(self, name: str, **fields: Any) -> httpx.Response:
        """Send the least that makes an assistant of this name, and `fields`."""
        return self.post(body(name, **fields))

    def get(self, assistant_id: str) -> httpx.Response:
        """Read an assistant."""
        return self.http.get(f"/v1/assistants/{assistant_id}")

    def named(self, name: str) -> dict[str, Any]:
        """Read the only assistant of this name."""
        asked = {"organization_id": ORGANIZATION, "include_inactive": "true"}
        listed = self.http.get("/v1/assistants", params=asked).json()["assistants"]
        [found] = [item for item in listed if item["name"] == name]
        record: dict[str, Any] = self.get(found["id"]).json()
        return record


def _named(headers: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}


def at_once(calls: Iterable[Callable[[], Answer]]) -> list[Answer]:
    """Make all the calls at the same moment, a thread each; the answers in the calls' order."""
    waiting = list(calls)
    start = Barrier(len(waiting))

    def run(call: Callable[[], Answer]) -> Answer:
        start.wait()
        return call()

    with ThreadPoolExecutor(len(waiting)) as pool:
        return list(pool.map(run, waiting))


def error(response: httpx.Response) -> dict[str, Any]:
    """The error of an answer that must be the API's envelope, whole."""
    assert response.headers["Content-Type"] == "application/json", response.text
    envelope = response.json()
    assert envelope.keys() == {"success", "error"}
    assert envelope["success"] is False
    found: dict[str, Any] = envelope["error"]
    assert found["status"] == response.status_code
    assert found["trace_id"] == response.headers["X-Request-Id"]
    return found


def code(response: httpx.Response) -> str:
    """The code of an error."""
    return str(error(response)["code"])
