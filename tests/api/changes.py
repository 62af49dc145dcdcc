"""Changes of an assistant through the API, by the people of the cast."""

from typing import Any

from tests.cast import Cast


def changed(cast: Cast, assistant_id: str, by: str = "ben", **fields: Any) -> None:
    answer = cast.client(by).patch(f"/v1/assistants/{assistant_id}", fields)
    assert answer.status == 200, answer.json
