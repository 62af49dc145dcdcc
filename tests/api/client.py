"""A program that calls the API: Django's test client with the header and the JSON of a real one."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.test import Client

Headers = Mapping[str, str]


@dataclass(frozen=True)
class Answer:
    """What came back; headers are looked up in whatever case."""

    status: int
    headers: Headers
    content: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.content)

    @property
    def code(self) -> str:
        """The error's code; only an error has one."""
        code: str = self.json["error"]["code"]
        return code

    @property
    def problems(self) -> list[tuple[str, str]]:
        """Field and code of each problem that an error tells."""
        found = self.json["error"]["details"].get("errors", [])
        return [(problem["field"], problem["code"]) for problem in found]


class ApiClient:
    """Calls with one API key, or with none.

    Paths are whole, as in `/v1/models`. A body that is text or bytes is sent as it is, anything else as JSON.
    Further headers are given by name: `client.post(path, body, {"Idempotency-Key": "1"})`.
    """

    def __init__(self, key: str | None = None) -> None:
        self._client = Client(headers={} if key is None else {"X-API-Key": key})

    def get(self, path: str, query: Mapping[str, Any] | str = "", headers: Headers | None = None) -> Answer:
        """`query` is a mapping, or the text behind the question mark."""
        if isinstance(query, str):
            return self.send("GET", f"{path}?{query}" if query else path, headers=headers)
        return _answer(self._client.get(path, query, headers=headers))

    def post(self, path: str, body: Any = None, headers: Headers | None = None) -> Answer:
        return self.send("POST", path, body, headers)

    def put(self, path: str, body: Any, headers: Headers | None = None) -> Answer:
        return self.send("PUT", path, body, headers)

    def patch(self, path: str, body: Any, headers: Headers | None = None) -> Answer:
        return self.send("PATCH", path, body, headers)

    def delete(self, path: str, headers: Headers | None = None) -> Answer:
        return self.send("DELETE", path, headers=headers)

    def send(self, method: str, path: str, body: Any = None, headers: Headers | None = None) -> Answer:
        content = body if isinstance(body, str | bytes) else "" if body is None else json.dumps(body)
        return _answer(self._client.generic(method, path, content, "application/json", headers=headers))


def _answer(response: Any) -> Answer:
    return Answer(response.status_code, response.headers, response.content)
