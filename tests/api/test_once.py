"""Every POST that writes is carried out once for each Idempotency-Key (contract, section 6)."""

from typing import Any

import pytest

from assistants.models import Assistant, AuditEvent, Version
from tests.cast import Cast

pytestmark = pytest.mark.django_db

KEY = {"Idempotency-Key": "k" * 255}
POSTS: list[tuple[str, Any, Any]] = [
    ("/restore", None, {"name": "x"}),
    ("/duplicate", None, {"name": "x"}),
    ("/transfer", {"created_by": "usr_max"}, {"created_by": "usr_eve"}),
    ("/versions/1/restore", None, {"name": "x"}),
]


def written() -> tuple[int, int, int]:
    return Assistant.objects.count(), Version.objects.count(), AuditEvent.objects.count()


@pytest.mark.parametrize(("rest", "body", "other"), POSTS, ids=[rest for rest, _, _ in POSTS])
def test_a_second_request_gets_the_answer_of_the_first(rest: str, body: Any, other: Any, cast: Cast) -> None:
    client, path = cast.client("ann"), f"/v1/assistants/{cast.assistant()['id']}"
    client.patch(path, {"name": "Other"})
    if rest == "/restore":
        client.delete(path)

    first = client.post(f"{path}{rest}", body, KEY)
    after = written()
    again = client.post(f"{path}{rest}", body, KEY)

    assert first.status in (200, 201), first.json
    assert (again.status, again.json, again.headers["ETag"]) == (first.status, first.json, first.headers["ETag"])
    assert (again.headers["Idempotent-Replayed"], "Idempotent-Replayed" in first.headers) == ("true", False)
    assert written() == after
    assert client.post(f"{path}{rest}", other, KEY).status == 422


def test_one_key_serves_each_address_by_itself(cast: Cast) -> None:
    made = [cast.assistant()["id"] for _ in range(2)]
    answers = [cast.client("ben").post(f"/v1/assistants/{each}/duplicate", headers=KEY) for each in made]
    assert [answer.status for answer in answers] == [201, 201]
    assert answers[0].json["id"] != answers[1].json["id"]
