import json
from typing import Any

import pytest
from pytest_django import Settings

from tests.api.client import Answer, ApiClient
from tests.doors.answers import assert_refused, rows_of_all_tables
from tests.doors.bodies.raw import FOREIGN, REQUESTS, Request
from tests.doors.bodies.row import BASE

pytestmark = pytest.mark.django_db

SURROGATE = '"x\\ud83e"'


def sent(request: Request, keys: dict[str, str]) -> Answer:
    client = ApiClient(keys[request.key] if request.key else None)
    return client.send(request.method, request.path, request.body, request.headers)


@pytest.mark.parametrize("request_", REQUESTS, ids=lambda request: request.says)
def test_each_request_gets_its_answer_and_writes_nothing_unless_it_is_whole(
    request_: Request, keys: dict[str, str], rows_at_first: dict[str, int], settings: Settings
) -> None:
    settings.WRITE_LIMIT_PER_MINUTE = request_.writes_left
    answer = sent(request_, keys)
    if request_.status == 201:
        assert answer.status == 201, answer.json
        return
    assert_refused(answer, request_.status, request_.code)
    assert rows_of_all_tables() == rows_at_first


@pytest.mark.parametrize(
    ("field", "path"),
    [
        (f'"description": {SURROGATE}', "description"),
        (f'"metadata": {{"a": {SURROGATE}}}', "metadata.a"),
        (f'"metadata": {{{SURROGATE}: "a"}}', "metadata.x\\ud83e"),
        (f'"stop_sequences": ["a", {SURROGATE}]', "stop_sequences.1"),
        (f'"json_schemas": [{{"title": {SURROGATE}}}]', "json_schemas.0.title"),
        (f'"json_schemas": [{{"properties": {{{SURROGATE}: {{}}}}}}]', "json_schemas.0.properties.x\\ud83e"),
    ],
)
def test_a_lone_surrogate_is_refused_wherever_it_stands(field: str, path: str, keys: dict[str, str]) -> None:
    answer = ApiClient(keys["member"]).post("/v1/assistants", f"{json.dumps(BASE)[:-1]}, {field}}}")
    assert (answer.status, answer.problems) == (422, [(path, "invalid_character")])


def test_an_unknown_field_by_a_name_that_no_answer_can_hold_is_named_all_the_same(keys: dict[str, str]) -> None:
    answer = ApiClient(keys["member"]).post("/v1/assistants", f"{json.dumps(BASE)[:-1]}, {SURROGATE}: 1}}")
    assert (answer.status, answer.problems) == (422, [("x\\ud83e", "invalid_character")])


def test_an_organization_of_others_and_one_that_never_was_get_the_same_answer(keys: dict[str, str]) -> None:
    client = ApiClient(keys["member"])
    answers = [
        client.post("/v1/assistants", body).json["error"]
        for body in (FOREIGN, FOREIGN.replace(b"org_other", b"org_never"))
    ]
    told: list[dict[str, Any]] = [{**error, "trace_id": "", "timestamp": ""} for error in answers]
    assert told[0] == told[1]


def test_a_taken_name_is_told_only_when_nothing_else_is_wrong(keys: dict[str, str]) -> None:
    client = ApiClient(keys["member"])
    assert client.post("/v1/assistants", BASE).status == 201
    wrong = client.post("/v1/assistants", {**BASE, "temperature": 9})
    assert (wrong.status, wrong.problems) == (422, [("temperature", "out_of_range")])
    taken = client.post("/v1/assistants", BASE)
    assert_refused(taken, 409, "ASSISTANT_NAME_TAKEN")
    assert taken.problems == [("name", "duplicate")]


@pytest.mark.parametrize(
    "name", ["CLAIMS ASSISTANT", "  claims   assistant", "\uff23laims assistant", "Claims\u200b assistant\u2060"]
)
def test_a_name_is_taken_whatever_its_case_blanks_width_and_invisible_characters(
    name: str, keys: dict[str, str], rows_at_first: dict[str, int]
) -> None:
    client = ApiClient(keys["member"])
    assert client.post("/v1/assistants", BASE).status == 201
    after = rows_of_all_tables()
    assert_refused(client.post("/v1/assistants", {**BASE, "name": name}), 409, "ASSISTANT_NAME_TAKEN")
    assert rows_of_all_tables() == after


def test_a_key_used_with_another_body_is_told_before_what_is_wrong_with_it(keys: dict[str, str]) -> None:
    client, once = ApiClient(keys["member"]), {"Idempotency-Key": "a"}
    assert client.post("/v1/assistants", BASE, once).status == 201
    for change in ({"temperature": 9}, {"description": "other"}, {"name": "Other"}):
        assert_refused(client.post("/v1/assistants", {**BASE, **change}, once), 422, "IDEMPOTENCY_KEY_REUSED")
    foreign = client.post("/v1/assistants", FOREIGN, once)
    assert_refused(foreign, 403, "ORGANIZATION_ACCESS_DENIED")


@pytest.mark.parametrize("key", ["", "k" * 256])
def test_an_idempotency_key_has_1_to_255_characters(key: str, keys: dict[str, str]) -> None:
    answer = ApiClient(keys["member"]).post("/v1/assistants", BASE, {"Idempotency-Key": key})
    assert answer.status == 422
    assert [field for field, _ in answer.problems] == ["Idempotency-Key"]


def test_a_key_without_the_scope_to_read_reads_nothing(keys: dict[str, str]) -> None:
    made = ApiClient(keys["member"]).post("/v1/assistants", BASE)
    assert_refused(ApiClient(keys["writer"]).get(made.headers["Location"]), 403, "INSUFFICIENT_PERMISSIONS")


def test_who_asks_too_often_is_told_when_to_come_back(keys: dict[str, str], settings: Settings) -> None:
    settings.WRITE_LIMIT_PER_MINUTE = 0
    answer = ApiClient(keys["member"]).post("/v1/assistants", BASE)
    assert answer.status == 429
    assert 1 <= int(answer.headers["Retry-After"]) <= 60


def test_a_method_that_is_not_there_is_answered_with_those_that_are(keys: dict[str, str]) -> None:
    answer = ApiClient(keys["member"]).put("/v1/assistants", BASE)
    assert answer.status == 405
    assert "POST" in answer.headers["Allow"]
